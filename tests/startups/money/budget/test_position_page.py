"""The budget of the portfolio: what it says, and that each figure is the sum of its lines."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from startups.lifecycle.enums import Phase
from startups.money.ledger import Position, position
from startups.money.selectors.budget import BY
from startups.money.selectors.position import lines_of
from startups.registry.models import Startup, StartupIncubator
from tests import effort
from tests.access.cast import Cast
from tests.factories import make_organisation
from tests.startups.money.conftest import ON
from tests.startups.money.making import make_funding, make_order, make_payment

from .conftest import amount, read, texts
from .ledgers import add_money

pytestmark = pytest.mark.django_db

FIGURES = ("granted", "committed", "paid", "available", "unpaid")
NARROWED = ("", "&year=2026", "&q=se", "&phase=active", "&source=none", "&on=2025-12-31")


def budget(query: str = "") -> str:
    return f"{reverse('budget:position')}?{query}"


def shown(client: Client, query: str = "") -> dict[str, list[Decimal]]:
    """By label, the figures of each row; the total, too."""
    page = read(client, budget(query))
    rows = page.select(".money-table tbody tr, .money-table tfoot tr")
    return {
        " ".join(row.th.get_text(" ").split()): [
            Decimal(amount(cell.a.get_text())) for cell in row.select("td")
        ]
        for row in rows
    }


def whole(startups: list[Startup], on: date = ON) -> list[Decimal]:
    lines = [line for startup in startups for line in lines_of(startup=startup, on=on)]
    found = position(lines, on)
    return [getattr(found, name) for name in FIGURES]


@pytest.mark.parametrize("by", BY)
def test_every_axis_adds_up_to_the_same_whole(
    by: str, startups: list[Startup], manager: Client
) -> None:
    rows = shown(manager, f"by={by}")
    total = rows.pop("Total")
    assert total == whole(startups)
    assert [sum(column) for column in zip(*rows.values(), strict=True)] == total
    assert len(rows) > 1


@pytest.mark.chance
@pytest.mark.parametrize("narrowed", NARROWED)
@pytest.mark.parametrize("by", BY)
def test_each_figure_opens_the_lines_that_it_is_the_sum_of(
    by: str, narrowed: str, startups: list[Startup], manager: Client
) -> None:
    """Of every cell, of the totals and of the figures on top: the lines, one by one."""
    page = read(manager, budget(f"by={by}{narrowed}"))
    links = page.select(".money-table td a, .money-position a")
    assert len(links) > 10
    for link in effort.some(links, 10):
        opened = manager.get(link["href"])
        lines = opened.context["sheet"].paginator.object_list
        assert sum((line.amount for line in lines.every()), Decimal("0.00")) == lines.total
        assert Decimal(amount(link.get_text())) == lines.total, link["href"]


def test_a_startup_counts_once_in_its_lead_incubator(
    cast: Cast, startups: list[Startup], manager: Client
) -> None:
    ours, herse = whole(startups[:2]), whole(startups[2:])
    assert shown(manager) == {
        "Leur": herse,
        "Nôtre": ours,
        "Total": [sum(pair) for pair in zip(ours, herse, strict=True)],
    }
    StartupIncubator.objects.filter(startup=startups[1]).delete()
    assert list(shown(manager)) == ["Leur", "Nôtre", "Total"]


def test_the_phase_is_that_of_the_day(startups: list[Startup], manager: Client) -> None:
    phases = [str(Phase.CONSTRUCTION.label), str(Phase.STOPPED.label), "Not started yet"]
    rows = shown(manager, "by=phase")
    assert list(rows) == [*phases, "Total"]
    assert rows[phases[1]] == whole([startups[1]])
    before = shown(manager, "by=phase&on=2026-02-28")
    assert before[str(Phase.ACCELERATION.label)] == whole([startups[1]], date(2026, 2, 28))


def test_a_day_of_the_past_shows_what_counted_then(
    startups: list[Startup], manager: Client
) -> None:
    on = date(2025, 6, 30)
    assert shown(manager, "on=2025-06-30")["Total"] == whole(startups, on)
    assert shown(manager, "on=30/06/2025") == shown(manager, "on=2025-06-30")
    assert shown(manager, "on=never")["Total"] == whole(startups)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=SEM", ["Semoir"]),
        ("phase=ended", ["Semoir"]),
        ("phase=none", ["Herse"]),
        ("phase=construction", ["Nôtre produit"]),
        ("phase=nonsense&year=never&source=what&incubator=999", None),
    ],
)
def test_what_is_looked_for_is_found(
    query: str, names: list[str] | None, startups: list[Startup], manager: Client
) -> None:
    found = list(shown(manager, f"by=startup&{query}"))
    assert found == [*(names or ["Herse", "Nôtre produit", "Semoir"]), "Total"]


def test_narrowed_by_a_source_and_a_year(
    cast: Cast, startups: list[Startup], manager: Client
) -> None:
    sources = [name for name in shown(manager, "by=source") if name != "Total"]
    assert sources == [
        "Direction du blé (FAST fund)",
        "The incubator's own budget",
        "Not attributed",
    ]
    fast = parse_qs(urlsplit(read(manager, budget("by=source")).select("tbody a")[0]["href"]).query)
    (value,) = fast["value"]
    one = shown(manager, f"by=year&source={value}")
    assert one["Total"] == shown(manager, "by=source")[sources[0]]
    assert shown(manager, f"by=source&year=2026&source={value}")["Total"] == one["2026"]


def test_an_incubator_that_is_looked_for_has_all_its_startups(
    cast: Cast, startups: list[Startup], manager: Client
) -> None:
    """Also one that another incubator leads."""
    rows = shown(manager, f"by=startup&incubator={cast.our_incubator.pk}")
    assert list(rows) == ["Herse", "Nôtre produit", "Semoir", "Total"]
    # Theirs is not one that this reader may choose.
    assert list(shown(manager, f"by=startup&incubator={cast.their_incubator.pk}")) == list(rows)


def test_every_column_sorts_both_ways_and_says_so(startups: list[Startup], manager: Client) -> None:
    page = read(manager, budget("by=startup"))
    assert texts(page, "[aria-sort=ascending]") == ["Startup"]
    for place, link in enumerate(page.select("thead a")[1:], start=1):
        once = read(manager, reverse("budget:position") + link["href"])
        (heading,) = once.select("[aria-sort=descending]")
        falling = [
            Decimal(amount(row.select("td")[place - 1].a.get_text()))
            for row in once.select("tbody tr")
        ]
        again = read(manager, reverse("budget:position") + heading.a["href"])
        rising = [
            Decimal(amount(row.select("td")[place - 1].a.get_text()))
            for row in again.select("tbody tr")
        ]
        assert falling == sorted(falling, reverse=True) == rising[::-1]
        assert len(again.select("[aria-sort=ascending]")) == 1


def test_many_startups_are_paged_and_the_total_is_that_of_all(cast: Cast, manager: Client) -> None:
    startups = Startup.objects.bulk_create(
        Startup(ghid=f"s{number}", slug=f"s{number}", name=f"Produit {number:03}")
        for number in range(60)
    )
    StartupIncubator.objects.bulk_create(
        StartupIncubator(startup=startup, incubator=cast.our_incubator, position=0)
        for startup in startups
    )
    for startup in startups:
        make_funding(startup, 1_000)
    first = read(manager, budget("by=startup&sort=-granted"))
    assert len(first.select("tbody tr")) == 50
    assert "The total is that of all pages." in first.get_text()
    following = first.select_one(".team-pages a")["href"]
    second = read(manager, reverse("budget:position") + following)
    assert len(second.select("tbody tr")) == 10
    for page in (first, second):
        assert amount(page.select("tfoot td")[0].a.get_text()) == "60000.00"


def test_what_was_ordered_beyond_what_is_granted_is_said(cast: Cast, manager: Client) -> None:
    make_funding(cast.ours, 1_000)
    make_payment(make_order(cast.ours, 1_500), 500)
    page = read(manager, budget("by=startup"))
    assert texts(page, "tbody .money-warn") == ["More is ordered than granted."]
    assert shown(manager, "by=startup")["Total"] == [1_000, 1_500, 500, -500, 1_000]


def test_nothing_is_said_to_be_nothing(cast: Cast, manager: Client) -> None:
    assert "No money is recorded for your startups yet." in read(manager, budget()).get_text()
    assert "No money is like that." in read(manager, budget("q=nothing")).get_text()
    empty = read(manager, f"{reverse('budget:lines')}?by=year&value=2031&figure=paid")
    assert "No line is behind this figure" in empty.get_text()


def names_read(client: Client) -> list[str]:
    return list(shown(client, "by=startup"))[:-1]


def test_one_reads_the_money_of_ones_own_startups_only(
    startups: list[Startup], sign_in: Callable[[str], Client]
) -> None:
    ours = ["Herse", "Nôtre produit", "Semoir"]
    assert names_read(sign_in("manager")) == names_read(sign_in("committee")) == ours
    theirs = ["Herse", "Leur produit", "Semoir"]
    assert names_read(sign_in("other_manager")) == theirs
    assert names_read(sign_in("administrator")) == sorted({*ours, *theirs})


QUERIES = {"position": 18, "lines": 22, "csv": 16, "xlsx": 21, "watch": 23}


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("number", [1, 3, 500])
def test_the_same_queries_whatever_the_number(
    name: str, number: int, cast: Cast, manager: Client, django_assert_num_queries: Any
) -> None:
    startups = Startup.objects.bulk_create(
        Startup(ghid=f"s{i}", slug=f"s{i}", name=f"Produit {i:03}") for i in range(number)
    )
    StartupIncubator.objects.bulk_create(
        StartupIncubator(startup=startup, incubator=cast.our_incubator, position=0)
        for startup in startups
    )
    add_money(startups, lines=2, payer=make_organisation())
    address = f"{reverse(f'budget:{name}')}?by=startup&figure=available&sort=-granted"
    manager.get(address)
    with django_assert_num_queries(QUERIES[name]):
        manager.get(address)


def test_positions_are_those_of_the_ledger(startups: list[Startup]) -> None:
    """The oracle of these tests is not nothing."""
    assert all(whole([startup]) != whole([]) for startup in startups)
    assert whole([]) == [getattr(Position(), name) for name in FIGURES]
