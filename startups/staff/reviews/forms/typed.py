"""Fields of numbers as people type them, and the way back from a number to what is typed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms

from startups.reviews.services.dossiers.typed import read_amount, read_figure


class TypedField(forms.CharField):
    """A text read by ``read``; nothing typed gives None."""

    def __init__(self, *, read: Callable[[str], Decimal | None], **options: Any) -> None:
        self.read = read
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=40, **options)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        return self.read(text) if text else None


def figure_field(label: Any, **options: Any) -> TypedField:
    """A figure in the unit of its measure."""
    return TypedField(read=read_figure, label=label, **options)


def amount_field(label: Any, **options: Any) -> TypedField:
    """Euros including tax."""
    return TypedField(read=read_amount, label=label, **options)


def written(number: Decimal | None) -> str:
    """A number as one would type it. ``1.125`` gains a zero: it would read as a thousand."""
    if number is None:
        return ""
    plain = f"{number.normalize():f}"
    _whole, mark, places = plain.partition(".")
    if mark and len(places) == 3:
        plain += "0"
    return plain.replace(".", ",")
