"""How services write amounts and days in what they say."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.formats import short_day

CENT = Decimal("0.01")
MOST = Decimal(10) ** 10


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
        message = _("This day is still to come: %(day)s.") % {"day": short_day(day)}
        raise ValidationError({field: message})
