"""Records the funding that a decision grants."""

from datetime import date

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign
from startups.money.models import Funding
from startups.registry.models import Startup
from startups.registry.services.journal import record_act
from startups.reviews.models import Decision

from .draft import DecisionDraft


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
    record_act(
        startup=startup,
        kind=ActKind.FUNDING_GRANTED,
        on=on,
        actor=actor,
        reason=draft.public_reasons,
        detail=str(funding),
    )
    return funding
