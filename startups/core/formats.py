"""How amounts and days are written, in the language of whoever reads.

Templates have filters of the same names (``startups.templatetags.formats``), without loading them.
"""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format

NO_BREAK = "\u00a0"


def number(amount: Decimal) -> str:
    """``12 345,60``: two decimal places."""
    return number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)


def euros(amount: Decimal) -> str:
    """``12 345,60 €``."""
    return f"{number(amount)}{NO_BREAK}€"


def signed_euros(amount: Decimal) -> str:
    """A difference: with its sign, whichever it is."""
    return f"+{euros(amount)}" if amount > 0 else euros(amount)


def long_day(day: date) -> str:
    """``20 août 2026``."""
    return date_format(day, "j F Y")


def short_day(day: date) -> str:
    """``20/08/2026``."""
    return date_format(day, "d/m/Y")


def month_year(day: date) -> str:
    """``août 2026``."""
    return date_format(day, "F Y")
