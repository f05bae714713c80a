"""When a page is to be read again. Pure: no database and no clock."""

from datetime import date

from startups.core.calendar import add_months

UNTOUCHED_MONTHS = 3
"""Facts and page are looked at every three months: practice.md, "When things are late"."""


def reread_on(touched_on: date) -> date:
    """The day from which what was last changed on ``touched_on`` is to be read again."""
    return add_months(touched_on, UNTOUCHED_MONTHS)


def is_stale(touched_on: date | None, on: date) -> bool:
    """Whether it is to be read again on the day ``on``; what was never touched is unknown."""
    return touched_on is not None and reread_on(touched_on) <= on
