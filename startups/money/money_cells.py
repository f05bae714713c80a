"""Amounts and months as people write them in spreadsheets. Pure."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from startups.tables.cells import UnreadableError, read_day, read_number

from .ledger import CENT


def read_amount(text: str) -> Decimal:
    """Euros and cents: ``1 234,50 €``. Raises UnreadableError."""
    number = read_number(text)
    if number.sign == "%":
        raise UnreadableError(_("This is not an amount in euros."))
    if number.value != number.value.quantize(CENT):
        raise UnreadableError(_("Two decimal places at most: euros and cents."))
    return number.value.quantize(CENT)


def read_month(text: str) -> date:
    """The last day of the month that ``text`` says, or of that of a day. Raises UnreadableError."""
    day = read_day(text)
    return read_day(f"{day.month}/{day.year}")


def read_first_of_month(text: str) -> date:
    """The first day of the month that ``text`` says, or of that of a day."""
    return read_month(text).replace(day=1)
