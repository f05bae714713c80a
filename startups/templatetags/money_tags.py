"""How pages write amounts."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from startups.core import formats

register = template.Library()


@register.filter
def remainder_words(amount: Decimal) -> str:
    """A difference between a statement and the lines, in a sentence."""
    if not amount:
        return _("The statement says what the lines say.")
    message = (
        _("The statement says %(amount)s more than the lines.")
        if amount > 0
        else _("The statement says %(amount)s less than the lines.")
    )
    return message % {"amount": formats.euros(abs(amount))}


@register.filter
def shown(value: Any) -> str:
    """What a cell holds, as a page writes it: an amount, a day, a number or text; else a dash."""
    if isinstance(value, Decimal):
        return formats.euros(value)
    if isinstance(value, date):
        return formats.short_day(value)
    return "–" if value in (None, "") else str(value)
