"""Corrections and credit notes: new rows, so that what was recorded stays as it was."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.formats import euros, short_day
from startups.core.services.facts import Actor, sign
from startups.figures.services.trail import one_at_a_time
from startups.money.contracts.ceilings import lowest_from
from startups.money.models import Commitment
from startups.money.words import check_amount, check_day, need_reason
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .locking import ordered_steps, own_order, paid_steps, total
from .order_rules import OrderBook, contracts_in


def correct_commitment(
    *,
    commitment: Commitment,
    amount: Decimal,
    on: date,
    actor: Actor,
    reason: str,
    day: date | None = None,
    reference: str = "",
) -> Commitment | None:
    """Makes what is ordered become ``amount`` (euros incl. tax) from ``day`` on, by a new row.

    ``day`` is today where it is not given. More than before passes the rules of a new order of
    that day. Returns None when nothing changes. Raises ValidationError: without a reason, below
    zero, or below what is paid. Side effects: history, journal.
    """
    if amount < 0:
        raise ValidationError({"amount": _("An order is not worth less than nothing.")})
    with one_at_a_time(commitment.startup_id) as owner:
        order = own_order(commitment)
        difference = amount - total(ordered_steps(order))
        if not difference:
            return None
        row = _row(order, difference, day=day or on, reference=reference, reason=reason)
        return _write(owner, order, row, on=on, actor=actor)


def credit_note(
    *,
    commitment: Commitment,
    amount: Decimal,
    on: date,
    actor: Actor,
    reason: str,
    day: date | None = None,
    reference: str = "",
) -> Commitment:
    """Takes ``amount`` (euros incl. tax, more than nothing) back from an order, by a new row.

    ``reference`` is that of the supplier's credit note. As for ``correct_commitment``.
    """
    if amount <= 0:
        raise ValidationError({"amount": _("A credit note is more than nothing.")})
    with one_at_a_time(commitment.startup_id) as owner:
        order = own_order(commitment)
        row = _row(order, -amount, day=day or on, reference=reference, reason=reason)
        return _write(owner, order, row, on=on, actor=actor)


def _row(
    order: Commitment, amount: Decimal, *, day: date, reference: str, reason: str
) -> Commitment:
    """The row that corrects ``order``; it says the same but for its amount and its day."""
    kept = ["startup", "contract", "funding", "supplier", "supplier_siret", "activity"]
    kept += ["resource", "covers_from", "covers_until"]
    return Commitment(
        **{name: getattr(order, name) for name in kept},
        reference=" ".join(reference.split()) or _free_reference(order),
        amount=amount,
        ordered_on=day,
        corrects=order,
        reason=need_reason(reason),
    )


def _free_reference(order: Commitment) -> str:
    taken = set(order.startup.commitments.values_list("reference", flat=True))
    number = order.corrections.count() + 1
    while (reference := f"{order.reference[:90]} /{number}") in taken:
        number += 1
    return reference


def _write(
    startup: Startup, order: Commitment, row: Commitment, *, on: date, actor: Actor
) -> Commitment:
    _check(order, row, OrderBook(startup, contracts_in([order]), on=on), on=on)
    sign(row, actor=actor, reason=row.reason).save()
    record_act(
        startup=startup,
        kind=ActKind.COMMITMENT_CORRECTED,
        on=on,
        actor=actor,
        reason=row.reason,
        detail=f"{order.reference}: {row.amount:+} €",
    )
    return row


def _check(order: Commitment, row: Commitment, book: OrderBook, *, on: date) -> None:
    day: date = row.ordered_on  # type: ignore[assignment]  # a correction always has its day
    if not order.ordered_on:
        raise ValidationError(_("A quote is not corrected: drop it, and enter another."))
    check_amount(row.amount)
    check_day(day, on=on, field="day")
    if day < order.ordered_on:
        message = _("It comes before the order, on %(day)s.")
        raise ValidationError({"day": message % {"day": short_day(order.ordered_on)}})
    if len(row.reference) > 100:
        raise ValidationError({"reference": _("At most %(number)s characters.") % {"number": 100}})
    if row.reference in book.references:
        message = _("This startup has an order of that reference already.")
        raise ValidationError({"reference": message})
    if row.amount < 0:
        _check_less(order, row.amount, day)
    elif order.contract_id and (refused := book.refusal(order.contract_id, day, row.amount)):
        raise ValidationError({"amount": refused})


def _check_less(order: Commitment, amount: Decimal, day: date) -> None:
    paid = [(when, -sum_) for when, sum_ in paid_steps(order)]
    free = lowest_from([*ordered_steps(order), *paid], day)
    if -amount > free:
        message = _("Only %(left)s of it is neither paid nor taken back already.")
        raise ValidationError({"amount": message % {"left": euros(max(free, Decimal(0)))}})
