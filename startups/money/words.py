"""How services write amounts and days in what they say."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

CENT = Decimal("0.01")
MOST = Decimal(10) ** 10


def euros(amount: Decimal) -> str:
    """``12 345,60 €``, as the language of the interface writes it."""
    return f"{number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)}\u00a0€"


def day_text(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def check_amount(amount: Decimal, *, field: str = "amount") -> None:
    """Raises ValidationError for what is not an amount to the cent, or is too large."""
    if amount != amount.quantize(CENT):
        raise ValidationError({field: _("Two decimal places at most: euros and cents.")})
    if abs(amount) >= MOST:
        raise ValidationError({field: _("This amount is too large.")})


def need_reason(reason: str) -> str:
    """The reason, tidied. Raises ValidationError where there is none."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    return reason.strip()


def check_day(day: date, *, on: date, field: str) -> None:
    """Raises ValidationError for a day that is still to come."""
    if day > on:
        message = _("This day is still to come: %(day)s.") % {"day": f"{day:%d/%m/%Y}"}
        raise ValidationError({field: message})
