"""Records what is paid of an order, and what comes back: rows that are never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.formats import euros, short_day
from startups.core.services.facts import Actor, create_facts, sign
from startups.figures.services.trail import one_at_a_time
from startups.money.contracts.ceilings import Step, lowest_from
from startups.money.models import Commitment, Payment
from startups.money.words import check_amount, check_day
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .commitments import RefusedLines
from .locking import ordered_steps, own_order, paid_steps
from .order_rules import Errors


def record_payment(
    *,
    commitment: Commitment,
    amount: Decimal,
    paid_on: date,
    on: date,
    actor: Actor,
    reference: str = "",
    reason: str = "",
) -> Payment:
    """Records ``amount`` (euros incl. tax) paid of an order; what comes back is negative.

    What is paid is never more than what is ordered, on any day, and never less than nothing.
    ``reference`` is that of the invoice. Raises ValidationError. Side effects: history, journal.
    """
    with one_at_a_time(commitment.startup_id) as owner:
        order = own_order(commitment)
        account = PaymentAccount(order, ordered_steps(order), paid_steps(order))
        values = {
            "amount": amount,
            "paid_on": paid_on,
            "reference": reference.strip(),
            "reason": reason.strip(),
        }
        if errors := account.errors(values, on=on):
            raise ValidationError(errors)
        payment = Payment(commitment=order, **values)
        sign(payment, actor=actor, reason=payment.reason).save()
        record_act(
            startup=owner,
            kind=ActKind.PAID,
            on=on,
            actor=actor,
            reason=payment.reason,
            detail=f"{order.reference}: {payment}",
        )
        return payment


def record_payments(
    *, startup: Startup, lines: Sequence[Mapping[str, Any]], on: date, actor: Actor
) -> list[Payment]:
    """Records a table of payments, all or none.

    Each line has ``commitment``, ``amount``, ``paid_on``, and maybe ``reference`` and
    ``reason``. Raises RefusedLines. Side effects: history; one journal entry.
    """
    with one_at_a_time(startup.pk) as owner:
        errors = _examined(owner, lines, on=on)
        if errors:
            raise RefusedLines(errors)
        wanted = [Payment(**line) for line in lines]
        rows = create_facts(model=Payment, rows=wanted, actor=actor, reason="")
        if rows:
            amount = sum((row.amount for row in rows), start=Decimal(0))
            detail = f"{len(rows)} × : {amount} €"
            record_act(startup=owner, kind=ActKind.PAID, on=on, actor=actor, detail=detail)
        return rows


def examine_payments(
    *, startup: Startup, lines: Sequence[Mapping[str, Any]], on: date
) -> dict[int, Errors]:
    """Why these lines would be refused, by their rank; nothing is written."""
    with one_at_a_time(startup.pk) as owner:
        return _examined(owner, lines, on=on)


@dataclass
class PaymentAccount:
    """An order and what is paid of it, day by day."""

    order: Commitment
    ordered: list[Step] = field(default_factory=list)
    paid: list[Step] = field(default_factory=list)

    def errors(self, values: Mapping[str, Any], *, on: date) -> Errors:
        """Why a payment may not be recorded, by field; empty when it may."""
        try:
            self._check(values["amount"], values["paid_on"], values.get("reason", ""), on=on)
        except ValidationError as error:
            if hasattr(error, "error_dict"):
                return error.message_dict
            return {"amount": error.messages}
        return {}

    def enter(self, values: Mapping[str, Any]) -> None:
        """Counts a payment that passed among those recorded."""
        self.paid.append((values["paid_on"], values["amount"]))

    def _check(self, amount: Decimal, paid_on: date, reason: str, *, on: date) -> None:
        if not self.order.ordered_on:
            raise ValidationError(_("Nothing is paid before the order."))
        check_amount(amount)
        check_day(paid_on, on=on, field="paid_on")
        if paid_on < self.order.ordered_on:
            message = _("It comes before the order, on %(day)s.")
            words = {"day": short_day(self.order.ordered_on)}
            raise ValidationError({"paid_on": message % words})
        if not amount:
            raise ValidationError({"amount": _("A payment is more than nothing.")})
        if amount > 0:
            self._check_more(amount, paid_on)
        else:
            self._check_back(-amount, paid_on, reason)

    def _check_more(self, amount: Decimal, paid_on: date) -> None:
        spent = ((day, -paid) for day, paid in self.paid)
        unpaid = lowest_from([*self.ordered, *spent], paid_on)
        if amount > unpaid:
            message = _("Only %(left)s of the order is not paid yet.")
            raise ValidationError({"amount": message % {"left": euros(max(unpaid, Decimal(0)))}})

    def _check_back(self, amount: Decimal, paid_on: date, reason: str) -> None:
        if not reason.strip():
            raise ValidationError({"reason": _("Say why it comes back.")})
        paid = lowest_from(self.paid, paid_on)
        if amount > paid:
            message = _("Only %(left)s is paid: no more can come back.")
            raise ValidationError({"amount": message % {"left": euros(max(paid, Decimal(0)))}})


def _examined(
    startup: Startup, lines: Sequence[Mapping[str, Any]], *, on: date
) -> dict[int, Errors]:
    accounts = _accounts(startup)
    refused: dict[int, Errors] = {}
    for rank, values in enumerate(lines):
        account = accounts.get(values["commitment"].pk)
        if account is None:
            refused[rank] = {"commitment": [_("This startup has no such order.")]}
        elif errors := account.errors(values, on=on):
            refused[rank] = errors
        else:
            account.enter(values)
    return refused


def _accounts(startup: Startup) -> dict[int, PaymentAccount]:
    """Each order of a startup with what is paid of it; two queries."""
    rows = list(Commitment.objects.filter(startup=startup).order_by("pk"))
    accounts = {row.pk: PaymentAccount(row) for row in rows if not row.corrects_id}
    for row in rows:
        if row.ordered_on:
            accounts[row.corrects_id or row.pk].ordered.append((row.ordered_on, row.amount))
    payments = Payment.objects.filter(commitment__startup=startup)
    for key, day, amount in payments.values_list("commitment", "paid_on", "amount"):
        accounts[key].paid.append((day, amount))
    return accounts
