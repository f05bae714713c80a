"""Form fields for amounts, months and the holders of contracts, as people write them."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.money.contracts.selectors.contracts import Holder
from startups.money.enums import IdentifierKind
from startups.money.money_cells import read_amount, read_month
from startups.tables.cells import UnreadableError

SIRET_FIRST = re.compile(r"((?:[0-9][ \u00a0\u202f.]?){13}[0-9])\b[\s,;:–-]*(.*)")


def _with(options: dict[str, Any], **defaults: Any) -> dict[str, Any]:
    return defaults | options


class _ReadField(forms.CharField):
    """A text that is read by ``read``; None when it is empty."""

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.read(text)
        except UnreadableError as error:
            raise ValidationError(str(error), code="unreadable") from error


class AmountField(_ReadField):
    """An amount in euros. Gives a Decimal with two places."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("In euros, for example 12 345,60."))
        box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**_with(options, max_length=40, widget=box))

    def read(self, text: str) -> Decimal:
        return read_amount(text)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value


class MonthField(_ReadField):
    """A month. Gives its first day or, where ``last``, its last one."""

    def __init__(self, *, last: bool = False, **options: Any) -> None:
        self.last = last
        options.setdefault("help_text", gettext_lazy("For example 03/2026 or March 2026."))
        box = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(**_with(options, max_length=40, widget=box))

    def read(self, text: str) -> date:
        month_end = read_month(text)
        return month_end if self.last else month_end.replace(day=1)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%m/%Y}" if isinstance(value, date) else value


class SiretField(forms.CharField):
    """A SIRET, with or without spaces. Its keys are checked by who writes it."""

    def __init__(self, **options: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**_with(options, max_length=30, widget=box))

    def clean(self, value: Any) -> str:
        return re.sub(r"[\s.]", "", super().clean(value))


class HoldersField(forms.CharField):
    """Firms, one a line: ``73282932000074 Atelier du code``, ``TVA BE0123456789 Atelier``.

    Gives a list of Holder, in the order of the lines.
    """

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        box = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        super().__init__(**_with(options, max_length=5_000, widget=box))

    def clean(self, value: Any) -> list[Holder]:
        text = super().clean(value)
        return [_holder(line.strip()) for line in text.splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else written_holders(value)


def written_holders(holders: Sequence[Holder]) -> str:
    """Holders as HoldersField reads them."""
    return "\n".join(
        " ".join(
            part
            for part in (
                "" if holder.kind == IdentifierKind.SIRET else holder.kind,
                holder.identifier,
                holder.name,
            )
            if part
        )
        for holder in holders
    )


def _holder(line: str) -> Holder:
    if parts := SIRET_FIRST.fullmatch(line):
        return Holder(IdentifierKind.SIRET, re.sub(r"\D", "", parts[1]), parts[2].strip())
    kind, _blank, rest = line.partition(" ")
    number, _blank, name = rest.strip().partition(" ")
    if kind in IdentifierKind.values and number:
        if kind == IdentifierKind.SIRET:
            return _holder(rest.strip())
        return Holder(kind, number[:40], name.strip())
    message = _(
        "“%(line)s” is not read: begin with a SIRET, or with the kind of number (%(kinds)s)."
    )
    kinds = ", ".join(kind for kind in IdentifierKind.values if kind != IdentifierKind.SIRET)
    raise ValidationError(message % {"line": line[:60], "kinds": kinds}, code="unreadable")
