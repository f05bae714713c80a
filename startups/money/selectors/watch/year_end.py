"""The end of the budget year: what is still to be done, what came late, what is left over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from startups.core.search_text import fold
from startups.money.ledger import NOTHING, Position
from startups.money.models import Commitment, Payment
from startups.money.selectors.orders import OrderRow, order_rows
from startups.money.selectors.position import PositionScope, positions
from startups.money.year_end import Deadline, deadline_near
from startups.registry.models import Startup

from .orders import unsettled


@dataclass(frozen=True)
class LateLine:
    """An order or a payment that came after the last day of its year."""

    startup: str
    slug: str
    order: int
    reference: str
    supplier: str
    day: date
    amount: Decimal


@dataclass(frozen=True)
class Leftover:
    """What a startup has not spent. What is passed elsewhere takes nothing from it."""

    name: str
    slug: str
    position: Position

    @property
    def not_ordered(self) -> Decimal:
        return max(self.position.available, NOTHING)

    @property
    def not_paid(self) -> Decimal:
        """What is ordered and not paid."""
        return max(self.position.unpaid, NOTHING)


@dataclass(frozen=True)
class YearEnd:
    """What the end of a budget year asks. Empty where a deadline is not near, or is over."""

    order_by: Deadline | None = None
    pay_by: Deadline | None = None
    to_order: Sequence[OrderRow] = ()
    to_pay: Sequence[OrderRow] = ()
    late_orders: Sequence[LateLine] = ()
    late_payments: Sequence[LateLine] = ()
    leftovers: Sequence[Leftover] = field(default_factory=tuple)

    @property
    def is_near(self) -> bool:
        return bool(self.order_by or self.pay_by)

    @property
    def count(self) -> int:
        """How many lines it tells."""
        parts = (self.to_order, self.to_pay, self.late_orders, self.late_payments, self.leftovers)
        return sum(map(len, parts))


def deadlines(on: date) -> tuple[Deadline | None, Deadline | None]:
    """The last days for orders and for payments, where they are spoken of on the day ``on``."""
    days = settings.BUDGET_YEAR_END_DAYS
    order_by = deadline_near(settings.BUDGET_LAST_ORDER, on, days=days)
    return order_by, deadline_near(settings.BUDGET_LAST_PAYMENT, on, days=days)


def year_end(*, startups: QuerySet[Startup], on: date) -> YearEnd:
    """What the end of the year asks of ``startups`` on the day ``on``; twelve queries at most.

    Before a last day, what is still to be ordered or paid; after it, what came late. From the
    first of them on, what is left over: on the last day of the year, once that is past.
    """
    order_by, pay_by = deadlines(on)
    if not (order_by or pay_by):
        return YearEnd()
    chosen = startups.order_by().values("pk")
    orders = Commitment.objects.filter(startup__in=chosen, corrects=None, cancelled_on=None)
    closing = min(near.closing for near in (order_by, pay_by) if near)
    return YearEnd(
        order_by,
        pay_by,
        to_order=_quotes(orders) if order_by and not order_by.is_over else (),
        to_pay=_unpaid(orders) if pay_by and not pay_by.is_over else (),
        late_orders=_late_orders(chosen, order_by) if order_by and order_by.is_over else (),
        late_payments=_late_payments(chosen, pay_by) if pay_by and pay_by.is_over else (),
        leftovers=_leftovers(startups, min(on, closing)),
    )


def _quotes(orders: QuerySet[Commitment]) -> list[OrderRow]:
    """Quotes that nobody ordered or dropped, the oldest first."""
    return order_rows(orders.filter(ordered_on=None).select_related("startup"))[::-1]


def _unpaid(orders: QuerySet[Commitment]) -> list[OrderRow]:
    """Orders that are not wholly paid, those that are nearest to it first."""
    open_ones = unsettled(orders.filter(ordered_on__isnull=False)).select_related("startup")

    def order(row: OrderRow) -> tuple[Any, ...]:
        invoiced, delivered = row.order.invoiced_on, row.order.delivered_on
        return invoiced or date.max, delivered or date.max, row.day, row.order.pk

    return sorted((row for row in order_rows(open_ones) if row.unpaid > 0), key=order)


def _late_orders(startups: Any, deadline: Deadline) -> list[LateLine]:
    rows = Commitment.objects.filter(
        startup__in=startups, amount__gt=0, **_after(deadline, "ordered_on")
    )
    return [
        LateLine(
            startup=row.startup.name,
            slug=row.startup.slug,
            order=row.corrects_id or row.pk,
            reference=row.reference,
            supplier=row.supplier,
            day=row.ordered_on,
            amount=row.amount,
        )
        for row in rows.select_related("startup").order_by("ordered_on", "pk")
        if row.ordered_on
    ]


def _late_payments(startups: Any, deadline: Deadline) -> list[LateLine]:
    rows = Payment.objects.filter(
        commitment__startup__in=startups, amount__gt=0, **_after(deadline, "paid_on")
    )
    return [
        LateLine(
            startup=row.commitment.startup.name,
            slug=row.commitment.startup.slug,
            order=row.commitment.corrects_id or row.commitment_id,
            reference=row.reference or row.commitment.reference,
            supplier=row.commitment.supplier,
            day=row.paid_on,
            amount=row.amount,
        )
        for row in rows.select_related("commitment__startup").order_by("paid_on", "pk")
    ]


def _after(deadline: Deadline, day: str) -> Mapping[str, Any]:
    return {f"{day}__gt": deadline.last, f"{day}__lte": min(deadline.on, deadline.closing)}


def _leftovers(startups: QuerySet[Startup], on: date) -> list[Leftover]:
    known: Mapping[Any, Position] = positions(on=on, axis="startup", scope=PositionScope(startups))
    names = startups.order_by().values_list("pk", "name", "slug")
    rows = [Leftover(name, slug, known[pk]) for pk, name, slug in names if pk in known]
    leftovers = [row for row in rows if row.not_ordered or row.not_paid]
    return sorted(leftovers, key=lambda row: fold(row.name))
