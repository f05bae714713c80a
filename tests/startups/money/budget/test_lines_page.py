"""The lines behind a figure: which they are, where they lead, and whose they are."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from startups.money.enums import FundingKind
from startups.money.selectors.budget import BY
from startups.registry.models import Startup
from tests import effort
from tests.access.cast import Cast
from tests.factories import make_organisation
from tests.startups.money.making import make_funding, make_order, make_payment

from .conftest import read, texts

pytestmark = pytest.mark.django_db

FIGURES = ("granted", "committed", "paid", "available", "unpaid")


def budget(query: str = "") -> str:
    return f"{reverse('budget:position')}?{query}"


def test_the_lines_of_a_cell_are_those_of_its_row_and_of_what_is_looked_at(
    startups: list[Startup], manager: Client
) -> None:
    page = read(manager, budget("by=startup&year=2026"))
    (row,) = [row for row in page.select("tbody tr") if "Semoir" in row.th.get_text()]
    for figure, cell in zip(FIGURES, row.select("td"), strict=True):
        lines = read(manager, cell.a["href"]).select("tbody tr")
        kinds = {line.th.get_text().split(" · ")[0].strip() for line in lines}
        assert (
            kinds
            <= {
                "granted": {"Funding"},
                "committed": {"Order or cost"},
                "paid": {"Payment"},
                "available": {"Funding", "Order or cost"},
                "unpaid": {"Order or cost", "Payment"},
            }[figure]
        )
        told = [[cell.get_text(strip=True) for cell in line.select("td")] for line in lines]
        assert {(row[0][-4:], row[1]) for row in told} <= {("2026", "Semoir")}


@pytest.mark.parametrize(
    "query",
    [
        "figure=everything",
        "by=year&value=then",
        "by=source&value=gift.3",
        "by=supplier&value=Atelier",
        "by=phase&value=nowhere",
        "by=startup&value=",
        *(
            f"by={axis}&value={prefix}{number}"
            for axis, prefix in (
                ("startup", ""),
                ("incubator", ""),
                ("activity", ""),
                ("year", ""),
                ("source", "fast."),
            )
            for number in ("0", "-1", "x", "9" * 19, "9" * 5000, "%D9%A1")
        ),
        "by=year&value=10000",
    ],
)
def test_an_address_that_names_no_figure_is_not_found(query: str, manager: Client) -> None:
    assert manager.get(f"{reverse('budget:lines')}?{query}").status_code == 404


def test_a_line_leads_to_the_page_that_shows_it(cast: Cast, manager: Client) -> None:
    make_funding(cast.ours, 5_000, agreement="CONV-1")
    order = make_order(cast.ours, 1_000, reference="BC-1")
    make_payment(order, 400, reference="F-1")
    expected = {
        "available": ["Order or cost · BC-1", "Funding · CONV-1"],
        "unpaid": ["Payment · F-1", "Order or cost · BC-1"],
    }
    for figure, labels in expected.items():
        page = read(manager, f"{reverse('budget:lines')}?figure={figure}")
        assert texts(page, "tbody th a") == labels
        for link in page.select("tbody th a"):
            assert manager.get(link["href"]).status_code == 200


@pytest.mark.chance
@pytest.mark.parametrize("by", BY)
def test_no_address_opens_the_lines_of_others(
    by: str, startups: list[Startup], sign_in: Callable[[str], Client]
) -> None:
    """What an administrator opens, a stranger opens with their own lines in it, or none."""
    page = read(sign_in("administrator"), budget(f"by={by}"))
    theirs = {"Herse", "Semoir", "Leur produit"}
    stranger = sign_in("other_manager")
    for link in effort.some(page.select(".money-table td a"), 15):
        lines = stranger.get(link["href"]).context["sheet"].paginator.object_list
        assert {line.startup for line in lines.every()} <= theirs


def test_how_others_call_a_firm_is_not_told(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    siret = "73282932000074"
    make_order(cast.theirs, 1_000, supplier="Secret SARL", supplier_siret=siret)
    address = f"{reverse('budget:lines')}?by=supplier&value=%3D{siret}"
    assert "Secret SARL" in read(sign_in("other_manager"), address).get_text()
    assert "Secret SARL" not in read(sign_in("manager"), address).get_text()


def test_who_grants_money_to_others_is_not_told(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    source = make_organisation("Fonds discret")
    make_funding(cast.theirs, 1_000, kind=FundingKind.FAST, source=source)
    addresses = [
        f"{reverse('budget:lines')}?by=source&value=fast.{source.pk}",
        f"{reverse('budget:lines')}?by=startup&value={cast.theirs.pk}",
    ]
    for address, name in zip(addresses, ("Fonds discret", cast.theirs.name), strict=True):
        assert name in read(sign_in("other_manager"), address).get_text()
        assert name not in read(sign_in("manager"), address).get_text()


def test_a_value_that_is_nobodys_has_no_line(manager: Client) -> None:
    for query in ("by=source&value=fast.999999", "by=startup&value=999999"):
        page = manager.get(f"{reverse('budget:lines')}?{query}")
        assert page.status_code == 200
        assert page.context["sheet"].paginator.count == 0
