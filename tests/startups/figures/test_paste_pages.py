"""Pasting: a preview of exactly what will be written, then that and nothing else."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from startups.figures.models import Measurement
from tests import clock
from tests.access.cast import CastAsOf

from .making import everything, make_figure, make_indicator, recorded

pytestmark = pytest.mark.django_db
TEXT = "Date\tUsagers\tCoût\n01/2026\t5\t1,5\n02/2026\t6\n"


@pytest.fixture
def startup(client, cast_as_of: CastAsOf) -> Any:
    cast = cast_as_of(today=clock.today())
    client.force_login(cast.users["editor"])
    make_indicator(cast.ours, "Usagers")
    make_indicator(cast.ours, "Coût", unit="€")
    return cast.ours


def paste(client: Any, startup: Any, text: str = TEXT, **data: str) -> Any:
    page = reverse("team_figures:paste", args=(startup.slug,))
    return client.post(page, {"text": text, "source": "Tableur"} | data)


def agreed(response: Any) -> dict[str, str]:
    """What the form of a preview sends as it stands."""
    form = BeautifulSoup(response.content, "html.parser").main.find("form", class_="figures-form")
    return {
        field["name"]: field.get("value", "")
        for field in form.find_all("input")
        if field["type"] != "checkbox" and field["name"] != "csrfmiddlewaretoken"
    }


def values(startup: Any) -> list[tuple[str, str, str]]:
    return [(wording, str(day), f"{value:f}") for wording, day, value, _ in recorded(startup)]


def test_nothing_is_written_before_it_is_agreed_to(client, startup):
    before = everything(startup)

    response = paste(client, startup)

    assert response.status_code == 200
    assert response.context["counts"] == {"new": 3, "replaced": 0, "unchanged": 0}
    assert everything(startup) == before


def test_what_was_previewed_is_written(client, startup):
    make_figure(startup.indicators.get(wording="Usagers"), "2026-02-28", "6", source="Avant")
    preview = paste(client, startup)
    assert preview.context["counts"] == {"new": 2, "replaced": 0, "unchanged": 1}

    response = paste(client, startup, **agreed(preview))

    assert response.status_code == 302
    assert values(startup) == [
        ("Usagers", "2026-01-31", "5.0000"),
        ("Usagers", "2026-02-28", "6.0000"),
        ("Coût", "2026-01-31", "1.5000"),
    ]
    assert [entry.detail for entry in startup.journal.order_by("pk")] == [
        "Usagers: 2026-01-31 = 5",
        "Coût: 2026-01-31 = 1.5",
    ]


def test_replacing_is_agreed_to_apart_and_reasoned(client, startup):
    make_figure(startup.indicators.get(wording="Usagers"), value="4", source="Avant")
    preview = paste(client, startup)
    row = preview.context["rows"][0]
    assert (row.fate, row.before, row.before_source) == ("replaced", "4\xa0usagers", "Avant")
    before = everything(startup)

    data = agreed(preview)
    for missing in ({}, {"replace": "on"}, {"reason": "corrigé"}):
        assert paste(client, startup, **data | missing).status_code == 422
    assert everything(startup) == before

    response = paste(client, startup, **data | {"replace": "on", "reason": "corrigé"})
    assert response.status_code == 302
    assert values(startup)[0] == ("Usagers", "2026-01-31", "5.0000")


@pytest.mark.parametrize("tampered", [{"text": "Date\tUsagers\n01/2026\t999"}, {"source": "X"}])
def test_something_else_than_what_was_previewed_is_not_written(client, startup, tampered):
    data = agreed(paste(client, startup))
    before = everything(startup)

    response = paste(client, startup, **data | tampered)

    assert response.status_code == 422
    assert everything(startup) == before


def test_what_somebody_recorded_in_between_is_seen(client, startup):
    data = agreed(paste(client, startup)) | {"replace": "on", "reason": "corrigé"}
    make_figure(startup.indicators.get(wording="Usagers"), value="4")
    before = everything(startup)

    response = paste(client, startup, **data)

    assert response.status_code == 422
    assert response.context["counts"] == {"new": 2, "replaced": 1, "unchanged": 0}
    assert everything(startup) == before
    shown = BeautifulSoup(response.content, "html.parser")
    assert not shown.find("input", {"name": "replace"}).has_attr("checked")
    again = agreed(response) | {"replace": "on"}
    assert paste(client, startup, **again).status_code == 302


def test_lines_in_error_are_told_and_nothing_can_be_written(client, startup):
    text = f"{TEXT}hier\t3\n03/2026\t1,234\n"
    before = everything(startup)

    response = paste(client, startup, text)

    shown = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert [row.th.text.split()[-1] for row in shown.tbody.find_all("tr")] == ["4", "5"]
    assert [row.code.text for row in shown.tbody.find_all("tr")] == ["hier", "1,234"]
    assert shown.textarea.text.split() == text.split()
    assert not shown.find("input", {"name": "digest"})
    assert paste(client, startup, text, digest="0" * 64).status_code == 422
    assert everything(startup) == before


def test_pasting_the_same_again_offers_nothing_to_write(client, startup):
    paste(client, startup, **agreed(paste(client, startup)))

    preview = paste(client, startup)

    assert preview.context["counts"] == {"new": 0, "replaced": 0, "unchanged": 3}
    shown = BeautifulSoup(preview.content, "html.parser")
    assert not shown.find("form", class_="figures-form").find("button")


def test_two_thousand_lines_in_one_go(client, startup):
    lines = [f"{1 + n % 28}/{1 + n // 28 % 12}/{2010 + n // 336};{n}" for n in range(2000)]
    usagers = str(startup.indicators.get(wording="Usagers").pk)
    preview = paste(client, startup, "\n".join(lines), indicator=usagers)

    response = paste(client, startup, **agreed(preview))

    assert response.status_code == 302
    assert Measurement.objects.count() == Measurement.history.count() == 2000


def test_hostile_cells_are_shown_as_text(client, startup):
    hostile = "<script>alert(1)</script>"

    response = paste(client, startup, f"Date;Usagers\n{hostile};{hostile}")

    shown = BeautifulSoup(response.content, "html.parser")
    assert shown.tbody.code.text == hostile
    assert not [tag for tag in shown.find_all("script") if "alert" in tag.text]
