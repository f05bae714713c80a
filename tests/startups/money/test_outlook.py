"""What the money page of a startup says of the end of its envelope and of the year."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import clock
from tests.access.cast import Cast

from .making import make_funding, make_order, make_payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(sign_in: Any) -> Client:
    return sign_in("intrapreneur")


def said(client: Client, cast: Cast) -> tuple[str, list[str], str]:
    """When it runs out, what the end of the year asks, and all of the page."""
    answer = client.get(reverse("team_money:index", args=(cast.ours.slug,)))
    text = answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")
    spaced = [
        note.replace("\xa0", " ").replace("\u202f", " ") for note in answer.context["year_end"]
    ]
    return answer.context["ending"].replace("\xa0", " ").replace("\u202f", " "), spaced, text


def test_nothing_granted_has_no_end(cast: Cast, team: Client) -> None:
    ending, notes, page = said(team, cast)
    assert (ending, notes) == ("", [])
    assert "fr-alert" not in page


def test_the_day_is_told_with_its_range_and_its_pace(cast: Cast, team: Client) -> None:
    make_funding(cast.ours, 60_000, end=date(2027, 12, 31))
    make_order(cast.ours, 50_000, covers_from=date(2026, 3, 1), covers_until=date(2026, 7, 31))
    ending, _notes, page = said(team, cast)
    assert "10 000,00 €" in ending
    assert "2026" in ending
    assert f"<p>{ending}</p>" in page
    assert "fr-alert--warning" in page


def test_one_that_is_far_is_told_without_a_warning(cast: Cast, team: Client) -> None:
    make_funding(cast.ours, 60_000, end=date(2027, 12, 31))
    ending, _notes, page = said(team, cast)
    assert "31 décembre 2027" in ending
    assert "fr-alert--info" in page
    assert "fr-alert--warning" not in page


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-08-20", 0),
        ("2026-11-24", 4),
        ("2026-12-20", 4),
    ],
)
def test_the_end_of_the_year_is_told_in_its_season(
    day: str, told: int, cast: Cast, sign_in: Any
) -> None:
    make_funding(cast.ours, 60_000)
    make_order(cast.ours, 500, ordered_on=None, quoted_on="2026-08-01")
    order = make_order(cast.ours, 3_000)
    if day == "2026-12-20":
        make_payment(order, 700, "2026-12-04")
        make_order(cast.ours, 900, ordered_on="2026-12-18")
    on = date.fromisoformat(day)
    clock.go_to(on)
    _ending, notes, page = said(sign_in("intrapreneur"), cast)
    assert len(notes) == told
    assert all(f"<li>{note}</li>" in page for note in notes)
    amounts = {
        "2026-11-24": ("1 ", "3 000,00 €", "57 000,00 €", "3 000,00 €"),
        "2026-12-20": ("900,00 €", "700,00 €", "56 100,00 €", "3 200,00 €"),
    }
    for amount, note in zip(amounts.get(day, ()), notes, strict=True):
        assert amount in note
