"""Civil dates and calendar months. Pure: no database and no clock."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """``day`` plus calendar months; the last day of the month where it has no such day.

    31 August + 6 months is 28 or 29 February.
    """
    month_index = day.year * 12 + day.month - 1 + months
    year, month = divmod(month_index, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last_day))
