"""What happens when a decision is signed, from top to bottom."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign, update_facts
from startups.lifecycle.enums import EventKind
from startups.lifecycle.models import Event
from startups.lifecycle.services.lifecycle import change_phase
from startups.registry.models import Startup
from startups.registry.services.journal import record_act
from startups.registry.services.publication import mark_changed
from startups.reviews.due_dates import Due
from startups.reviews.enums import DecisionKind, DueBasis, ReviewState
from startups.reviews.models import Condition, Decision, Review, Target
from startups.reviews.services.reviews.planning import add_review, note_move
from startups.reviews.services.reviews.steering import lock_review

from .draft import DecisionDraft
from .granting import grant
from .notices import tell_of_decision
from .plan import DecisionPlan, plan_decision


@transaction.atomic
def sign_decision(*, review: Review, draft: DecisionDraft, on: date, actor: Actor) -> Decision:
    """Signs the decision on a submitted review: everything that follows, or nothing.

    In one transaction: the decision with its conditions and frozen targets; the phase; the
    funding; the public timeline entry; the review's end, and the next one; the journal; the
    notices, which are sent after the commit. Raises ValidationError when something stands
    against it, and when somebody else signed first.
    """
    if actor is None:
        raise ValidationError(_("A decision is signed by somebody."), code="actor")
    locked = lock_review(review, {ReviewState.SUBMITTED})
    startup = Startup.objects.select_for_update().get(pk=locked.startup_id)
    plan = plan_decision(review=locked, draft=draft, on=on)
    decision = _write(locked, plan, on=on, actor=actor)
    reason = str(DecisionKind(draft.kind).label)
    if plan.transition and plan.phase_from:
        change_phase(
            startup=startup,
            to=plan.transition.to,
            start=plan.phase_from,
            on=on,
            actor=actor,
            reason=draft.public_reasons,
            decision=decision,
        )
    if draft.amount:
        grant(decision=decision, startup=startup, draft=draft, on=on, actor=actor)
    _note_on_timeline(startup, decision, actor=actor)
    _close(locked, decision, on=on, actor=actor)
    if plan.next_due_on:
        due = Due(plan.next_due_on, DueBasis.DECISION)
        add_review(startup=startup, due=due, on=on, actor=actor)
    record_act(
        startup=startup,
        kind=ActKind.DECISION_SIGNED,
        on=on,
        actor=actor,
        reason=draft.public_reasons,
        detail=f"{reason} ({draft.decided_on:%Y-%m-%d})",
    )
    mark_changed(days={startup.pk: on})
    tell_of_decision(decision=decision, plan=plan, on=on)
    return decision


def _write(review: Review, plan: DecisionPlan, *, on: date, actor: Actor) -> Decision:
    draft = plan.draft
    decision = Decision(
        review=review,
        kind=draft.kind,
        decided_on=draft.decided_on,
        signed_on=on,
        signed_by=actor,
        phase=plan.transition.to if plan.transition else "",
        phase_from=plan.phase_from,
        amount=draft.amount,
        period_start=draft.period_start if draft.amount else None,
        period_end=draft.period_end if draft.amount else None,
        months=plan.months,
        evidence_asked=draft.evidence_asked,
        public_reasons=draft.public_reasons,
        private_reasons=draft.private_reasons,
        stop_condition=draft.stop_condition,
        next_due_on=plan.next_due_on,
    )
    reason = draft.public_reasons
    sign(decision, actor=actor, reason=reason).save()
    for position, condition in enumerate(draft.conditions):
        row = Condition(
            decision=decision,
            position=position,
            wording=condition.wording,
            due_on=condition.due_on,
        )
        sign(row, actor=actor, reason=reason).save()
    for position, aim in enumerate(draft.targets, start=1):
        target = Target(decision=decision, position=position, **vars(aim))
        sign(target, actor=actor, reason=reason).save()
    return decision


def _note_on_timeline(startup: Startup, decision: Decision, *, actor: Actor) -> None:
    """The public timeline is part of the content, which is in French."""
    with override("fr"):
        label = str(DecisionKind(decision.kind).label)
    event = Event(
        startup=startup,
        kind=EventKind.COMMITTEE,
        date=decision.decided_on,
        comment=f"{label}. {decision.public_reasons}",
        position=startup.events.count(),
    )
    sign(event, actor=actor, reason=decision.public_reasons).save()


def _close(review: Review, decision: Decision, *, on: date, actor: Actor) -> None:
    values = {"state": ReviewState.DECIDED, "decided_on": decision.decided_on}
    update_facts(instance=review, values=values, actor=actor, reason=decision.public_reasons)
    note_move(review, on=on, actor=actor)
