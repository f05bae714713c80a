"""The figures of the demonstration: as good as any, and loaded once."""

from datetime import date

import pytest
import yaml

from cms.demonstration.figures import FILE, load_figures
from cms.demonstration.loader import demonstration_tree
from startups.figures.models import Indicator, Measurement
from tests.factories import make_startup

from .making import ON, everything

pytestmark = pytest.mark.django_db


def told() -> dict:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_figures_are_of_startups_of_the_demonstration():
    known = {item.ghid for item in demonstration_tree(on=ON)}

    assert set(told()) <= known


def test_loaded_twice_the_second_changes_nothing():
    startups = [make_startup(ghid=ghid, slug=f"s-{n}") for n, ghid in enumerate(told())]

    assert load_figures(on=ON) == len(startups)
    before = everything(startups[0])
    assert load_figures(on=date(2027, 1, 1)) == 0

    assert everything(startups[0]) == before
    assert Measurement.objects.filter(date__gt=ON).count() == 0
    assert Indicator.objects.filter(headline=True).count() == len(startups)


def test_figures_that_somebody_entered_are_left_alone():
    ghid = next(iter(told()))
    startup = make_startup(ghid=ghid, slug="s")
    Indicator.objects.create(startup=startup, wording="À moi", level="used")

    load_figures(on=ON)

    assert [row.wording for row in startup.indicators.all()] == ["À moi"]
