"""The table: what is looked for, in what order, and how it is taken away."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from startups.core.search_text import fold
from startups.lifecycle.enums import Phase
from startups.portfolio.selectors.filters import SORT_KEYS
from startups.registry.models import Incubator, PublishedText, Role, Startup
from startups.reviews.enums import Confidence, DecisionKind, ReviewState
from startups.reviews.models import Opinion, Review
from startups.staff.home.columns import COLUMNS, EXPORTED
from tests.factories import (
    make_decision,
    make_incubator,
    make_membership,
    make_review,
    make_startup,
)

from .conftest import read, texts
from .making import ON, PAST, make_manager, make_portfolio, make_reader

pytestmark = pytest.mark.django_db


def names(client: Client, query: str = "") -> list[str]:
    return texts(read(client, f"{reverse('staff:table')}{query}"), "tbody th")


def cells(client: Client, query: str = "") -> list[list[str]]:
    page = read(client, f"{reverse('staff:table')}{query}")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.select("tbody tr")
    ]


@pytest.fixture
def incubator() -> Incubator:
    return make_incubator("Fabrique")


@pytest.fixture
def manager(incubator: Incubator, sign_in: Callable[[Any], Client]) -> Client:
    return sign_in(make_manager(incubator))


@pytest.fixture
def three(incubator: Incubator) -> list[Startup]:
    """Alpha is led and at work, Beta is stopped, Gamma is not started."""
    alpha = make_startup("Alpha", incubators=[incubator], phases=[("construction", "2026-02-01")])
    make_membership(alpha, role=Role.INTRAPRENEUR)
    make_review(alpha, ReviewState.PREPARING, ON - timedelta(days=5))
    beta = make_startup("Béta", incubators=[incubator], phases=[(Phase.STOPPED, "2025-02-01")])
    make_decision(make_review(beta, ReviewState.DECIDED, "2025-02-01"), DecisionKind.CONTINUE)
    gamma = make_startup("Gamma", incubators=[incubator])
    for startup in (alpha, beta, gamma):
        PublishedText.objects.create(startup=startup, search_name=fold(startup.name))
    return [alpha, beta, gamma]


def test_a_row_says_everything(sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(make_manager(make_portfolio(1)))
    assert cells(client) == [
        [
            "Produit 000",
            "Under construction",
            "27/11/2025",
            "Fabrique",
            "no",
            "Continue 27/11/2025",
            "03/06/2026",
            "12",
            "Fragile",
            "In danger",
            "1 1 overdue",
            "27/11/2025",
            "100,000",
        ]
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alpha", "Béta", "Gamma"]),
        ("?q=BETA", ["Béta"]),
        ("?phase=active", ["Alpha"]),
        ("?phase=ended", ["Béta"]),
        ("?phase=none", ["Gamma"]),
        ("?phase=construction", ["Alpha"]),
        ("?phase=nothing", ["Alpha", "Béta", "Gamma"]),
        ("?intrapreneur=yes", ["Alpha"]),
        ("?intrapreneur=no&phase=ended", ["Béta"]),
        ("?late=on", ["Alpha"]),
        ("?conditions=open", ["Gamma"]),
        ("?conditions=overdue", []),
    ],
)
def test_what_is_looked_for_is_found(
    query: str, found: list[str], three: list[Startup], manager: Client
) -> None:
    review = make_review(three[2], ReviewState.DECIDED, "2026-05-01")
    make_decision(review).conditions.create(wording="Publier", due_on=ON)
    assert names(manager, query) == found


def test_every_column_sorts_both_ways_and_says_so(three: list[Startup], manager: Client) -> None:
    assert {column.code for column in COLUMNS} == set(SORT_KEYS)
    page = read(manager, reverse("staff:table"))
    assert texts(page, "[aria-sort=ascending]") == ["Startup"]
    assert [link["href"] for link in page.select("thead a")] == [
        f"?sort={'-' if column.code == 'name' else ''}{column.code}" for column in COLUMNS
    ]
    turned = read(manager, f"{reverse('staff:table')}?sort=-since")
    assert texts(turned, "[aria-sort=descending]") == ["Since"]


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("name", ["Alpha", "Béta", "Gamma"]),
        ("-name", ["Gamma", "Béta", "Alpha"]),
        ("phase", ["Alpha", "Béta", "Gamma"]),
        ("-phase", ["Béta", "Alpha", "Gamma"]),
        ("since", ["Béta", "Alpha", "Gamma"]),
        ("-since", ["Alpha", "Béta", "Gamma"]),
        ("intrapreneur", ["Béta", "Gamma", "Alpha"]),
        ("-decision", ["Béta", "Alpha", "Gamma"]),
        ("review", ["Alpha", "Béta", "Gamma"]),
        ("-late", ["Alpha", "Béta", "Gamma"]),
        ("nonsense", ["Alpha", "Béta", "Gamma"]),
    ],
)
def test_rows_come_in_the_order_asked_for_and_the_empty_ones_last(
    sort: str, found: list[str], three: list[Startup], manager: Client
) -> None:
    assert names(manager, f"?sort={sort}") == found


def test_pages_follow_and_keep_what_is_asked(sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(make_manager(make_portfolio(60)))
    first = read(client, f"{reverse('staff:table')}?late=on&sort=-name")
    assert len(first.select("tbody tr")) == 50
    following = first.select_one(".team-pages a")["href"]
    assert names(client, following)[-1] == "Produit 000"
    assert len(names(client, following)) == 10


def test_a_member_reads_the_opinions_of_others_once_they_gave_theirs(
    sign_in: Callable[[Any], Client],
) -> None:
    incubator = make_portfolio(1)
    reader = make_reader(incubator)
    client = sign_in(reader)
    assert cells(client)[0][9] == "–"
    Opinion.objects.create(
        review=Review.objects.get(state="submitted"),
        author=reader,
        confidence=Confidence.ON_TRACK,
        given_on=ON,
    )
    assert cells(client)[0][9] == "In danger, On track"


def test_who_is_of_the_team_elsewhere_reads_no_opinion_there(
    sign_in: Callable[[Any], Client],
) -> None:
    """Staff of one incubator, intrapreneur in another: the record is theirs, opinions are not."""
    make_portfolio(1)
    manager = make_manager(make_incubator("Ailleurs"))
    make_membership(Startup.objects.get(), manager.person, role=Role.INTRAPRENEUR)
    rows = cells(sign_in(manager))
    assert [(row[0], row[8], row[9]) for row in rows] == [("Produit 000", "Fragile", "–")]


def test_csv_has_iso_dates_plain_numbers_and_no_formula(sign_in: Callable[[Any], Client]) -> None:
    incubator = make_portfolio(1)
    Startup.objects.update(name="=1+1")
    response = sign_in(make_manager(incubator)).get(reverse("staff:table_csv"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="portfolio-2026-06-15.csv"' in response["Content-Disposition"]
    head, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head == [str(column.label) for column in EXPORTED]
    assert dict(zip(head, row, strict=True)) == {
        "Startup": "'=1+1",
        "Phase": "Under construction",
        "Since": "2025-11-27",
        "Incubators": "Fabrique",
        "Intrapreneur": "no",
        "Last decision": "Continue",
        "Decided on": "2025-11-27",
        "Next review": "2026-06-03",
        "Days late": "12",
        "Confidence of the team": "Fragile",
        "Confidence of the committee": "In danger",
        "Open conditions": "1",
        "Overdue conditions": "1",
        "Page last touched": "2025-11-27",
        "Granted (€ incl. tax)": "100000.00",
    }


def test_xlsx_has_real_dates_and_numbers(sign_in: Callable[[Any], Client]) -> None:
    incubator = make_portfolio(2)
    Startup.objects.filter(name="Produit 000").update(name="=1+1\x07")
    response = sign_in(make_manager(incubator)).get(f"{reverse('staff:table_xlsx')}?sort=-name")
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in rows] == ["Produit 001", "=1+1"]
    assert rows[1][0].data_type == "s"
    since, late, granted = rows[1][2], rows[1][8], rows[1][14]
    assert since.value == datetime.combine(PAST, datetime.min.time())
    assert (since.is_date, since.number_format) == (True, "yyyy-mm-dd")
    assert (late.value, late.data_type) == (12, "n")
    assert (Decimal(granted.value), granted.number_format) == (Decimal(100000), "#,##0.00")


def test_an_export_has_every_row_that_is_looked_for(sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(make_manager(make_portfolio(60)))
    response = client.get(f"{reverse('staff:table_csv')}?late=on&page=2")
    assert len(response.content.decode().splitlines()) == 61


@pytest.mark.parametrize("name", ["table", "table_csv", "table_xlsx"])
@pytest.mark.parametrize("number", [1, 3, 507])
def test_the_same_queries_whatever_the_number(
    name: str,
    number: int,
    sign_in: Callable[[Any], Client],
    django_assert_num_queries: Any,
) -> None:
    client = sign_in(make_manager(make_portfolio(number)))
    client.get(reverse(f"staff:{name}"))
    expected = {"table": 22, "table_csv": 18, "table_xlsx": 18}[name]
    with django_assert_num_queries(expected):
        client.get(reverse(f"staff:{name}"))
