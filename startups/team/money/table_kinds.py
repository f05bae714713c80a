"""The kinds of table: what is particular to orders, and to payments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.core.calendar import add_months
from startups.core.formats import euros, short_day
from startups.core.services.facts import Actor
from startups.money.presenters.money_tables import OrderWords, order_columns, payment_columns
from startups.money.selectors import orders as known
from startups.money.selectors.lateness import order_warning, payment_warning
from startups.money.services.commitments import examine_commitments, record_commitments
from startups.money.services.order_rules import Errors
from startups.money.services.payments import examine_payments, record_payments
from startups.registry.models import Startup
from startups.tables.reading import TableColumn

from .forms.tables import ORDERS, PAYMENTS

_DAYS = {
    "quoted_on": lambda: _("quote"),
    "ordered_on": lambda: _("ordered"),
    "delivered_on": lambda: _("delivery accepted"),
    "invoiced_on": lambda: _("invoiced"),
}


@dataclass(frozen=True)
class MoneyTableRow:
    """A line as it will be written, in words; each cell with its heading."""

    line: int
    cells: Sequence[tuple[str, str]]
    amount: str
    warning: str = ""


@dataclass(frozen=True)
class Described:
    """A kind of table: its name, its columns, and those that it cannot do without."""

    label: Any
    columns: Sequence[TableColumn]


class TableKind:
    """What is particular to a kind of table; one for each request, since words depend on it."""

    kind: str

    def __init__(self, startup: Startup) -> None:
        self.startup = startup

    @property
    def label(self) -> str:
        raise NotImplementedError

    @property
    def headings(self) -> list[str]:
        """Of the preview: the line comes before them, the amount after."""
        raise NotImplementedError

    @property
    def columns(self) -> Sequence[TableColumn]:
        raise NotImplementedError

    @property
    def described(self) -> Described:
        return Described(self.label, self.columns)

    def completed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return dict(values)

    def examine(self, lines: Sequence[Mapping[str, Any]], *, on: date) -> Mapping[int, Errors]:
        raise NotImplementedError

    def write(self, lines: Sequence[Mapping[str, Any]], *, on: date, actor: Actor) -> int:
        raise NotImplementedError

    def row(self, line: int, values: Mapping[str, Any]) -> MoneyTableRow:
        raise NotImplementedError

    def labelled(self, *cells: str) -> list[tuple[str, str]]:
        return list(zip(self.headings, cells, strict=True))

    def said(self, number: int) -> str:
        raise NotImplementedError


class OrderTable(TableKind):
    """Orders and internal costs."""

    kind = ORDERS

    @property
    def label(self) -> str:
        return _("Orders and internal costs")

    @property
    def headings(self) -> list[str]:
        return [_("Reference"), _("Supplier"), _("Contract"), _("Activity"), _("Months"), _("Days")]

    @property
    def columns(self) -> Sequence[TableColumn]:
        words = OrderWords(
            activities=known.activity_words(),
            resources=known.resource_words(),
            contracts=known.contract_words(self.startup),
            fundings=known.funding_words(self.startup),
        )
        return order_columns(words)

    def completed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Without a last month, only the first is covered."""
        first = values["covers_from"]
        last = values.get("covers_until") or add_months(first, 1) - timedelta(days=1)
        return {**values, "covers_until": last}

    def examine(self, lines: Sequence[Mapping[str, Any]], *, on: date) -> Mapping[int, Errors]:
        return examine_commitments(startup=self.startup, lines=lines, on=on)

    def write(self, lines: Sequence[Mapping[str, Any]], *, on: date, actor: Actor) -> int:
        return len(record_commitments(startup=self.startup, lines=lines, on=on, actor=actor))

    def row(self, line: int, values: Mapping[str, Any]) -> MoneyTableRow:
        contract = values.get("contract")
        months = (values["covers_from"], values["covers_until"])
        days = [(name, values[name]) for name in _DAYS if values.get(name)]
        ordered = values.get("ordered_on")
        return MoneyTableRow(
            line=line,
            cells=self.labelled(
                values["reference"],
                values["supplier"],
                contract.reference if contract else _("Internal cost"),
                f"{values['activity']} · {values['resource']}",
                " – ".join(dict.fromkeys(f"{month:%m/%Y}" for month in months)),
                ", ".join(f"{_DAYS[name]()} {short_day(day)}" for name, day in days),
            ),
            amount=euros(values["amount"]),
            warning=order_warning(ordered) if ordered else "",
        )

    def said(self, number: int) -> str:
        message = ngettext("%(number)s order recorded.", "%(number)s orders recorded.", number)
        return message % {"number": number}


class PaymentTable(TableKind):
    """Payments of orders."""

    kind = PAYMENTS

    @property
    def label(self) -> str:
        return _("Payments")

    @property
    def headings(self) -> list[str]:
        return [_("Order or cost"), _("Supplier"), _("Paid on"), _("Invoice"), _("Reason")]

    @property
    def columns(self) -> Sequence[TableColumn]:
        return payment_columns(known.order_words(self.startup))

    def examine(self, lines: Sequence[Mapping[str, Any]], *, on: date) -> Mapping[int, Errors]:
        return examine_payments(startup=self.startup, lines=lines, on=on)

    def write(self, lines: Sequence[Mapping[str, Any]], *, on: date, actor: Actor) -> int:
        return len(record_payments(startup=self.startup, lines=lines, on=on, actor=actor))

    def row(self, line: int, values: Mapping[str, Any]) -> MoneyTableRow:
        order = values["commitment"]
        texts = (values.get("reference", ""), values.get("reason", ""))
        return MoneyTableRow(
            line=line,
            cells=self.labelled(
                order.reference, order.supplier, short_day(values["paid_on"]), *texts
            ),
            amount=euros(values["amount"]),
            warning=payment_warning(values["paid_on"]),
        )

    def said(self, number: int) -> str:
        message = ngettext("%(number)s payment recorded.", "%(number)s payments recorded.", number)
        return message % {"number": number}


KIND_OF: Mapping[str, type[TableKind]] = {ORDERS: OrderTable, PAYMENTS: PaymentTable}
