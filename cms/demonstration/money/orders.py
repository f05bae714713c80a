"""What the startups of the demonstration order, worked out from their monthly cost. Pure.

The same startup told on the same day orders the same, to the cent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from startups.core.calendar import add_months
from startups.money.ledger import month_of, months_between

HISTORY = 26
"""Months that are told: two full years, and what has begun since."""
DELIVERED, INVOICED, PAID = timedelta(days=4), timedelta(days=11), timedelta(days=36)
"""How long after the last day covered each step of the chain comes, as a rule."""
STUCK = timedelta(days=120)
"""Of a startup whose last orders are ``stuck``: nothing moves in these last days."""


@dataclass(frozen=True)
class Days:
    """The first day of a startup's orders, the day on which they end, and that of the telling."""

    since: date
    until: date
    on: date


@dataclass(frozen=True)
class PlannedOrder:
    """An order, and the days of its chain; those that are still to come are None."""

    reference: str
    line: Mapping[str, Any]
    firm: str
    amount: Decimal
    covers_from: date
    covers_until: date
    quoted_on: date | None
    ordered_on: date
    delivered_on: date | None
    invoiced_on: date | None
    paid_on: date | None


def planned_orders(
    ghid: str, facts: Mapping[str, Any], lines: list[Mapping[str, Any]], *, days: Days
) -> list[PlannedOrder]:
    """What ``ghid`` ordered, line after line."""
    return [
        order
        for line in lines
        for order in _orders(Random(f"{ghid} {line['name']}"), facts, line, days)  # noqa: S311  # not for secrets
    ]


def _orders(
    chance: Random, facts: Mapping[str, Any], line: Mapping[str, Any], days: Days
) -> Iterator[PlannedOrder]:
    turn = chance.randrange(3)
    is_stuck = facts.get("stuck") and line["name"] == "DEV"
    moving = days.on - STUCK if is_stuck else days.on
    for number, start in enumerate(_starts(line["months"], days), start=1):
        end = _last_day(start, line["months"], days)
        months = len(months_between(start, end))
        cost = facts["burn"] * line["share"] * months * chance.uniform(0.88, 1.12)
        firms = line.get("firms", [""])
        ordered = start + timedelta(days=chance.randrange(6))
        if ordered < days.until:
            yield PlannedOrder(
                reference=f"{line['name']}-{start:%y%m}-{number:02}",
                line=line,
                firm=firms[(turn + number) % len(firms)],
                amount=Decimal(round(cost * 100)) / 100,
                covers_from=start,
                covers_until=end,
                quoted_on=ordered - timedelta(days=12) if line.get("contract") else None,
                ordered_on=ordered,
                **_chain(end, chance, moving),
            )


def _starts(months: int, days: Days) -> Iterator[date]:
    start = month_of(days.since)
    while start < days.until:
        yield start
        start = add_months(start, months)


def _last_day(start: date, months: int, days: Days) -> date:
    """The last day of the months covered: none after the month in which the startup ended."""
    end = add_months(start, months) - timedelta(days=1)
    last = add_months(month_of(days.until), 1) - timedelta(days=1)
    return min(end, last) if days.until < days.on else end


def _chain(end: date, chance: Random, until: date) -> dict[str, date | None]:
    """The days after the last one covered, as far as they are past."""
    late = timedelta(days=chance.randrange(5))
    days = {
        "delivered_on": end + DELIVERED + late,
        "invoiced_on": end + INVOICED + late,
        "paid_on": before_closing(end + PAID + late),
    }
    return {name: day if day < until else None for name, day in days.items()}


def before_closing(day: date) -> date:
    """The day of a payment: none in December, once the accounts of the year are closed."""
    return date(day.year + 1, 1, 20) if day.month == 12 else day
