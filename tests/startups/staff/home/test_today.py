"""Today: each line leads to where it is done; nothing is said to be nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_incubator

from .conftest import read, texts
from .making import make_administrator, make_manager, make_portfolio, make_reader

pytestmark = pytest.mark.django_db


def test_a_manager_is_told_everything_with_its_number_and_its_place(
    sign_in: Callable[[Any], Client],
) -> None:
    page = read(sign_in(make_manager(make_portfolio(3))), reverse("staff:today"))
    assert texts(page, ".staff-needs h2") == [
        "Decisions to sign (1)",
        "Dossiers to read (1)",
        "Reviews due (1)",
        "Conditions overdue (3)",
        "Committee sessions (2)",
        "Budget statements to validate (3)",
        "Budget statements expected (3)",
        "Envelopes that end within 45 days (3)",
        "Orders stuck in their chain (3)",
        "Contracts near their ceiling or their end (1)",
        "Pages waiting for approval (1)",
        "Startups without an intrapreneur (3)",
        "Pages to read again (3)",
    ]
    assert texts(page, "#review .staff-need") == [
        "Produit 001 Planned due on 3 June 2026 12 days late"
    ]
    assert texts(page, "#sign .staff-need")[0].startswith("Produit 000")


@pytest.mark.parametrize("make", [make_manager, make_administrator])
def test_every_line_leads_where_its_reader_may_go(
    make: Callable[..., Any], sign_in: Callable[[Any], Client]
) -> None:
    incubator = make_portfolio(2)
    client = sign_in(make() if make is make_administrator else make(incubator))
    links = [link["href"] for link in read(client, reverse("staff:today")).select(".staff-need a")]
    assert len(links) == 20
    assert {path: client.get(path).status_code for path in links} == dict.fromkeys(links, 200)


def test_a_member_is_told_what_to_read_and_what_is_quiet(
    sign_in: Callable[[Any], Client],
) -> None:
    incubator = make_incubator("Vide")
    client = sign_in(make_reader(incubator))
    assert "Nothing today" in read(client, reverse("staff:today")).get_text()
    make_portfolio(5, incubator)
    page = read(client, reverse("staff:today"))
    assert texts(page, ".staff-needs h2") == ["Dossiers to read (3)", "Committee sessions (2)"]
    links = [link["href"] for link in page.select(".staff-need a")]
    assert {path: client.get(path).status_code for path in links} == dict.fromkeys(links, 200)


def test_what_is_quiet_is_said_so(sign_in: Callable[[Any], Client]) -> None:
    incubator = make_portfolio(1)
    client = sign_in(make_manager(incubator))
    quiet = texts(read(client, reverse("staff:today")), ".staff-quiet")
    assert quiet == ["Nothing today: Dossiers to read · Reviews due"]


def test_many_are_told_by_their_number_and_where_they_all_are(
    sign_in: Callable[[Any], Client],
) -> None:
    client = sign_in(make_manager(make_portfolio(30)))
    page = read(client, reverse("staff:today"))
    assert len(page.select("#condition .staff-need")) == 10
    more = page.select_one("#condition > p > a")["href"]
    rows = read(client, more)
    assert texts(rows, ".staff-count-line [role=status]") == ["30 startups"]


@pytest.mark.parametrize("number", [1, 3, 507])
def test_the_same_queries_whatever_the_number(
    number: int, sign_in: Callable[[Any], Client], django_assert_num_queries: Any
) -> None:
    client = sign_in(make_manager(make_portfolio(number)))
    client.get(reverse("staff:today"))
    with django_assert_num_queries(35):
        client.get(reverse("staff:today"))
