"""What a contract lets one order, and until when. Pure: no database and no clock.

Amounts are euros. A ceiling is published excluding tax, orders include it: what is compared with
orders is the ceiling with its tax, rounded down to the cent, so that it is never passed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal

from startups.core.calendar import add_months

CENT = Decimal("0.01")

type Step = tuple[date, Decimal]


def lowest_from(steps: Iterable[Step], on: date) -> Decimal:
    """The lowest that the running sum of ``steps`` is on any day from ``on`` on."""
    by_day: dict[date, Decimal] = {}
    for day, amount in steps:
        by_day[max(day, on)] = by_day.get(max(day, on), Decimal(0)) + amount
    total = by_day.pop(on, Decimal(0))
    lowest = total
    for day in sorted(by_day):
        total += by_day[day]
        lowest = min(lowest, total)
    return lowest


@dataclass(frozen=True)
class CeilingChange:
    """A modification, in force from its own date on. What it leaves alone is None."""

    on: date
    ceiling: Decimal | None = None
    months: int | None = None


@dataclass(frozen=True)
class CeilingTerms:
    """What a contract says. ``ceiling`` excludes tax, ``tax_rate`` is in percent.

    ``changes`` are in the order in which they apply.
    """

    notified_on: date
    months: int
    ceiling: Decimal
    tax_rate: Decimal
    changes: Sequence[CeilingChange] = ()

    def months_on(self, on: date) -> int:
        """Its length in calendar months, as it is known on the day ``on``."""
        known = [self.months, *(c.months for c in self.changes if c.on <= on and c.months)]
        return known[-1]

    def ends_on(self, on: date) -> date:
        """Its last day, included, as it is known on the day ``on``.

        A delay in months ends on the day of the same number as the notification's, or on the
        last of the month where there is none (art. 3.2 of the general clauses, CCAG).
        """
        return add_months(self.notified_on, self.months_on(on))

    def ceiling_on(self, on: date) -> Decimal:
        """Its ceiling **including tax** on the day ``on``."""
        changed = (c.ceiling for c in self.changes if c.on <= on and c.ceiling is not None)
        return self._with_tax([self.ceiling, *changed][-1])

    def runs_on(self, on: date) -> bool:
        """Whether one may order under it on the day ``on``."""
        return self.notified_on <= on <= self.ends_on(on)

    def steps(self) -> list[Step]:
        """Its ceiling including tax, as what each day adds to the one before."""
        steps = [(self.notified_on, self._with_tax(self.ceiling))]
        reached = steps[0][1]
        for change in self.changes:
            if change.ceiling is not None:
                steps.append((change.on, self._with_tax(change.ceiling) - reached))
                reached = self._with_tax(change.ceiling)
        return steps

    def _with_tax(self, amount: Decimal) -> Decimal:
        return (amount * (100 + self.tax_rate) / 100).quantize(CENT, ROUND_DOWN)


@dataclass
class CeilingAccount:
    """A contract and what is ordered under it, under the contracts that come under it included.

    ``orders`` are the days and the amounts including tax; a credit note is negative.
    """

    terms: CeilingTerms
    orders: list[Step] = field(default_factory=list)

    def ordered_by(self, on: date) -> Decimal:
        """What is ordered up to the day ``on``, that day included."""
        return sum((amount for day, amount in self.orders if day <= on), start=Decimal(0))

    def left_on(self, on: date) -> Decimal:
        """The ceiling less what is ordered on the day ``on``; negative when it is passed."""
        return self.terms.ceiling_on(on) - self.ordered_by(on)

    def room_on(self, on: date) -> Decimal:
        """The most that may be ordered as of ``on`` without passing the ceiling then or later.

        Less than what is left that day where orders of a later day are recorded already.
        """
        spent = ((day, -amount) for day, amount in self.orders)
        return lowest_from([*self.terms.steps(), *spent], on)
