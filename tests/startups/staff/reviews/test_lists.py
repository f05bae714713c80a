"""The lists of reviews: what a row says, what narrows them, and what they cost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startups.registry.services.search import refresh_search_text
from startups.reviews.enums import DossierItem, ReviewState
from startups.reviews.models import DossierAnswer, Opinion, Review, ReviewMove
from tests.access.cast import Cast
from tests.factories import make_account, make_decision, make_incubator, make_review, make_startup

from .conftest import ON

pytestmark = pytest.mark.django_db

OPEN, CLOSED = "reviews:list", "reviews:closed"


@pytest.fixture
def manager(sign_in: Callable[[str], Client]) -> Client:
    return sign_in("manager")


def rows(client: Client, name: str = OPEN, **asked: Any) -> list[list[str]]:
    """The cells of the rows, as a person reads them."""
    page = BeautifulSoup(client.get(reverse(name), asked).text, "html.parser")
    return [
        [" ".join(cell.stripped_strings) for cell in row.select("th, td")]
        for row in page.select("tbody tr")
    ]


def names(client: Client, name: str = OPEN, **asked: Any) -> list[str]:
    return [cells[0].split(" Nôtre")[0] for cells in rows(client, name, **asked)]


def make_many(cast: Cast, number: int, state: str = ReviewState.SUBMITTED) -> None:
    """Reviews of startups of our incubator, each with all that a row shows."""
    author = cast.users["manager"]
    for index in range(number):
        startup = make_startup(f"Produit {index:02}", incubators=[cast.our_incubator])
        made = make_review(startup, state, due=ON + timedelta(days=index), by=author)
        DossierAnswer.objects.create(
            dossier=made.dossier, item=DossierItem.CONFIDENCE, value="fragile", state="confirmed"
        )
        Opinion.objects.create(review=made, author=author, confidence="fragile", given_on=ON)
        if state == ReviewState.DECIDED:
            make_decision(made)


def queries(client: Client, name: str) -> int:
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(name))
    return len(captured)


@pytest.mark.parametrize(
    ("name", "state"), [(OPEN, ReviewState.SUBMITTED), (CLOSED, ReviewState.DECIDED)]
)
def test_a_list_costs_the_same_whatever_its_length(
    name: str, state: str, cast: Cast, manager: Client
) -> None:
    make_many(cast, 1, state)
    one = queries(manager, name)
    make_many(cast, 2, state)
    three = queries(manager, name)
    make_many(cast, 57, state)

    assert (one, three) == (three, queries(manager, name))


def test_a_row_says_who_is_late_and_who_has_the_ball(cast: Cast, manager: Client) -> None:
    made = make_review(cast.ours, ReviewState.PREPARING, due="2026-05-20")
    ReviewMove.objects.filter(review=made)._raw_delete("default")
    for state, day in (("preparing", 1), ("submitted", 11), ("preparing", 16)):
        ReviewMove.objects.create(review=made, to_state=state, on=f"2026-05-{day:02}")

    [cells] = rows(manager)

    assert cells[0] == "Nôtre produit Nôtre"
    assert cells[1:] == [
        "20 May 2026 12 days late",
        "In preparation",
        "the team",
        "26",
        "5",
        "Not said",
    ]


def test_a_submitted_review_is_with_the_incubator(
    cast: Cast, review: Review, manager: Client
) -> None:
    Opinion.objects.create(
        review=review, author=cast.users["committee"], confidence="fragile", given_on=ON
    )

    [cells] = rows(manager)

    assert cells[3] == "the incubator 1 opinion"
    assert cells[6] == "On track"


def test_lateness_starts_the_day_after_and_follows_a_postponement(
    cast: Cast, manager: Client
) -> None:
    make_review(cast.ours, ReviewState.PLANNED, due=ON)
    other = make_startup("Autre", incubators=[cast.our_incubator])
    late = make_review(other, ReviewState.PLANNED, due=ON - timedelta(days=1))

    assert names(manager, late="on") == ["Autre"]
    late.postponed_to, late.postponed_reason = ON, "Congés"
    late.save()

    assert names(manager, late="on") == []
    assert [cells[1] for cells in rows(manager)] == ["1 June 2026 postponed", "1 June 2026"]


def test_what_is_asked_narrows_the_list(cast: Cast, review: Review, manager: Client) -> None:
    second = make_incubator("Seconde")
    shared = make_startup("Éclair", incubators=[cast.our_incubator, second])
    refresh_search_text(startups=[shared.pk], on=ON)
    make_review(shared, ReviewState.PLANNED, due=ON)

    assert names(manager) == ["Éclair", "Nôtre produit"]
    assert names(manager, state="planned") == ["Éclair"]
    assert names(manager, q="eclair") == ["Éclair"]
    assert names(manager, incubator=cast.our_incubator.pk) == ["Éclair", "Nôtre produit"]
    # That of others is no choice here: it narrows nothing.
    assert names(manager, incubator=second.pk) == ["Éclair", "Nôtre produit"]
    assert names(manager, state="nonsense") == ["Éclair", "Nôtre produit"]


def test_pages_keep_what_is_asked(cast: Cast, manager: Client) -> None:
    make_many(cast, 26)

    first = manager.get(reverse(OPEN), {"state": "submitted"})

    assert len(rows(manager)) == 25
    assert 'href="?state=submitted&amp;page=2"' in first.text
    assert names(manager, state="submitted", page=2) == ["Produit 25"]


def test_what_is_over_is_on_the_other_list(cast: Cast, review: Review, manager: Client) -> None:
    over = make_review(
        make_startup("Finie", incubators=[cast.our_incubator]),
        ReviewState.DECIDED,
        due="2026-05-04",
    )
    make_decision(over, signed_by=make_account())
    dropped = make_startup("Abandonnée", incubators=[cast.our_incubator])
    make_review(dropped, ReviewState.CANCELLED, due="2026-05-02")

    assert names(manager) == ["Nôtre produit"]
    assert [cells[:3] for cells in rows(manager, CLOSED)] == [
        ["Finie Nôtre", "Continue : Finie", "4 May 2026"],
        ["Abandonnée Nôtre", "Cancelled Sans objet", "2 May 2026"],
    ]
    assert names(manager, CLOSED, state="cancelled") == ["Abandonnée"]


def test_empty_lists_say_why(manager: Client) -> None:
    assert "No review is under way in your incubators." in manager.get(reverse(OPEN)).text
    narrowed = manager.get(reverse(OPEN), {"late": "on"}).text
    assert "No review under way is like that." in narrowed
