"""How pages write amounts."""

from decimal import Decimal

from django import template

from startups.services.money import words

register = template.Library()


@register.filter
def euros(amount: Decimal | None) -> str:
    """``12 345,60 €``; a dash for nothing known."""
    return words.euros(amount) if amount is not None else "–"
