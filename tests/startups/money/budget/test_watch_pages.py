"""The page of deadlines and alerts: what it asks on a day, what it says, where it leads."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from startups.money.contracts.models import Contract
from startups.money.models import Commitment, Funding
from startups.money.statements.models import Statement
from startups.portfolio.enums import NeedKind
from startups.portfolio.selectors.needs.money import money_needs
from startups.registry.models import Incubator, Startup, StartupIncubator
from tests import clock
from tests.access.cast import Cast
from tests.startups.money.conftest import ON
from tests.startups.money.making import make_contract, make_funding, make_order

from .conftest import read, texts

pytestmark = pytest.mark.django_db

AUTUMN = date(2026, 11, 24)
WINTER = date(2026, 12, 20)


def day_after(days: int) -> date:
    return ON + timedelta(days=days)


def fill(startup: Startup, contract: Contract | None = None) -> None:
    """One of everything: an envelope, a stuck order, a statement that the lines do not explain."""
    make_funding(startup, 5_000, end=day_after(30))
    make_order(startup, 1_000, reference="BC-9", contract=contract)
    make_order(startup, 300, reference="D-9", quoted_on="2026-03-01", ordered_on=None)
    statement = Statement.objects.create(
        startup=startup,
        year=2026,
        half="1",
        state="submitted",
        submitted_on=ON,
        submitted_by=_author(),
    )
    order = startup.commitments.filter(reference="BC-9").get()
    statement.lines.create(activity=order.activity, resource=order.resource, committed="1000.05")


def _author() -> Any:
    user, _new = get_user_model().objects.get_or_create(email="auteur@people.example")
    return user


PARTS = ["enveloppes", "marches", "commandes", "ecarts"]
OF_AUTUMN = [*PARTS, "a-commander", "a-payer", "a-reporter"]
OF_WINTER = [*PARTS, "commandes-tardives", "paiements-tardifs", "a-reporter"]


@pytest.mark.parametrize(("day", "parts"), [(ON, PARTS), (AUTUMN, OF_AUTUMN), (WINTER, OF_WINTER)])
def test_the_page_asks_what_the_day_calls_for(
    day: date, parts: list[str], cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    clock.go_to(day)
    manager = sign_in("manager")
    page = read(manager, reverse("budget:watch"))
    assert [section["id"] for section in page.select("section.team-part")] == parts
    assert texts(page, ".staff-count") == ["(0)"] * len(parts)
    assert len(page.select(".staff-quiet")) == len(parts)
    for part in {*OF_AUTUMN, *OF_WINTER}:
        status = manager.get(reverse("budget:watch_part", args=(part,))).status_code
        assert status == (200 if part in parts else 404), part


def test_each_row_says_it_and_leads_to_its_page(cast: Cast, manager: Client) -> None:
    contract = make_contract(users=[cast.our_incubator], ceiling=1_000, reference="MS-1")
    fill(cast.ours, contract)
    page = read(manager, reverse("budget:watch"))
    assert {
        part: [texts(row, "th, td") for row in page.select(f"#{part} tbody tr")] for part in PARTS
    } == {
        "enveloppes": [
            [
                "Nôtre produit",
                "Ends within 45 days",
                "19/09/2026 the period granted ends before the money runs out",
                "19/09/2026",
                "19/09/2026",
                "4,000.00 €",
            ]
        ],
        "marches": [
            [
                "MS-1",
                "Développement de services numériques",
                "73282932000074",
                "15/01/2028 513 days left",
                "1,200.00 €",
                "1,000.00 € 83 % of the ceiling",
                "200.00 €",
            ]
        ],
        "commandes": [
            [
                *("D-9", "Nôtre produit", "Atelier du code", "Quote", "30/04/2026", "112"),
                *("300.00 €", "0.00 €"),
            ],
            [
                *("BC-9", "Nôtre produit", "Atelier du code", "Ordered", "30/05/2026", "82"),
                *("1,000.00 €", "1,000.00 €"),
            ],
        ],
        "ecarts": [
            ["Nôtre produit", "first half of 2026", "Submitted", "0.05 €", "0.00 €"],
        ],
    }
    links = page.select("tbody a, .team-part > p > a")
    assert len(links) == 9
    assert {link["href"]: manager.get(link["href"]).status_code for link in links} == {
        link["href"]: 200 for link in links
    }


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_each_part_is_taken_away(form: str, cast: Cast, manager: Client) -> None:
    fill(cast.ours, make_contract(users=[cast.our_incubator], ceiling=1_000))
    for part in PARTS:
        response = manager.get(reverse(f"budget:watch_{form}", args=(part,)))
        if response.status_code == 503:
            pytest.skip("needs Pango (Debian: apt install libpangoft2-1.0-0)")
        assert f'filename="{part}-2026-08-20.{form}"' in response["Content-Disposition"]
        assert len(response.content) > 100


def test_what_one_may_not_read_is_not_told(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    fill(cast.ours, make_contract(users=[cast.our_incubator], ceiling=1_000, reference="MS-1"))
    for role in ("manager", "committee", "administrator"):
        text = read(sign_in(role), reverse("budget:watch")).get_text()
        assert ("Nôtre produit" in text, "MS-1" in text) == (True, True)
    text = read(sign_in("other_manager"), reverse("budget:watch")).get_text()
    assert ("Nôtre produit" in text, "MS-1" in text, "BC-9" in text) == (False, False, False)


@pytest.mark.parametrize("number", [1, 3, 500])
@pytest.mark.parametrize(("day", "queries"), [(ON, 28), (AUTUMN, 38), (WINTER, 34)])
def test_the_same_queries_whatever_the_number(
    number: int,
    day: date,
    queries: int,
    cast: Cast,
    sign_in: Callable[[str], Client],
    django_assert_num_queries: Any,
) -> None:
    clock.go_to(day)
    manager = sign_in("manager")
    contract = make_contract(users=[cast.our_incubator], ceiling=1_000)
    fill(cast.ours, contract)
    _copy(cast, number)
    address = reverse("budget:watch")
    manager.get(address)
    with django_assert_num_queries(queries):
        manager.get(address)


def _copy(cast: Cast, number: int) -> None:
    """Others like ours, in a few queries."""
    startups = Startup.objects.bulk_create(
        Startup(ghid=f"s{i}", slug=f"s{i}", name=f"Produit {i:03}") for i in range(number)
    )
    StartupIncubator.objects.bulk_create(
        StartupIncubator(startup=startup, incubator=cast.our_incubator, position=0)
        for startup in startups
    )
    fundings, orders = list(cast.ours.fundings.all()), list(cast.ours.commitments.all())
    Funding.objects.bulk_create(_like(row, startup) for row in fundings for startup in startups)
    Commitment.objects.bulk_create(_like(row, startup) for row in orders for startup in startups)


def _like(row: Any, startup: Startup) -> Any:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    return type(row)(**values | {"startup_id": startup.pk})


def test_the_desk_is_told_what_presses(cast: Cast) -> None:
    contract = make_contract(users=[cast.our_incubator], ceiling=1_000, reference="MS-1")
    fill(cast.ours, contract)
    make_funding(cast.theirs, end=day_after(60))
    needs = list(
        money_needs(startups=Startup.objects.all(), incubators=Incubator.objects.all(), on=ON)
    )
    assert [(need.kind, need.subject, need.due, need.late) for need in needs] == [
        (NeedKind.ENVELOPE, "Nôtre produit", day_after(30), 0),
        (NeedKind.ORDER, "Nôtre produit", date(2026, 4, 30), 112),
        (NeedKind.ORDER, "Nôtre produit", date(2026, 5, 30), 82),
        (NeedKind.CONTRACT, "MS-1", date(2028, 1, 15), 0),
    ]
    assert [need.path for need in needs][3] == reverse("contracts:page", args=(contract.pk,))
