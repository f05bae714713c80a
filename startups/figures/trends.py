"""How figures change. Pure: dated values in, nothing interpolated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from startups.core.calendar import add_months

from .enums import Direction

type Point = tuple[date, Decimal]

# How far from a year before a value may be and still be compared.
TOLERANCE_DAYS = 31


@dataclass(frozen=True)
class YearChange:
    """The last value beside the one of about a year before."""

    since: date
    before: Decimal
    now: Decimal

    @property
    def difference(self) -> Decimal:
        return self.now - self.before

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of the value before; None when that is zero or negative."""
        return self.difference * 100 / self.before if self.before > 0 else None

    def is_better(self, direction: Direction) -> bool | None:
        """Whether this is the better way; None when nothing changed."""
        if not self.difference:
            return None
        return (self.difference > 0) is (direction is Direction.HIGHER)


def year_change(points: Sequence[Point]) -> YearChange | None:
    """The change of the last of ``points`` (in order of days) over a year.

    Against the value nearest to a year before, a month off at most; None when
    there is none.
    """
    if not points:
        return None
    day, now = points[-1]
    target = add_months(day, -12)
    near = [point for point in points[:-1] if abs((point[0] - target).days) <= TOLERANCE_DAYS]
    if not near:
        return None
    since, before = min(near, key=lambda point: abs((point[0] - target).days))
    return YearChange(since, before, now)
