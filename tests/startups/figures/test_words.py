"""What is said of figures: over a year, which way, and the chart in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from startups.figures.enums import Direction
from startups.figures.models import Indicator, Measurement
from startups.figures.presenters.figures import figure_text, figure_view, short_number
from startups.figures.selectors.figures import StartupFigures
from startups.figures.trends import year_change

pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def _english():
    with override("en"):
        yield


def figures(*series: tuple[str, str], **fields: str) -> StartupFigures:
    indicator = Indicator(pk=1, wording="Users", **{"level": "used"} | fields)
    rows = [
        Measurement(pk=n, indicator=indicator, date=date.fromisoformat(day), value=Decimal(value))
        for n, (day, value) in enumerate(series)
    ]
    return StartupFigures(indicator, rows)


YEAR = ("2025-06-30", "100"), ("2026-01-31", "90")


@pytest.mark.parametrize(
    ("last", "direction", "text", "verdict"),
    [
        ("150", "higher", "Better than a year before: up 50\u00a0%", "better"),
        ("150", "lower", "Worse than a year before: up 50\u00a0%", "worse"),
        ("95.5", "higher", "Worse than a year before: down 4.5\u00a0%", "worse"),
        ("95.5", "lower", "Better than a year before: down 4.5\u00a0%", "better"),
        ("100.01", "higher", "Better than a year before: up 0.01\u00a0users", "better"),
    ],
)
def test_a_year_is_told_in_words_by_the_way_that_is_better(last, direction, text, verdict):
    change = figure_view(
        figures(*YEAR, ("2026-06-30", last), direction=direction, unit="users")
    ).change

    assert change.text == f"{text} since 30 June 2025."
    assert change.verdict == verdict


def test_the_same_value_is_neither_better_nor_worse():
    change = figure_view(figures(*YEAR, ("2026-06-30", "100.0"))).change

    assert (change.verdict, change.text) == ("same", "Same as a year before (30 June 2025).")


@pytest.mark.parametrize(
    ("before", "unit", "amount"),
    [("0", "users", "10\u00a0users"), ("-5", "€", "15\u00a0€"), ("9", "%", "1\u00a0point")],
)
def test_no_percentage_where_it_would_mean_nothing(before, unit, amount):
    change = figure_view(figures(("2025-06-30", before), ("2026-06-30", "10"), unit=unit)).change

    assert change.text == f"Better than a year before: up {amount} since 30 June 2025."


@pytest.mark.parametrize("day", ["2025-05-29", "2025-08-01", "2026-06-29"])
def test_what_is_not_of_a_year_before_is_not_compared(day):
    view = figure_view(figures((day, "1"), ("2026-06-30", "10")))

    assert view.change.verdict == "unknown"


def test_the_nearest_value_is_taken():
    points = [(date(2025, 6, day), Decimal(day)) for day in (1, 20, 29)]

    assert year_change([*points, (date(2026, 6, 30), Decimal(1))]).since == date(2025, 6, 29)
    assert year_change([]) is None


def test_an_indicator_never_measured():
    view = figure_view(figures())

    assert (view.last, view.change, view.chart, view.readings) == (None, None, None, [])


def test_the_chart_is_told_in_words():
    view = figure_view(figures(*YEAR, ("2026-06-30", "1234.5"), unit="users"))

    assert view.chart.description == (
        "3 values, from 100\u00a0users on 30 June 2025 to 1,234.5\u00a0users on 30 June 2026; "
        "least 90\u00a0users, greatest 1,234.5\u00a0users."
    )
    assert [reading.date.isoformat() for reading in view.readings] == [
        "2026-06-30",
        "2026-01-31",
        "2025-06-30",
    ]


def test_one_value_is_told_in_words():
    view = figure_view(figures(("2026-06-30", "3")))

    assert view.chart.description == "One value: 3 on 30 June 2026."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234.5000", "1,234.5"),
        ("1000000", "1,000,000"),
        ("0.0000", "0"),
        ("-0.5", "-0.5"),
        ("99999999999999.9999", "99,999,999,999,999.9999"),
    ],
)
def test_numbers_have_no_useless_zeros(value, text):
    assert figure_text(Decimal(value)) == text


def test_numbers_are_french_in_french():
    with override("fr"):
        assert figure_text(Decimal("1234.5"), "€") == "1\u00a0234,5\u00a0€"


@pytest.mark.parametrize(
    ("value", "text"),
    [("20000", "20,000"), ("1500000", "1.5\u00a0M"), ("3E9", "3\u00a0bn"), ("-2E6", "-2\u00a0M")],
)
def test_numbers_of_a_scale_are_short(value, text):
    assert short_number(Decimal(value)) == text


def test_direction_of_the_enum_is_what_counts():
    change = year_change([(date(2025, 6, 30), Decimal(1)), (date(2026, 6, 30), Decimal(2))])

    assert change.is_better(Direction.HIGHER) is True
    assert change.is_better(Direction.LOWER) is False
