"""Corrects what is granted by a new row; the sum of the rows is what is granted."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign
from startups.money.models import Funding
from startups.registry.models import Startup
from startups.registry.services.journal import record_act


@transaction.atomic
def correct_funding(
    *, funding: Funding, amount: Decimal, end: date | None, on: date, actor: Actor, reason: str
) -> Funding | None:
    """Makes the amount granted by ``funding`` become ``amount`` (euros incl. tax), by a new row.

    ``amount`` 0 cancels it. Returns None when nothing changes. Raises ValidationError without a
    reason, or when the amount is negative.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the amount is corrected.")})
    if amount < 0:
        raise ValidationError({"amount": _("An amount granted is not negative.")})
    Startup.objects.select_for_update().get(pk=funding.startup_id)
    difference = amount - granted_by(funding)
    if not difference:
        return None
    row = Funding(
        startup=funding.startup,
        kind=funding.kind,
        source=funding.source,
        promotion=funding.promotion,
        amount=difference,
        start=funding.start,
        end=end or funding.end,
        granted_on=on,
        agreement=funding.agreement,
        corrects=funding,
        reason=reason,
    )
    sign(row, actor=actor, reason=reason).save()
    _record(row, ActKind.FUNDING_CORRECTED, on=on, actor=actor, reason=reason)
    return row


def granted_by(funding: Funding) -> Decimal:
    """What a funding grants, its corrections included."""
    corrections = funding.corrections.values_list("amount", flat=True)
    return sum(corrections, start=funding.amount)


def _record(funding: Funding, kind: ActKind, *, on: date, actor: Actor, reason: str) -> None:
    record_act(
        startup=funding.startup, kind=kind, on=on, actor=actor, reason=reason, detail=str(funding)
    )
