"""The orders and internal costs of a startup: how far each is, and what is paid of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from startups.core.search_text import fold
from startups.money.contracts.selectors.contracts import contracts_of
from startups.money.enums import OrderStep
from startups.money.models import Activity, Commitment, Funding, Payment, Resource
from startups.registry.models import Startup

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class OrderRow:
    """An order with its corrections and its payments. Amounts in euros including tax."""

    order: Commitment
    net: Decimal
    paid: Decimal

    @property
    def step(self) -> OrderStep:
        """How far it is in its chain."""
        return step_of(self.order, net=self.net, paid=self.paid)

    @property
    def unpaid(self) -> Decimal:
        return self.net - self.paid if self.order.ordered_on else NOTHING

    @property
    def day(self) -> date:
        """The day that it is listed by: of the order, or of the quote."""
        return self.order.ordered_on or self.order.quoted_on  # type: ignore[return-value]


def step_of(order: Commitment, *, net: Decimal, paid: Decimal) -> OrderStep:
    """The last step that an order reached; one that is wholly taken back is cancelled."""
    if order.cancelled_on or (order.ordered_on and not net):
        return OrderStep.CANCELLED
    if not order.ordered_on:
        return OrderStep.QUOTE
    if paid == net:
        return OrderStep.PAID
    if order.invoiced_on:
        return OrderStep.INVOICED
    return OrderStep.DELIVERED if order.delivered_on else OrderStep.ORDERED


@dataclass(frozen=True)
class OrderFilter:
    """What is looked for among orders; empty means anything. Keys are those of the database."""

    q: str = ""
    step: str = ""
    contract: int | None = None
    activity: int | None = None
    resource: int | None = None
    year: int | None = None


def orders_of(startup: Startup) -> list[OrderRow]:
    """Every order of a startup, the last one first; three queries."""
    orders = Commitment.objects.filter(startup=startup, corrects=None)
    return order_rows(orders.select_related("contract", "activity", "resource", "funding"))


def order_rows(orders: Iterable[Commitment]) -> list[OrderRow]:
    """The rows of these orders, the last one first; two queries besides theirs."""
    rows = list(orders)
    keys = [order.pk for order in rows]
    corrected = _sums(Commitment.objects.filter(corrects__in=keys), "corrects")
    paid = _sums(Payment.objects.filter(commitment__in=keys), "commitment")
    with_sums = [
        OrderRow(
            order, order.amount + corrected.get(order.pk, NOTHING), paid.get(order.pk, NOTHING)
        )
        for order in rows
    ]
    return sorted(with_sums, key=lambda row: (row.day, row.order.pk), reverse=True)


def _sums(rows: Any, field: str) -> dict[int, Decimal]:
    """By key in ``field``, the sum of the amounts: added here, never as floats."""
    sums: dict[int, Decimal] = {}
    for key, amount in rows.order_by().values_list(field, "amount"):
        sums[key] = sums.get(key, NOTHING) + amount
    return sums


def narrowed(rows: Iterable[OrderRow], wanted: OrderFilter) -> list[OrderRow]:
    """Those that are looked for."""
    return [row for row in rows if _fits(row, wanted)]


def _fits(row: OrderRow, wanted: OrderFilter) -> bool:
    order = row.order
    text = fold(f"{order.reference} {order.supplier} {order.supplier_siret}")
    return (
        fold(wanted.q) in text
        and wanted.step in ("", row.step)
        and wanted.contract in (None, order.contract_id)
        and wanted.activity in (None, order.activity_id)
        and wanted.resource in (None, order.resource_id)
        and wanted.year in (None, row.day.year)
    )


@dataclass(frozen=True)
class OrderTotals:
    """What rows add up to; quotes and what was dropped count for nothing."""

    net: Decimal = NOTHING
    paid: Decimal = NOTHING

    @property
    def unpaid(self) -> Decimal:
        return self.net - self.paid


def totals(rows: Iterable[OrderRow]) -> OrderTotals:
    ordered = [row for row in rows if row.order.ordered_on]
    return OrderTotals(
        sum((row.net for row in ordered), start=NOTHING),
        sum((row.paid for row in ordered), start=NOTHING),
    )


def corrections_of(order: Commitment) -> list[Commitment]:
    """What corrects an order, the first one first."""
    return list(order.corrections.order_by("ordered_on", "pk"))


def payments_of(order: Commitment) -> list[Payment]:
    return list(order.payments.order_by("paid_on", "pk"))


# What the cells of a table may name.


def activity_words() -> Mapping[str, Sequence[Activity]]:
    return _term_words(Activity.objects.all())


def resource_words() -> Mapping[str, Sequence[Resource]]:
    return _term_words(Resource.objects.all())


def _term_words(terms: Iterable[Any]) -> dict[str, list[Any]]:
    return _words((word, term) for term in terms for word in {term.name, term.name_en, term.code})


def contract_words(startup: Startup) -> Mapping[str, Sequence[Any]]:
    """The contracts that a startup may order under, by reference."""
    return _words((row.reference, row) for row in contracts_of(startup))


def funding_words(startup: Startup) -> Mapping[str, Sequence[Funding]]:
    """The fundings of a startup, by the reference of their agreement."""
    rows = startup.fundings.filter(corrects=None)
    return _words((row.agreement, row) for row in rows if row.agreement)


def order_words(startup: Startup) -> Mapping[str, Sequence[Commitment]]:
    """The orders of a startup, by reference."""
    rows = Commitment.objects.filter(startup=startup, corrects=None)
    return _words((row.reference, row) for row in rows)


def _words(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    meanings: dict[str, list[Any]] = {}
    for word, meant in pairs:
        known = meanings.setdefault(fold(word), []) if word else []
        if meant not in known:
            known.append(meant)
    return meanings
