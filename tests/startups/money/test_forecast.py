"""The end of an envelope, against an oracle that walks every single day in whole millicents."""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from startups.core.calendar import add_months
from startups.money.forecast import Forecast, ForecastOutcome, Grant, forecast_end
from startups.money.ledger import Cost
from tests import effort

ON = date(2026, 6, 15)
JANUARY, DECEMBER = date(2026, 1, 1), date(2026, 12, 31)


def grant(amount: int, granted_on: date = JANUARY, **period: date) -> Grant:
    dates = {"start": JANUARY, "end": date(2028, 12, 31)} | period
    return Grant(granted_on, Decimal(amount), **dates)


def cost(amount: int, start: str, end: str, ordered: date = JANUARY) -> Cost:
    return Cost(ordered, Decimal(amount), date.fromisoformat(start), date.fromisoformat(end))


# Cases that anybody can work out on paper --------------------------------------------------


def test_sixty_thousand_at_ten_a_month_last_half_a_year() -> None:
    found = forecast_end([grant(60_000)], [cost(50_000, "2026-01-01", "2026-05-31")], ON)
    # 10,000 are left. Sixteen days of June take 16/30 of 10,000, and 4,666.67 are left; at
    # 10,000 / 31 a day they last 14.5 days of July.
    assert (found.outcome, found.burn) == (ForecastOutcome.FORECAST, Decimal("10000.00"))
    assert found.day == date(2026, 7, 15)


DEGENERATE = [
    ([], [], ForecastOutcome.NOTHING_GRANTED, None),
    ([grant(1000, granted_on=date(2026, 7, 1))], [], ForecastOutcome.NOTHING_GRANTED, None),
    ([grant(1000), grant(-1000)], [], ForecastOutcome.NOTHING_GRANTED, None),
    ([grant(1000)], [], ForecastOutcome.NO_COST_YET, None),
    ([grant(1000)], [cost(500, "2026-06-01", "2026-08-31")], ForecastOutcome.NO_COST_YET, None),
    ([grant(1000, start=date(2026, 9, 1))], [], ForecastOutcome.NOT_STARTED, None),
    (
        [grant(1000)],
        [
            cost(900, "2026-01-01", "2026-05-31"),
            cost(200, "2026-05-01", "2026-05-31", ordered=date(2026, 5, 2)),
        ],
        ForecastOutcome.OVER_COMMITTED,
        date(2026, 5, 2),
    ),
    ([grant(900)], [cost(900, "2026-01-01", "2026-05-31")], ForecastOutcome.CONSUMED, ON),
    (
        [grant(100_000, end=DECEMBER)],
        [cost(500, "2026-01-01", "2026-05-31")],
        ForecastOutcome.PERIOD_ENDS,
        DECEMBER,
    ),
]


@pytest.mark.parametrize(("grants", "costs", "outcome", "day"), DEGENERATE)
def test_what_cannot_be_told_says_why(
    grants: list[Grant], costs: list[Cost], outcome: ForecastOutcome, day: date | None
) -> None:
    found = forecast_end(grants, costs, ON)
    assert (found.outcome, found.day) == (outcome, day)


@pytest.mark.parametrize("months", [(1, 10, 10, 1), (10, 1, 1, 10), (0, 1, 9, 9, 1)])
def test_the_range_holds_the_day_whichever_months_were_dear(months: tuple[int, ...]) -> None:
    """Of four or five months the mean can be beyond each mean of three in a row."""
    first = 6 - len(months)
    costs = [
        cost(1000 * amount, f"2026-{month:02}-01", f"2026-{month:02}-28")
        for month, amount in enumerate(months, start=first)
        if amount
    ]

    found = forecast_end([grant(60_000)], costs, ON)

    assert found.latest is not None
    assert_range_holds(found)


def test_several_envelopes_are_one_pot() -> None:
    spent = [cost(50_000, "2026-01-01", "2026-05-31")]
    parts = [grant(40_000), grant(20_000, start=date(2026, 8, 1))]
    assert forecast_end(parts, spent, ON) == forecast_end([grant(60_000)], spent, ON)


# The oracle ----------------------------------------------------------------------------------


def oracle(grants: list[Grant], costs: list[Cost], on: date) -> tuple[str, date | None]:
    """Walks from the first day to the last, keeping accounts like a child with a notebook."""
    grants = [each for each in grants if each.granted_on <= on]
    costs = [each for each in costs if each.ordered_on <= on]
    pot = sum((each.amount for each in grants), Decimal(0))
    if pot <= 0:
        return "nothing_granted", None
    if sum((each.amount for each in costs), Decimal(0)) > pot:
        running, since = Decimal(0), None
        for each in sorted(costs, key=lambda row: row.ordered_on):
            running += each.amount
            since = (since or each.ordered_on) if running > pot else None
        return "over_committed", since
    positive = [each for each in grants if each.amount > 0]
    if min(each.start for each in positive) > on:
        return "not_started", None
    by_month = _by_month(costs)
    limit = max(each.end for each in positive)
    window = _six_before(by_month, on)
    if sum(window, Fraction(0)) <= 0:
        return "no_cost_yet", None
    return _walk(by_month, Fraction(pot), sum(window, Fraction(0)) / len(window), limit, on)


def _by_month(costs: list[Cost]) -> dict[tuple[int, int], Fraction]:
    months: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for each in costs:
        keys = []
        day = each.start
        while day <= each.end:
            if (day.year, day.month) not in keys:
                keys.append((day.year, day.month))
            day += timedelta(days=1)
        cents = int(each.amount * 100)
        given = 0
        for number, key in enumerate(keys, start=1):
            twice, rest = divmod(2 * cents * number, 2 * len(keys))
            reached = twice + (1 if 2 * rest >= 2 * len(keys) else 0)
            months[key] += Fraction(reached - given, 100)
            given = reached
    return months


def _six_before(months: dict[tuple[int, int], Fraction], on: date) -> list[Fraction]:
    keys = []
    year, month = on.year, on.month
    for _number in range(6):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        keys.insert(0, (year, month))
    begun = sorted(key for key, amount in months.items() if amount and key < (on.year, on.month))
    return [months.get(key, Fraction(0)) for key in keys if begun and key >= begun[0]]


def _walk(
    months: dict[tuple[int, int], Fraction],
    pot: Fraction,
    burn: Fraction,
    limit: date,
    on: date,
) -> tuple[str, date | None]:
    spent = sum((v for k, v in months.items() if k < (on.year, on.month)), Fraction(0))
    day = on.replace(day=1)
    stop = add_months(on.replace(day=1), 60)
    while day < stop:
        length = (add_months(day.replace(day=1), 1) - day.replace(day=1)).days
        known = months.get((day.year, day.month), Fraction(0))
        spent += (known if day < on else max(known, burn)) / length
        if day < on and day + timedelta(days=1) == on and spent >= pot:
            return "consumed", on
        if day >= on and spent >= pot:
            return ("forecast", day) if day <= limit else ("period_ends", limit)
        day += timedelta(days=1)
    return "period_ends", limit


def random_ledger(chance: random.Random) -> tuple[list[Grant], list[Cost], date]:
    on = date(2026, 1, 1) + timedelta(days=chance.randrange(365))
    grants = []
    for _number in range(chance.choice((0, 1, 1, 1, 2, 3))):
        start = on + timedelta(days=chance.randrange(-500, 60))
        end = start + timedelta(days=chance.randrange(60, 700))
        day = on + timedelta(days=chance.randrange(-500, 30))
        grants.append(
            Grant(day, Decimal(chance.randrange(5_000_000, 40_000_000)) / 100, start, end)
        )
    costs = []
    for _number in range(chance.randrange(0, 14)):
        start = on + timedelta(days=chance.randrange(-400, 90))
        end = start + timedelta(days=chance.randrange(0, 200))
        ordered = start - timedelta(days=chance.randrange(0, 40))
        amount = Decimal(chance.randrange(-200_000, 3_000_000)) / 100
        costs.append(Cost(ordered, amount, start, end))
    costs.sort(key=lambda each: each.ordered_on)
    return grants, costs, on


@pytest.mark.chance
def test_forecast_agrees_with_the_oracle_on_random_ledgers() -> None:
    chance = effort.chance()
    outcomes = set()
    for number in range(effort.times(100, 4_000)):
        grants, costs, on = random_ledger(chance)
        found = forecast_end(grants, costs, on)
        outcome, day = oracle(grants, costs, on)
        assert (str(found.outcome), found.day) == (outcome, day), (number, grants, costs, on)
        assert found == forecast_end(list(reversed(grants)), costs, on)
        assert_range_holds(found)
        outcomes.add(outcome)
    assert {"forecast", "period_ends", "over_committed", "no_cost_yet"} <= outcomes


def assert_range_holds(found: Forecast) -> None:
    if found.earliest and found.day and found.latest:
        assert found.earliest <= found.day <= found.latest
