"""Records what is granted. A correction is a new row; the sum of the rows is what is granted."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.enums import ActKind
from startups.models import Decision, Funding, Startup
from startups.services.decisions.draft import DecisionDraft
from startups.services.facts import Actor, sign
from startups.services.journal import record_act


def grant(
    *, decision: Decision, startup: Startup, draft: DecisionDraft, on: date, actor: Actor
) -> Funding:
    """Records the funding that a decision grants; the database refuses a second one.

    Called inside the transaction of the signing.
    """
    assert draft.period_start  # noqa: S101  # the rules: an amount has its period
    assert draft.period_end  # noqa: S101
    funding = Funding(
        startup=startup,
        kind=draft.funding_kind,
        source=draft.funding_source,
        promotion=draft.promotion,
        amount=draft.amount,
        start=draft.period_start,
        end=draft.period_end,
        granted_on=decision.decided_on,
        agreement=draft.agreement,
        decision=decision,
    )
    sign(funding, actor=actor, reason=draft.public_reasons).save()
    _record(funding, ActKind.FUNDING_GRANTED, on=on, actor=actor, reason=draft.public_reasons)
    return funding


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
