"""Moves an order along its chain: quote, order, delivery accepted, invoice."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.formats import short_day
from startups.core.services.facts import Actor, update_facts
from startups.figures.services.trail import one_at_a_time
from startups.money.enums import OrderStep
from startups.money.models import Commitment
from startups.money.words import check_day, need_reason
from startups.registry.services.journal import record_act

from .locking import own_order
from .order_rules import CHAIN, OrderBook, contracts_in

# The step that a date says was reached; a payment is a row of its own.
FIELDS = {
    OrderStep.QUOTE: "quoted_on",
    OrderStep.ORDERED: "ordered_on",
    OrderStep.DELIVERED: "delivered_on",
    OrderStep.INVOICED: "invoiced_on",
}
LATER = (OrderStep.ORDERED, OrderStep.DELIVERED, OrderStep.INVOICED)


def advance_commitment(
    *,
    commitment: Commitment,
    step: str,
    day: date,
    on: date,
    actor: Actor,
    reason: str = "",
) -> Commitment:
    """Says on what day ``step`` (ordered, delivered or invoiced) was reached.

    Ordering a quote passes the rules of a new order: contract, dates, ceiling. A day of delivery
    or of invoice that was mistaken may be said again, with a reason; that of the order never.
    Raises ValidationError. Side effects: history, journal.
    """
    if step not in LATER:
        raise ValidationError({"step": _("This step is not said by a day.")})
    field = FIELDS[OrderStep(step)]
    check_day(day, on=on, field="day")
    with one_at_a_time(commitment.startup_id) as owner:
        order = own_order(commitment)
        _check_step(order, field, day, reason)
        if field == "ordered_on":
            _check_order(order, day, OrderBook(owner, contracts_in([order]), on=on))
        update_facts(instance=order, values={field: day}, actor=actor, reason=reason)
        detail = f"{order.reference} → {step}, {day:%Y-%m-%d}"
        record_act(
            startup=owner,
            kind=ActKind.COMMITMENT_MOVED,
            on=on,
            actor=actor,
            reason=reason,
            detail=detail,
        )
        return order


def drop_quote(*, commitment: Commitment, on: date, actor: Actor, reason: str) -> Commitment:
    """Says that a quote will not be ordered. An order is taken back by a credit note instead.

    Raises ValidationError. Side effects: history, journal.
    """
    reason = need_reason(reason)
    with one_at_a_time(commitment.startup_id) as owner:
        order = own_order(commitment)
        if order.ordered_on:
            raise ValidationError(_("It is ordered: it is taken back by a credit note."))
        if order.cancelled_on:
            raise ValidationError(_("This quote was dropped."))
        update_facts(instance=order, values={"cancelled_on": on}, actor=actor, reason=reason)
        detail = f"{order.reference} → {OrderStep.CANCELLED.value}"
        record_act(
            startup=owner,
            kind=ActKind.COMMITMENT_MOVED,
            on=on,
            actor=actor,
            reason=reason,
            detail=detail,
        )
        return order


def next_steps(order: Commitment) -> list[OrderStep]:
    """The steps that may be said next, the nearest first."""
    if order.cancelled_on:
        return []
    reached = [rank for rank, name in enumerate(CHAIN) if getattr(order, name)]
    following = CHAIN[max(reached) + 1 :]
    steps = [step for step, name in FIELDS.items() if name in following]
    return steps if order.ordered_on else steps[:1]


def _check_step(order: Commitment, field: str, day: date, reason: str) -> None:
    if order.cancelled_on:
        raise ValidationError(_("This quote was dropped."))
    if field == "ordered_on" and order.ordered_on:
        raise ValidationError(_("It is ordered already, on %(day)s.") % _when(order.ordered_on))
    if field != "ordered_on" and not order.ordered_on:
        raise ValidationError(_("Nothing is delivered or invoiced before the order."))
    if getattr(order, field):
        need_reason(reason)
    rank = CHAIN.index(field)
    before = [at for name in CHAIN[:rank] if (at := getattr(order, name))]
    after = [at for name in CHAIN[rank + 1 :] if (at := getattr(order, name))]
    if before and day < max(before):
        message = _("It comes before the step that it follows, on %(day)s.")
        raise ValidationError({"day": message % _when(max(before))})
    if after and day > min(after):
        message = _("It comes after the step that follows it, on %(day)s.")
        raise ValidationError({"day": message % _when(min(after))})


def _check_order(order: Commitment, day: date, book: OrderBook) -> None:
    """The rules of a new order, for a quote that becomes one."""
    book.references.discard(order.reference)
    wanted = Commitment(
        **{
            field.attname: getattr(order, field.attname)
            for field in Commitment._meta.concrete_fields
            if not field.primary_key
        }
    )
    wanted.ordered_on = day
    if errors := book.errors(wanted):
        # The form that says a day has no other field: whatever is refused is about the day.
        raise ValidationError([reason for reasons in errors.values() for reason in reasons])


def _when(day: date) -> dict[str, str]:
    return {"day": short_day(day)}
