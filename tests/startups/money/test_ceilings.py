"""What a contract lets one order, and until when: calendar months, changes, tax, later orders."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from startups.money.contracts.ceilings import (
    CeilingAccount,
    CeilingChange,
    CeilingTerms,
    lowest_from,
)
from tests.drawing import days

START = date(2026, 1, 31)


def terms(
    ceiling: str = "1000", months: int = 12, changes: tuple[CeilingChange, ...] = ()
) -> CeilingTerms:
    return CeilingTerms(START, months, Decimal(ceiling), Decimal(20), changes)


@pytest.mark.parametrize(
    ("months", "last"),
    [(1, date(2026, 2, 28)), (12, date(2027, 1, 31)), (25, date(2028, 2, 29))],
)
def test_it_ends_on_the_day_of_the_same_number_or_the_last_of_the_month(months, last):
    contract = terms(months=months)

    assert contract.ends_on(START) == last
    assert contract.runs_on(last)
    assert not contract.runs_on(last + timedelta(days=1))


def test_it_does_not_run_before_it_is_notified():
    assert terms().runs_on(START)
    assert not terms().runs_on(START - timedelta(days=1))


def test_a_change_counts_from_its_own_day():
    contract = terms(
        changes=(
            CeilingChange(date(2026, 6, 1), ceiling=Decimal(2000)),
            CeilingChange(date(2026, 9, 1), months=24),
        )
    )

    assert contract.ceiling_on(date(2026, 5, 31)) == Decimal("1200.00")
    assert contract.ceiling_on(date(2026, 6, 1)) == Decimal("2400.00")
    assert contract.ends_on(date(2026, 8, 31)) == date(2027, 1, 31)
    assert contract.ends_on(date(2026, 9, 1)) == date(2028, 1, 31)


def test_the_ceiling_with_its_tax_is_never_rounded_up():
    assert terms("33333.33").ceiling_on(START) == Decimal("39999.99")


def test_an_order_may_not_use_what_a_later_order_has_used():
    account = CeilingAccount(terms(), [(date(2026, 3, 1), Decimal(1000))])

    assert account.left_on(date(2026, 2, 1)) == Decimal(1200)
    assert account.room_on(date(2026, 2, 1)) == Decimal(200)


def test_a_ceiling_that_is_raised_later_is_no_room_today():
    account = CeilingAccount(
        terms(changes=(CeilingChange(date(2026, 6, 1), ceiling=Decimal(5000)),)),
        [(date(2026, 2, 1), Decimal(1200))],
    )

    assert account.room_on(date(2026, 5, 31)) == 0
    assert account.room_on(date(2026, 6, 1)) == Decimal(4800)


def test_a_credit_note_gives_room_from_its_own_day():
    account = CeilingAccount(
        terms(), [(date(2026, 2, 1), Decimal(1200)), (date(2026, 4, 1), Decimal(-500))]
    )

    assert account.room_on(date(2026, 3, 31)) == 0
    assert account.room_on(date(2026, 4, 1)) == Decimal(500)


DAYS = days(before=180, after=180)
steps = st.lists(st.tuples(DAYS, st.integers(-500, 500).map(Decimal)), max_size=8)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps, on=DAYS)
def test_the_lowest_sum_is_that_of_a_walk_day_by_day(steps, on):
    horizon = [on + timedelta(days=number) for number in range(366)]

    expected = min(sum(a for day, a in steps if day <= reached) for reached in horizon)

    assert lowest_from(steps, on) == expected
