"""The filters of ``startups.core.formats``, built in: no template has to load them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import template

from startups.core import formats

register = template.Library()


def _of_days(write: Callable[[date], str]) -> None:
    def written(day: date | None) -> str:
        """Nothing for no day."""
        return write(day) if day else ""

    register.filter(write.__name__, written, expects_localtime=True)


def _of_amounts(write: Callable[[Decimal], str]) -> None:
    def written(amount: Decimal | None) -> str:
        """A dash for nothing known."""
        return write(amount) if amount is not None else "–"

    register.filter(write.__name__, written)


def _register(of: Callable[[Any], None], *writers: Any) -> None:
    for write in writers:
        of(write)


_register(_of_days, formats.long_day, formats.short_day, formats.month_year)
_register(_of_amounts, formats.euros, formats.signed_euros)
