"""What money is, on any day: granted, committed, paid, and how a cost spreads over its months.

Pure: values in, values out; no database and no clock. Amounts are euros including tax, to the
cent, and never floats. Every total is the sum of its lines, on every day and along every axis.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


class LineKind(StrEnum):
    """What a line does."""

    GRANTED = "granted"
    COMMITTED = "committed"
    PAID = "paid"


@dataclass(frozen=True)
class LedgerLine:
    """One line of the ledger, counted from the day ``on`` on; negative when it takes back.

    The axes hold whatever tells one startup, incubator, phase, source, supplier, activity or
    resource from another; None where the line has none.
    """

    kind: LineKind
    on: date
    amount: Decimal
    startup: Hashable = None
    incubator: Hashable = None
    phase: Hashable = None
    source: Hashable = None
    supplier: Hashable = None
    activity: Hashable = None
    resource: Hashable = None

    @property
    def year(self) -> int:
        return self.on.year


@dataclass(frozen=True)
class Position:
    """Where the money stands, in euros."""

    granted: Decimal = NOTHING
    committed: Decimal = NOTHING
    paid: Decimal = NOTHING

    @property
    def available(self) -> Decimal:
        """What may still be ordered; below zero when more was ordered than granted."""
        return self.granted - self.committed

    @property
    def unpaid(self) -> Decimal:
        """What was ordered and is still to be paid."""
        return self.committed - self.paid

    def __add__(self, other: "Position") -> "Position":
        return Position(
            self.granted + other.granted,
            self.committed + other.committed,
            self.paid + other.paid,
        )


type Axis = Callable[[LedgerLine], Hashable]

AXES: Mapping[str, Axis] = {
    "startup": lambda line: line.startup,
    "incubator": lambda line: line.incubator,
    "phase": lambda line: line.phase,
    "source": lambda line: line.source,
    "supplier": lambda line: line.supplier,
    "activity": lambda line: line.activity,
    "resource": lambda line: line.resource,
    "year": lambda line: line.year,
}


def position(lines: Iterable[LedgerLine], on: date) -> Position:
    """The position on the day ``on``: what is dated later does not count yet."""
    sums = dict.fromkeys(LineKind, NOTHING)
    for line in lines:
        if line.on <= on:
            sums[line.kind] += line.amount
    return Position(sums[LineKind.GRANTED], sums[LineKind.COMMITTED], sums[LineKind.PAID])


def positions_by(lines: Iterable[LedgerLine], on: date, axis: str) -> dict[Hashable, Position]:
    """The position of each value of ``axis`` (a key of ``AXES``); they add up to the whole."""
    value_of = AXES[axis]
    by_value: dict[Hashable, list[LedgerLine]] = {}
    for line in lines:
        if line.on <= on:
            by_value.setdefault(value_of(line), []).append(line)
    return {value: position(group, on) for value, group in by_value.items()}


def month_of(day: date) -> date:
    """The first day of the month of ``day``: how a month is named here."""
    return day.replace(day=1)


def months_between(start: date, end: date) -> list[date]:
    """Each month from that of ``start`` to that of ``end``, both included."""
    first, last = _number(start), _number(end)
    return [date(index // 12, index % 12 + 1, 1) for index in range(first, last + 1)]


def spread(amount: Decimal, start: date, end: date) -> dict[date, Decimal]:
    """``amount`` over the months from ``start`` to ``end``, equally, to the cent.

    Cents that do not divide go where the running total calls for them: the shares add up to
    ``amount`` exactly, and no two differ by more than one cent.
    """
    months = months_between(start, end)
    shares = _shares(int(amount * 100), len(months))
    return {month: _euros(cents) for month, cents in zip(months, shares, strict=True)}


def _shares(cents: int, count: int) -> Iterator[int]:
    """Whole cents, ``count`` times, by the running total rounded half away from zero."""
    sign, whole, given = (-1 if cents < 0 else 1), abs(cents), 0
    for number in range(1, count + 1):
        reached = (2 * whole * number + count) // (2 * count)
        yield sign * (reached - given)
        given = reached


def _euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


@dataclass(frozen=True)
class Cost:
    """A commitment as a cost: ordered on a day, spread over the months that it covers."""

    ordered_on: date
    amount: Decimal
    start: date
    end: date


def monthly_costs(costs: Iterable[Cost], on: date) -> dict[date, Decimal]:
    """What each month costs, by what was ordered up to the day ``on``; in order of months.

    What ``spread`` says of each, added up in whole cents: portfolios have many.
    """
    months: dict[int, int] = {}
    for cost in costs:
        if cost.ordered_on > on:
            continue
        first, last = _number(cost.start), _number(cost.end)
        for month, cents in enumerate(_shares(int(cost.amount * 100), last - first + 1), first):
            months[month] = months.get(month, 0) + cents
    return {date(month // 12, month % 12 + 1, 1): _euros(months[month]) for month in sorted(months)}


def _number(day: date) -> int:
    """The month of ``day``, counted from the year 0."""
    return day.year * 12 + day.month - 1
