"""What follows from a decision: worked out once, shown before signing and done by signing."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from startups.core.calendar import add_months
from startups.endings.models import HandoverDossier, StopDossier
from startups.endings.selectors.endings import missing_of_handover, missing_of_stop
from startups.lifecycle.enums import Phase, TransitionNeed
from startups.lifecycle.phases import phase_in_force
from startups.lifecycle.transitions import Transition
from startups.reviews.decided_transitions import decided_from
from startups.reviews.due_dates import MONTHS_BETWEEN_REVIEWS
from startups.reviews.enums import FINAL_DECISIONS, PHASE_DECISIONS, DecisionKind, ReviewState
from startups.reviews.models import Review

from .draft import DecisionDraft
from .rules import check_draft


@dataclass(frozen=True)
class DecisionPlan:
    """Everything that signing does. ``next_due_on`` is None when nothing is reviewed any more."""

    draft: DecisionDraft
    transition: Transition | None
    phase_from: date | None
    months: int | None
    next_due_on: date | None

    def lines(self, *, on: date) -> list[str]:
        """What follows, a sentence each, for whoever is about to sign on the day ``on``."""
        lines = [self._phase_line(on), self._money_line(), self._targets_line()]
        lines += [self._conditions_line(), self._next_line()]
        lines.append(
            _("The public timeline shows the decision, its date and its published reasons.")
        )
        lines.append(_("The team and the committee are told by mail."))
        return [line for line in lines if line]

    def _phase_line(self, on: date) -> str:
        if self.transition is None or self.phase_from is None:
            return _("The phase stays as it is.")
        words = {"phase": self.transition.to.label, "day": date_format(self.phase_from)}
        if self.phase_from > on:
            return _("The phase becomes “%(phase)s” by itself on %(day)s.") % words
        return _("The phase is “%(phase)s” from %(day)s on.") % words

    def _money_line(self) -> str:
        draft = self.draft
        if not draft.amount or not draft.period_start or not draft.period_end:
            return _("No money is granted.")
        words = {
            "amount": number_format(draft.amount, decimal_pos=2, force_grouping=True),
            "start": date_format(draft.period_start),
            "end": date_format(draft.period_end),
        }
        return _("%(amount)s € are granted, from %(start)s to %(end)s.") % words

    def _targets_line(self) -> str:
        count = len(self.draft.targets)
        if not count:
            return ""
        return _("Targets frozen until the next review: %(count)s.") % {"count": count}

    def _conditions_line(self) -> str:
        count = len(self.draft.conditions)
        if not count:
            return ""
        return _("Conditions to be followed up: %(count)s.") % {"count": count}

    def _next_line(self) -> str:
        if self.next_due_on is None:
            return _("No further review is planned.")
        day = date_format(self.next_due_on)
        return _("The next review is planned, due on %(day)s.") % {"day": day}


def plan_decision(*, review: Review, draft: DecisionDraft, on: date) -> DecisionPlan:
    """Works out what signing ``draft`` on the day ``on`` would do.

    Raises ValidationError with everything that stands against it. Writes nothing.
    """
    if review.state != ReviewState.SUBMITTED:
        raise ValidationError(_("A decision is signed on a submitted dossier."), code="state")
    if draft.kind not in DecisionKind.values:
        raise ValidationError({"kind": _("Choose a decision.")})
    check_draft(draft, review, on=on)
    row = _transition(review, draft, on=on)
    months = _months(draft)
    return DecisionPlan(
        draft=draft,
        transition=row,
        phase_from=(draft.phase_from or draft.decided_on) if row else None,
        months=months,
        next_due_on=None if months is None else _next_due(draft, months),
    )


def _months(draft: DecisionDraft) -> int | None:
    if draft.kind in FINAL_DECISIONS:
        return None
    return draft.months if draft.kind == DecisionKind.PROVISIONAL else MONTHS_BETWEEN_REVIEWS


def _next_due(draft: DecisionDraft, months: int) -> date:
    return draft.next_due_on or add_months(draft.decided_on, months)


def _transition(review: Review, draft: DecisionDraft, *, on: date) -> Transition | None:
    if draft.kind not in PHASE_DECISIONS:
        return None
    phase = phase_in_force(review.startup.phases.all(), on)
    choices = decided_from(phase, draft.kind)
    if draft.phase:
        choices = [row for row in choices if row.to == draft.phase]
    if len(choices) == 1:
        _check_dossier(review, choices[0])
        return choices[0]
    raise ValidationError({"phase": _no_single_choice(phase, bool(choices))})


def _no_single_choice(phase: Phase | None, several: bool) -> str:
    if several:
        return _("Several phases can follow: choose one.")
    name = phase.label if phase else _("Not started")
    return _("This decision cannot be taken in the phase “%(phase)s”.") % {"phase": name}


def _check_dossier(review: Review, row: Transition) -> None:
    """The ending's dossier must be complete before anybody signs, not when they have."""
    startup, missing = review.startup, []
    if TransitionNeed.STOP_DOSSIER in row.needs:
        missing = missing_of_stop(StopDossier.objects.filter(startup=startup, period=None).first())
    elif TransitionNeed.HANDOVER_DOSSIER in row.needs:
        drafts = HandoverDossier.objects.filter(startup=startup, period=None)
        missing = missing_of_handover(drafts.first())
    if missing:
        message = _("The dossier of this ending is not complete: %(items)s.")
        raise ValidationError(message % {"items": ", ".join(missing)}, code="dossier")
