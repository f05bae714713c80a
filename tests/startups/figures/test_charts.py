"""The geometry of charts: round scales, every value in its place, nothing invented."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.figures.charts import (
    BOTTOM,
    LEFT,
    MOST_DAY_TICKS,
    MOST_DOTS,
    RIGHT,
    TOP,
    Precision,
    day_ticks,
    line_chart,
    nice_step,
    unbroken,
    value_scale,
)

DAY = date(2026, 1, 1)


def points(*values: str | int, every: int = 30) -> list[tuple[date, Decimal]]:
    return [(DAY + timedelta(every * n), Decimal(value)) for n, value in enumerate(values)]


def scale(*values: str) -> list[str]:
    return [f"{value.normalize():f}" for value in value_scale([Decimal(v) for v in values])]


def test_no_value_no_chart():
    assert line_chart([]) is None


def test_a_single_value_is_a_dot_and_no_line():
    chart = line_chart(points(12))

    assert [dot.x for dot in chart.dots] == [f"{(LEFT + RIGHT) / 2:.1f}"]
    assert chart.lines == ()
    assert [(tick.day, tick.precision) for tick in chart.day_ticks] == [(DAY, Precision.DAY)]


def test_values_are_in_their_places():
    chart = line_chart(points(0, 100, 50))

    middle = f"{(LEFT + RIGHT) / 2:.1f}"
    assert [(dot.x, dot.y) for dot in chart.dots] == [
        (f"{LEFT}.0", f"{BOTTOM}.0"),
        (middle, f"{TOP}.0"),
        (f"{RIGHT}.0", f"{(TOP + BOTTOM) / 2:.1f}"),
    ]
    assert chart.lines == (f"{LEFT}.0,{BOTTOM}.0 {middle},{TOP}.0 {RIGHT}.0,92.0",)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("3", "97"), ["0", "50", "100"]),
        (("84", "92"), ["84", "86", "88", "90", "92"]),
        (("84", "84"), ["0", "50", "100"]),
        (("0", "0"), ["0", "0.5", "1"]),
        (("-5", "-5"), ["-6", "-4", "-2", "0"]),
        (("-40", "60"), ["-50", "0", "50", "100"]),
        (("-90", "-10"), ["-100", "-50", "0"]),
        (("0.0001", "0.0004"), ["0", "0.0001", "0.0002", "0.0003", "0.0004"]),
        (("99999999999999", "1"), ["0", "50000000000000", "100000000000000"]),
    ],
)
def test_scales_are_round(values, expected):
    assert scale(*values) == expected


@given(st.decimals("0.0001", 10**15, places=4))
def test_a_step_is_round_and_no_smaller_than_asked(least):
    step = nice_step(least)

    assert least <= step <= 10 * least
    assert step.normalize().as_tuple().digits in {(1,), (2,), (5,)}


def test_missing_values_break_the_line():
    year = points(1, 2, 3, 4)
    later = [(DAY + timedelta(400 + 30 * n), Decimal(n)) for n in range(2)]

    assert [len(run) for run in unbroken([*year, *later])] == [4, 2]
    assert len(line_chart([*year, *later]).lines) == 2


def test_regular_values_are_one_line():
    assert [len(run) for run in unbroken(points(1, 2, 3, every=91))] == [3]


def test_too_many_dots_are_left_out_but_those_that_stand_alone():
    many = points(*range(MOST_DOTS + 1), every=1)
    alone = (DAY + timedelta(500), Decimal(3))

    assert len(line_chart([*many, alone]).dots) == 1


@pytest.mark.parametrize(
    ("first", "last", "expected", "precision"),
    [
        ("2026-01-15", "2026-04-15", ["2026-02-01", "2026-03-01", "2026-04-01"], Precision.MONTH),
        ("2024-03-01", "2026-10-01", ["2025-01-01", "2026-01-01"], Precision.YEAR),
        ("2026-01-10", "2026-01-20", ["2026-01-10", "2026-01-20"], Precision.DAY),
        ("2026-01-10", "2026-01-10", ["2026-01-10"], Precision.DAY),
    ],
)
def test_days_of_the_scale(first, last, expected, precision):
    ticks = day_ticks(date.fromisoformat(first), date.fromisoformat(last))

    assert [day.isoformat() for day, _ in ticks] == expected
    assert {found for _, found in ticks} == {precision}


SERIES = st.dictionaries(
    st.dates(date(1950, 1, 1), date(2100, 12, 31)),
    st.decimals(-(10**14), 10**14, places=4),
    min_size=1,
    max_size=40,
)


@given(SERIES)
def test_whatever_is_drawn_is_within_its_frame_and_is_a_value(series):
    chart = line_chart(sorted(series.items()))

    assert len(chart.dots) == len(series)
    assert all(LEFT <= float(dot.x) <= RIGHT for dot in chart.dots)
    assert all(TOP <= float(dot.y) <= BOTTOM for dot in chart.dots)
    dots = {f"{dot.x},{dot.y}" for dot in chart.dots}
    assert all(set(line.split()) <= dots for line in chart.lines)
    assert 1 <= len(chart.day_ticks) <= MOST_DAY_TICKS
    assert 2 <= len(chart.value_ticks) <= 6
