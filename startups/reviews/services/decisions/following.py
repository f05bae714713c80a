"""What follows a signed decision: it is corrected, its conditions are met, its targets amended.

Nothing here edits what was signed: each is a new act, dated, reasoned and visible.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign, update_facts
from startups.money.models import Funding
from startups.money.services.granting import correct_funding
from startups.registry.services.journal import record_act
from startups.registry.services.publication import mark_changed
from startups.reviews.models import (
    Condition,
    Decision,
    DecisionCorrection,
    Review,
    Target,
    TargetAmendment,
)
from startups.reviews.services.reviews.planning import plan_reviews

from .draft import AimDraft


@dataclass(frozen=True)
class Correction:
    """What is corrected is filled; the rest is None, or empty for the texts."""

    amount: Decimal | None = None
    period_end: date | None = None
    public_reasons: str = ""
    private_reasons: str = ""
    next_due_on: date | None = None


@transaction.atomic
def correct_decision(
    *, decision: Decision, correction: Correction, on: date, actor: Actor, reason: str
) -> DecisionCorrection:
    """Corrects a signed decision by a new act; the phase is corrected in the timeline.

    Side effects: a correction of its funding, the due date of the open review, the journal.
    """
    locked = _lock(decision)
    _check(locked, correction, reason)
    row = DecisionCorrection(
        decision=locked,
        corrected_on=on,
        corrected_by=actor,
        reason=reason,
        **vars(correction),
    )
    sign(row, actor=actor, reason=reason).save()
    if correction.amount is not None:
        correct_funding(
            funding=locked.funding,
            amount=correction.amount,
            end=correction.period_end,
            on=on,
            actor=actor,
            reason=reason,
        )
    _record(locked, ActKind.DECISION_CORRECTED, str(row), on=on, actor=actor, reason=reason)
    plan_reviews(on=on, startups=[locked.review.startup_id], actor=actor)
    return row


def _check(decision: Decision, correction: Correction, reason: str) -> None:
    errors = {}
    if not reason.strip():
        errors["reason"] = _("Say why the decision is corrected.")
    if not any(value not in (None, "") for value in vars(correction).values()):
        errors["reason"] = _("Nothing is corrected.")
    if correction.amount is not None and not Funding.objects.filter(decision=decision).exists():
        errors["amount"] = _("This decision granted nothing: record a funding instead.")
    if correction.period_end and not (
        decision.period_start and correction.period_end >= decision.period_start
    ):
        errors["period_end"] = _("The period ends before it starts.")
    if correction.next_due_on and decision.next_due_on is None:
        errors["next_due_on"] = _("After this decision nothing is reviewed any more.")
    elif correction.next_due_on and correction.next_due_on <= decision.decided_on:
        errors["next_due_on"] = _("The next review comes after this decision.")
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def meet_condition(*, condition: Condition, evidence: str, on: date, actor: Actor) -> Condition:
    """Records that a condition is met, with its evidence."""
    if not evidence.strip():
        raise ValidationError({"evidence": _("Say by what one sees that it is met.")})
    rows = Condition.objects.select_for_update(of=("self",)).select_related("decision__review")
    locked = rows.get(pk=condition.pk)
    if locked.met_on:
        message = _("This condition was said to be met on %(day)s already.")
        raise ValidationError(message % {"day": date_format(locked.met_on)})
    values = {"met_on": on, "met_by": actor, "evidence": evidence}
    update_facts(instance=locked, values=values, actor=actor, reason=evidence)
    _record(
        locked.decision,
        ActKind.CONDITION_MET,
        locked.wording,
        on=on,
        actor=actor,
        reason=evidence,
    )
    return locked


@transaction.atomic
def amend_target(
    *, target: Target, aim: AimDraft, on: date, actor: Actor, reason: str
) -> TargetAmendment:
    """Amends a frozen target by a new row that says it anew; the old one stays readable."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the target is amended.")})
    locked = _lock(target.decision)
    if target.verdicts.exclude(verdict="").filter(review__decided_on__isnull=False).exists():
        raise ValidationError(_("This target was judged already: set a new one."))
    row = TargetAmendment(
        target=target, amended_on=on, amended_by=actor, reason=reason, **vars(aim)
    )
    sign(row, actor=actor, reason=reason).save()
    detail = f"{target.wording} → {aim.wording}"
    _record(locked, ActKind.TARGET_AMENDED, detail, on=on, actor=actor, reason=reason)
    return row


def _lock(decision: Decision) -> Decision:
    review = Review.objects.select_for_update(of=("self",)).get(pk=decision.review_id)
    return Decision.objects.select_related("review__startup").get(review=review)


def _record(
    decision: Decision, kind: ActKind, detail: str, *, on: date, actor: Actor, reason: str
) -> None:
    startup = decision.review.startup
    record_act(startup=startup, kind=kind, on=on, actor=actor, reason=reason, detail=detail)
    mark_changed(days={startup.pk: on})
