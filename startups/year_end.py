"""The end of the budget year: days after which an order or a payment is late. Pure.

It is said, never refused: the accounts close, what happened happened all the same.
"""

from datetime import date


def last_day(rule: str, year: int) -> date:
    """The day that ``rule``, a month and a day (``12-15``), is in ``year``.

    Raises ValueError when it is no day of that year.
    """
    month, _mark, day = rule.partition("-")
    return date(year, int(month), int(day))


def is_late(day: date, rule: str) -> bool:
    """Whether ``day`` comes after the last one of its year."""
    return day > last_day(rule, day.year)
