"""Acts about indicators: one headline, one wording, nothing lost, everything told."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.figures.enums import Direction, ImpactLevel
from startups.figures.models import Indicator
from startups.figures.services import (
    change_indicator,
    create_indicator,
    delete_indicator,
    row_digest,
)
from startups.registry.models import PublishedText
from tests.factories import make_published_startup, make_startup

from .making import ON, REASON, everything, journal, make_figure, make_indicator

pytestmark = pytest.mark.django_db
ACT: dict[str, Any] = {"on": ON, "actor": None, "reason": REASON}
VALUES: dict[str, Any] = {"wording": "Usagers actifs", "level": ImpactLevel.USED}


def test_creating_leaves_history_and_journal():
    startup = make_startup()

    indicator = create_indicator(
        startup=startup, values=VALUES | {"wording": "  Usagers \n actifs "}, **ACT
    )

    assert indicator.wording == "Usagers actifs"
    assert journal(startup) == [(ActKind.INDICATOR_CHANGED, REASON, "+ Usagers actifs")]
    assert [row.history_change_reason for row in indicator.history.all()] == [REASON]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"wording": " "}, "wording"),
        ({"wording": "x" * 201}, "wording"),
        ({"unit": "x" * 51}, "unit"),
        ({"level": "grand"}, "level"),
        ({"direction": "sideways"}, "direction"),
        ({"headline": True}, "headline"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(values, field):
    startup = make_startup()
    before = everything(startup)

    with pytest.raises(ValidationError) as refusal:
        create_indicator(startup=startup, values=VALUES | values, **ACT)

    assert set(refusal.value.error_dict) == {field}
    assert everything(startup) == before


@pytest.mark.parametrize("wording", ["Usagers actifs", "USAGERS  actifs"])
def test_the_same_thing_is_not_measured_twice(wording):
    startup = make_startup()
    make_indicator(startup)

    with pytest.raises(ValidationError) as refusal:
        create_indicator(startup=startup, values=VALUES | {"wording": wording}, **ACT)

    assert set(refusal.value.error_dict) == {"wording"}
    assert startup.indicators.count() == 1


def test_two_startups_may_measure_the_same():
    make_indicator(make_startup())
    other = make_startup()

    create_indicator(startup=other, values=VALUES, **ACT)

    assert other.indicators.count() == 1


def test_a_new_headline_takes_the_place_of_the_one_before():
    startup = make_startup()
    first = make_indicator(startup, "Premier", public=True, headline=True)

    second = create_indicator(
        startup=startup, values=VALUES | {"public": True, "headline": True}, **ACT
    )

    first.refresh_from_db()
    assert (first.headline, first.public, second.headline) == (False, True, True)
    assert first.history.first().history_change_reason == REASON


def test_a_headline_that_is_refused_leaves_the_one_before():
    startup = make_startup()
    first = make_indicator(startup, "Premier", public=True, headline=True)
    second = make_indicator(startup, "Second")
    before = everything(startup)
    values = {"headline": True, "public": True, "wording": "premier"}

    with pytest.raises(ValidationError):
        change_indicator(indicator=second, values=values, **ACT)

    first.refresh_from_db()
    assert first.headline
    assert everything(startup) == before


def test_the_headline_cannot_become_private():
    startup = make_startup()
    indicator = make_indicator(startup, public=True, headline=True)

    with pytest.raises(ValidationError) as refusal:
        change_indicator(indicator=indicator, values={"public": False}, **ACT)

    indicator.refresh_from_db()
    assert set(refusal.value.error_dict) == {"headline"}
    assert indicator.public


def test_changing_says_what_changed():
    startup = make_startup()
    indicator = make_indicator(startup)

    changed = change_indicator(
        indicator=indicator,
        values={"wording": "Usagers", "unit": "usagers", "direction": Direction.LOWER},
        **ACT,
    )

    assert changed == ["wording", "direction"]
    assert journal(startup) == [
        (ActKind.INDICATOR_CHANGED, REASON, "Usagers actifs → Usagers"),
    ]


def test_changing_nothing_writes_nothing():
    startup = make_startup()
    indicator = make_indicator(startup)
    before = everything(startup)

    assert change_indicator(indicator=indicator, values={"unit": " usagers "}, **ACT) == []
    assert everything(startup) == before


def test_a_change_made_from_what_is_no_longer_there_is_refused():
    startup = make_startup()
    indicator = make_indicator(startup)
    seen = row_digest(indicator)
    Indicator.objects.filter(pk=indicator.pk).update(unit="agents")

    with pytest.raises(ValidationError) as refusal:
        change_indicator(indicator=indicator, values={"unit": "foyers"}, seen=seen, **ACT)

    indicator.refresh_from_db()
    assert refusal.value.code == "changed"
    assert indicator.unit == "agents"


def test_an_indicator_with_figures_is_never_deleted():
    startup = make_startup()
    indicator = make_indicator(startup)
    make_figure(indicator)

    with pytest.raises(ValidationError) as refusal:
        delete_indicator(indicator=indicator, **ACT)

    assert refusal.value.code == "measured"
    assert startup.indicators.count() == 1


def test_an_indicator_never_measured_is_deleted_and_its_history_stays():
    startup = make_startup()
    indicator = make_indicator(startup)
    key = indicator.pk

    delete_indicator(indicator=indicator, **ACT)

    assert not startup.indicators.exists()
    assert [row.history_type for row in Indicator.history.filter(id=key)] == ["-", "+"]
    assert journal(startup)[-1][2] == "− Usagers actifs"


def test_deleting_needs_a_reason():
    indicator = make_indicator(make_startup())

    with pytest.raises(ValidationError):
        delete_indicator(indicator=indicator, on=ON, actor=None, reason=" ")

    assert Indicator.objects.filter(pk=indicator.pk).exists()


@pytest.mark.parametrize(("public", "changed_on"), [(True, ON), (False, None)])
def test_only_what_is_public_dates_the_public_page(public, changed_on):
    startup = make_published_startup()
    PublishedText.objects.filter(startup=startup).update(changed_on=None)

    create_indicator(startup=startup, values=VALUES | {"public": public}, **ACT)

    assert PublishedText.objects.get(startup=startup).changed_on == changed_on
