"""Orders that wait too long at a step of their chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from startups.money.enums import OrderStep
from startups.money.models import Commitment, Payment
from startups.money.selectors.orders import OrderRow, order_rows
from startups.registry.models import Startup

HALF_A_CENT = Decimal("0.005")
# By step: the day from which one waits, and the setting that says for how many days.
WAITS: Mapping[OrderStep, tuple[str, str]] = {
    OrderStep.QUOTE: ("quoted_on", "BUDGET_QUOTE_DAYS"),
    OrderStep.ORDERED: ("covers_until", "BUDGET_DELIVERY_DAYS"),
    OrderStep.DELIVERED: ("delivered_on", "BUDGET_INVOICE_DAYS"),
    OrderStep.INVOICED: ("invoiced_on", "BUDGET_PAYMENT_DAYS"),
}
NEXT: Mapping[OrderStep, str] = {
    OrderStep.QUOTE: "ordered_on",
    OrderStep.ORDERED: "delivered_on",
    OrderStep.DELIVERED: "invoiced_on",
}


@dataclass(frozen=True)
class StuckOrder:
    """An order that waits at ``step``; the next one was due on ``due``."""

    row: OrderRow
    step: OrderStep
    due: date
    late: int

    @property
    def order(self) -> Commitment:
        return self.row.order


def days_of(step: OrderStep) -> int:
    """For how many days an order may wait at ``step``."""
    days: int = getattr(settings, WAITS[step][1])
    return days


def orders_stuck(*, startups: QuerySet[Startup], on: date) -> list[StuckOrder]:
    """Those that wait longer than the settings allow, the latest first; three queries.

    A quote waits for its order, an order for its delivery once the months that it covers are
    over, a delivery for its invoice, an invoice for all of its payment.
    """
    orders = Commitment.objects.filter(corrects=None, cancelled_on=None)
    orders = orders.filter(startup__in=startups.order_by().values("pk"))
    waiting = unsettled(orders).filter(_waiting(on)).select_related("startup")
    stuck = [_stuck(row, on) for row in order_rows(waiting)]
    return sorted((one for one in stuck if one), key=lambda one: (-one.late, one.due, one.order.pk))


def _waiting(on: date) -> Q:
    condition = Q()
    for step, (since, _setting) in WAITS.items():
        waits = Q(**{f"{since}__lt": on - timedelta(days=days_of(step))})
        if step in NEXT:
            waits &= Q(**{NEXT[step]: None})
        condition |= waits
    return condition


def unsettled(orders: QuerySet[Commitment]) -> QuerySet[Any]:
    """Those that are not paid as far as they are ordered; quotes, too. Cents are exact later."""
    changed = Commitment.objects.filter(corrects=OuterRef("pk")).order_by().values("corrects")
    paid = Payment.objects.filter(commitment=OuterRef("pk")).order_by().values("commitment")
    zero = Decimal(0)
    rows: Any = orders.annotate(
        corrected=Coalesce(Subquery(changed.annotate(sum=Sum("amount")).values("sum")), zero),
        settled=Coalesce(Subquery(paid.annotate(sum=Sum("amount")).values("sum")), zero),
    )
    left = F("amount") + F("corrected") - F("settled")
    return rows.annotate(left=left).filter(left__gt=HALF_A_CENT)


def _stuck(row: OrderRow, on: date) -> StuckOrder | None:
    if row.step not in WAITS:
        return None
    since = getattr(row.order, WAITS[row.step][0])
    due = since + timedelta(days=days_of(row.step))
    late = (on - due).days
    return StuckOrder(row, row.step, due, late) if late > 0 else None
