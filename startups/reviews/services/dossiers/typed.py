"""What is typed in a dossier, read into what is kept; or refused, with the reason.

Text in, values out. An empty text is no answer, never an error: the form is saved as it is typed.
"""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.texts import read_text
from startups.reviews.enums import MONEY_ITEMS, Confidence, DossierItem, Verdict
from startups.tables.cells import Number, UnreadableError, read_day, read_number

CENT = Decimal("0.01")
LARGEST_AMOUNT = Decimal("9999999999.99")
MOST_MONTHS = 12


def read_value(item: str, typed: str) -> str:
    """The value of an item as ``DossierAnswer.value`` keeps it; raises ValidationError."""
    text = read_text(typed)
    if not text:
        return ""
    if item in MONEY_ITEMS:
        return f"{read_amount(text):f}"
    if item == DossierItem.ASK_MONTHS:
        return str(_months(text))
    if item == DossierItem.CONFIDENCE:
        return _code(text, Confidence.values)
    return text


def read_amount(text: str) -> Decimal:
    """Euros including tax, two places, not negative."""
    number = _number(text)
    if number.sign not in ("", "€"):
        raise ValidationError(_("Amounts are in euros."))
    amount = number.value.quantize(CENT)
    if amount != number.value:
        raise ValidationError(_("Amounts have two decimal places."))
    if not 0 <= amount <= LARGEST_AMOUNT:
        raise ValidationError(_("An amount is not negative, and has ten digits at most."))
    return amount


def read_figure(typed: str) -> Decimal | None:
    """A figure in the unit of its measure; four decimal places at most."""
    text = typed.strip()
    return _number(text).value if text else None


def read_date(typed: str) -> date | None:
    """A day, as browsers send it or as people write it."""
    text = typed.strip()
    if not text:
        return None
    try:
        return read_day(text)
    except UnreadableError as error:
        raise ValidationError(str(error)) from error


def read_verdict(typed: str) -> str:
    """The code of a verdict, or nothing."""
    text = typed.strip()
    return _code(text, Verdict.values) if text else ""


def _months(text: str) -> int:
    value = _number(text).value
    if value != int(value) or not 0 <= value <= MOST_MONTHS:
        raise ValidationError(_("Whole months, from 0 to 12."))
    return int(value)


def _number(text: str) -> Number:
    try:
        return read_number(text)
    except UnreadableError as error:
        raise ValidationError(str(error)) from error


def _code(text: str, known: list[str]) -> str:
    if text not in known:
        raise ValidationError(_("Choose one of the answers."))
    return text
