"""Random ledgers: to the cent, every total is the sum of its lines, on every day, by every axis."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from startups.money.ledger import (
    AXES,
    NOTHING,
    Cost,
    LedgerLine,
    LineKind,
    Position,
    month_of,
    monthly_costs,
    months_between,
    position,
    positions_by,
    spread,
)
from tests import effort
from tests.drawing import days

DAYS = days(before=900, after=60)
AMOUNTS = st.decimals(Decimal("-5000"), Decimal("250000"), places=2)
LINES = st.lists(
    st.builds(
        LedgerLine,
        kind=st.sampled_from(LineKind),
        on=DAYS,
        amount=AMOUNTS,
        startup=st.integers(1, 3),
        incubator=st.sampled_from([None, 1, 2]),
        phase=st.sampled_from([None, "construction", "abandon"]),
        supplier=st.sampled_from([None, "73282932000074", "Atelier"]),
        source=st.sampled_from([None, "dgpr", "fast"]),
        activity=st.sampled_from(["developpement", "conception", "autre"]),
        resource=st.sampled_from(["prestations", "personnel"]),
    ),
    max_size=25,
)


@given(LINES, DAYS)
@settings(max_examples=effort.times(100, 5_000))
def test_every_total_is_the_sum_of_its_lines(lines: list[LedgerLine], on: date) -> None:
    cents = {kind: 0 for kind in LineKind}  # an oracle in whole cents
    for line in lines:
        if line.on <= on:
            cents[line.kind] += int(line.amount * 100)
    whole = position(lines, on)
    assert [int(each * 100) for each in (whole.granted, whole.committed, whole.paid)] == list(
        cents.values()
    )
    assert whole.available == whole.granted - whole.committed
    assert whole.unpaid == whole.committed - whole.paid
    for axis in AXES:
        assert sum(positions_by(lines, on, axis).values(), Position()) == whole


@given(LINES, DAYS, st.integers(0, 400))
def test_a_day_changes_only_by_the_lines_dated_until_then(
    lines: list[LedgerLine], on: date, days: int
) -> None:
    later = on + timedelta(days=days)
    between = [line for line in lines if on < line.on <= later]
    assert position(lines, later) == position(lines, on) + position(between, later)


@given(AMOUNTS, DAYS, st.integers(0, 900))
def test_a_cost_spread_over_its_months_is_the_cost(amount: Decimal, start: date, days: int) -> None:
    shares = spread(amount, start, start + timedelta(days=days))
    assert sum(shares.values(), NOTHING) == amount
    assert list(shares) == months_between(start, start + timedelta(days=days))
    assert max(shares.values()) - min(shares.values()) <= Decimal("0.01")


@given(st.lists(st.builds(Cost, DAYS, AMOUNTS, DAYS, DAYS), max_size=15), DAYS)
def test_months_cost_what_was_ordered(costs: list[Cost], on: date) -> None:
    whole = [cost for cost in costs if cost.start <= cost.end]
    months = monthly_costs(whole, on)
    ordered = sum((cost.amount for cost in whole if cost.ordered_on <= on), NOTHING)
    assert sum(months.values(), NOTHING) == ordered
    assert list(months) == sorted({month_of(month) for month in months})


def test_thirds_of_a_euro_go_where_the_running_total_calls_for_them() -> None:
    shares = spread(Decimal("100.00"), date(2026, 1, 31), date(2026, 3, 1))
    assert shares == {
        date(2026, 1, 1): Decimal("33.33"),
        date(2026, 2, 1): Decimal("33.34"),
        date(2026, 3, 1): Decimal("33.33"),
    }
