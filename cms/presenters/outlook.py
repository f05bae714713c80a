"""Where a startup is going, in words: its targets, what committees decided, the next review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from startups.core.formats import long_day
from startups.figures.presenters.figures import figure_text
from startups.lifecycle.enums import EventKind
from startups.lifecycle.models import Event
from startups.reviews.selectors.public_reviews import (
    PublicAim,
    PublicAmendment,
    PublicCorrection,
    PublicDecision,
    PublicReviews,
    PublicTarget,
)


@dataclass(frozen=True)
class AmendmentView:
    """A target amended; ``before`` is what it said until then."""

    day: date
    reason: str
    before: str


@dataclass(frozen=True)
class TargetView:
    """A target. ``state`` ends the class of its badge: ``open``, ``waiting`` or a verdict."""

    wording: str
    measure: str
    course: str
    due_on: date
    state: str
    state_label: Any
    reached: str
    fact: str
    amendments: list[AmendmentView]


@dataclass(frozen=True)
class DecisionView:
    """A decision; ``anchor`` is where the timeline leads to it."""

    anchor: str
    label: Any
    day: date
    reasons: str
    corrections: list[PublicCorrection]
    judged: list[TargetView]


@dataclass(frozen=True)
class OutlookView:
    """``next_on`` is told as a month only."""

    targets: list[TargetView]
    stop_condition: str
    next_on: date | None
    decisions: list[DecisionView]

    @property
    def is_shown(self) -> bool:
        return bool(self.targets or self.decisions or self.next_on)


def outlook_view(reviews: PublicReviews, *, ended: bool, on: date) -> OutlookView:
    """On the day ``on``; nothing is ahead of a startup that has ``ended``."""
    return OutlookView(
        targets=[] if ended else [_target(target, on) for target in reviews.targets],
        stop_condition="" if ended else reviews.stop_condition,
        next_on=None if ended else reviews.next_on,
        decisions=[_decision(decision, on) for decision in reviews.decisions],
    )


def _decision(decision: PublicDecision, on: date) -> DecisionView:
    return DecisionView(
        anchor=f"decision-{decision.key}",
        label=decision.kind.label,
        day=decision.day,
        reasons=decision.reasons,
        corrections=decision.corrections,
        judged=[_target(target, on) for target in decision.judged],
    )


def _target(target: PublicTarget, on: date) -> TargetView:
    aim, verdict = target.aim, target.verdict
    state, label = _state(target, on)
    reached = verdict.value if verdict else None
    return TargetView(
        wording=aim.wording,
        measure=aim.measure,
        course=_course(aim),
        due_on=aim.due_on,
        state=state,
        state_label=label,
        reached="" if reached is None else figure_text(reached),
        fact=verdict.fact if verdict else "",
        amendments=[_amendment(amendment) for amendment in target.amendments],
    )


def _state(target: PublicTarget, on: date) -> tuple[str, Any]:
    if target.verdict:
        return target.verdict.verdict.value, target.verdict.verdict.label
    if target.aim.due_on < on:
        return "waiting", _("To be judged at the next review")
    return "open", _("In progress")


def _course(aim: PublicAim) -> str:
    """From where to where: ``500 → 1 000``; the end alone where the start is not known."""
    end = figure_text(aim.target)
    return end if aim.start is None else f"{figure_text(aim.start)} → {end}"


def _amendment(amendment: PublicAmendment) -> AmendmentView:
    before = amendment.before
    before_text = _("%(wording)s (%(measure)s: %(course)s, by %(day)s)") % {
        "wording": before.wording,
        "measure": before.measure,
        "course": _course(before),
        "day": long_day(before.due_on),
    }
    return AmendmentView(amendment.day, amendment.reason, before_text)


def decision_of(event: Event, decisions: Sequence[DecisionView]) -> DecisionView | None:
    """The decision that an event of the timeline tells of, where it says the same at length."""
    if event.kind != EventKind.COMMITTEE:
        return None
    comment = event.comment.strip()
    same_day = [decision for decision in decisions if decision.day == event.date]
    return next((each for each in same_day if comment.endswith(each.reasons.strip())), None)
