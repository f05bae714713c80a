"""The board: a column a phase, a card a startup, narrowed by the address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.lifecycle.enums import Phase
from startups.registry.models import Startup, Theme
from tests.access.cast import person
from tests.factories import make_incubator, make_membership, make_startup

from .conftest import read, texts
from .making import make_administrator, make_manager, make_portfolio

pytestmark = pytest.mark.django_db


def names(client: Client, query: str = "") -> list[str]:
    return texts(read(client, f"{reverse('staff:board')}{query}"), ".staff-card__name")


def test_columns_are_the_phases_at_work_and_what_is_not_started(
    sign_in: Callable[[Any], Client],
) -> None:
    incubator = make_incubator("Fabrique")
    for phase in Phase:
        make_startup(phase.value, incubators=[incubator], phases=[(phase, "2026-01-01")])
    make_startup("planifiée", incubators=[incubator], phases=[(Phase.CONSTRUCTION, "2026-07-01")])
    page = read(sign_in(make_manager(incubator)), reverse("staff:board"))
    assert texts(page, ".staff-board__title") == [
        "Not started yet (1)",
        "Under investigation (1)",
        "Under construction (1)",
        "In acceleration (1)",
        "In consolidation (1)",
        "Operated within the network (1)",
    ]
    assert texts(page, ".staff-card__name") == [
        "planifiée",
        "investigation",
        "construction",
        "acceleration",
        "consolidation",
        "opere",
    ]


def test_a_card_says_what_steers_a_startup(sign_in: Callable[[Any], Client]) -> None:
    page = read(sign_in(make_manager(make_portfolio(1))), reverse("staff:board"))
    assert texts(page, ".staff-card") == [
        "Produit 000 since 27 November 2025 Review : 3 June 2026 12 days late Fragile "
        "1,200 Usagers No intrapreneur"
    ]


def test_the_latest_comes_first(sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(make_manager(make_portfolio(3)))
    Startup.objects.get(name="Produit 002").reviews.filter(state="submitted").update(
        due_on="2026-05-01"
    )
    assert names(client) == ["Produit 002", "Produit 000", "Produit 001"]


def test_many_cards_are_cut_and_all_are_in_the_table(sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(make_manager(make_portfolio(20)))
    page = read(client, f"{reverse('staff:board')}?late=on")
    assert len(page.select(".staff-card")) == 12
    more = page.select_one(".staff-board__column > p > a")
    assert more.get_text() == "See all 20 in the table"
    rows = read(client, more["href"])
    assert texts(rows, "[role=status]") == ["20 startups"]
    assert rows.select_one("[name=late]").has_attr("checked")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Covoit", "Loin", "Produit 000"]),
        ("?incubator={ours}", ["Produit 000"]),
        ("?theme={theme}", ["Produit 000"]),
        ("?late=on", ["Produit 000"]),
        ("?mine=on", ["Covoit", "Loin"]),
        ("?incubator=999999", ["Covoit", "Loin", "Produit 000"]),
        ("?incubator={theirs}&late=on", []),
        ("?theme=x&late=maybe", ["Produit 000"]),
    ],
)
def test_the_address_narrows(
    query: str, found: list[str], sign_in: Callable[[Any], Client]
) -> None:
    """Mine are those of an incubator that one serves, and those of a team that one is in."""
    ours, theirs = make_portfolio(1), make_incubator("Ailleurs")
    make_startup("Covoit", incubators=[theirs], phases=[(Phase.CONSTRUCTION, "2026-01-01")])
    far = make_startup("Loin", phases=[(Phase.CONSTRUCTION, "2026-01-01")])
    admin = make_administrator()
    make_membership(far, person(admin), edits=True)
    person(admin).assignments.create(incubator=theirs, role="manager", start="2026-01-01")
    keys = {"ours": ours.pk, "theirs": theirs.pk, "theme": Theme.objects.get(code="transport").pk}
    assert sorted(names(sign_in(admin), query.format(**keys))) == found


@pytest.mark.parametrize("number", [1, 3, 507])
def test_the_same_queries_whatever_the_number(
    number: int, sign_in: Callable[[Any], Client], django_assert_num_queries: Any
) -> None:
    client = sign_in(make_manager(make_portfolio(number)))
    client.get(reverse("staff:board"))
    with django_assert_num_queries(21):
        client.get(reverse("staff:board"))
