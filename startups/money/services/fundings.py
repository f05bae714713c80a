"""Records fundings that no decision of a committee grants: an agreement signed with a sponsor,
a fund, the incubator's own budget."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign
from startups.figures.services.trail import one_at_a_time
from startups.money.enums import FundingKind
from startups.money.models import Funding
from startups.money.words import check_amount, check_day, need_reason
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .granting import correct_funding


def record_funding(
    *, startup: Startup, values: Mapping[str, Any], on: date, actor: Actor, reason: str = ""
) -> Funding:
    """Records an amount granted, in euros including tax, that no decision grants.

    ``values`` are fields of ``Funding``; it counts from ``granted_on`` on. Raises
    ValidationError, by field. Side effects: history, journal.
    """
    with one_at_a_time(startup.pk) as owner:
        funding = Funding(startup=owner, **values)
        _check(funding, on=on)
        sign(funding, actor=actor, reason=reason).save()
        record_act(
            startup=owner,
            kind=ActKind.FUNDING_GRANTED,
            on=on,
            actor=actor,
            reason=reason,
            detail=str(funding),
        )
        return funding


def change_funding(
    *,
    funding: Funding,
    amount: Decimal,
    end: date | None = None,
    on: date,
    actor: Actor,
    reason: str,
) -> Funding | None:
    """Makes what ``funding`` grants become ``amount``, by a new row; 0 cancels it.

    For the funding itself, never for one of its corrections. As ``correct_funding``.
    """
    if funding.corrects_id:
        raise ValidationError(_("This line corrects a funding: act on the funding itself."))
    check_amount(amount)
    if end and end < funding.start:
        raise ValidationError({"end": _("A funding ends after it starts.")})
    return correct_funding(
        funding=funding, amount=amount, end=end, on=on, actor=actor, reason=need_reason(reason)
    )


def cancel_funding(*, funding: Funding, on: date, actor: Actor, reason: str) -> Funding | None:
    """Takes back all that ``funding`` grants, by a new row. None where that is nothing."""
    return change_funding(funding=funding, amount=Decimal(0), on=on, actor=actor, reason=reason)


def _check(funding: Funding, *, on: date) -> None:
    if funding.decision_id or funding.corrects_id:
        raise ValidationError(_("What a decision grants is recorded by signing it."))
    check_amount(funding.amount)
    if funding.amount <= 0:
        raise ValidationError({"amount": _("A funding is more than nothing.")})
    check_day(funding.granted_on, on=on, field="granted_on")
    if funding.end < funding.start:
        raise ValidationError({"end": _("A funding ends after it starts.")})
    if funding.kind != FundingKind.OWN_BUDGET and not funding.source_id:
        raise ValidationError({"source": _("Say which organisation it comes from.")})
    signed, ends = funding.agreement_signed_on, funding.agreement_ends_on
    if signed and ends and ends < signed:
        message = _("An agreement ends after it is signed.")
        raise ValidationError({"agreement_ends_on": message})
    funding.full_clean()
