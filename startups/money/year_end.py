"""The end of the budget year: days after which an order or a payment is late. Pure.

It is said, never refused: the accounts close, what happened happened all the same.
"""

from dataclasses import dataclass
from datetime import date, timedelta


def last_day(rule: str, year: int) -> date:
    """The day that ``rule``, a month and a day (``12-15``), is in ``year``.

    Raises ValueError when it is no day of that year.
    """
    month, _mark, day = rule.partition("-")
    return date(year, int(month), int(day))


def is_late(day: date, rule: str) -> bool:
    """Whether ``day`` comes after the last one of its year."""
    return day > last_day(rule, day.year)


@dataclass(frozen=True)
class Deadline:
    """The last day of a budget year for something, as it is looked at on the day ``on``."""

    last: date
    on: date

    @property
    def is_over(self) -> bool:
        return self.on > self.last

    @property
    def days_left(self) -> int:
        """Days until the last one; negative when it is over."""
        return (self.last - self.on).days

    @property
    def closing(self) -> date:
        """The last day of its year."""
        return date(self.last.year, 12, 31)


def deadline_near(rule: str, on: date, *, days: int) -> Deadline | None:
    """The last day of ``rule`` while it is spoken of; None at other times.

    That is from ``days`` days before it until as many after the end of its year: what came late
    is looked at when the year is closed. Of two years, the one that ends later.
    """
    margin = timedelta(days=days)
    for year in (on.year + 1, on.year, on.year - 1):
        deadline = Deadline(last_day(rule, year), on)
        if deadline.last - margin <= on <= deadline.closing + margin:
            return deadline
    return None
