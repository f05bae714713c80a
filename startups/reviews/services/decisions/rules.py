"""What a decision must and must not say. Values in, a list of refusals out."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startups.money.enums import FundingKind
from startups.reviews.enums import FINAL_DECISIONS, DecisionKind
from startups.reviews.models import Review

from .draft import DecisionDraft

PROVISIONAL_MONTHS = (1, 2)
MAX_TARGETS = 5
CENT = Decimal("0.01")

type Refusal = tuple[str, str]


def check_draft(draft: DecisionDraft, review: Review, *, on: date) -> None:
    """Raises ValidationError, by field, with everything that is wrong with ``draft``."""
    errors: dict[str, list[str]] = {}
    for rule in (_days, _reasons, _provisional, _money, _targets, _conditions):
        for name, message in rule(draft, review, on):
            errors.setdefault(name, []).append(message)
    if errors:
        raise ValidationError(errors)


def _days(draft: DecisionDraft, review: Review, on: date) -> Iterator[Refusal]:
    if draft.decided_on > on:
        yield "decided_on", _("A decision is signed on its day or after it.")
    if review.submitted_on and draft.decided_on < review.submitted_on:
        message = _("The dossier was submitted on %(day)s: nothing was decided before.")
        yield "decided_on", message % {"day": date_format(review.submitted_on)}
    if draft.phase_from and draft.phase_from < draft.decided_on:
        yield "phase_from", _("The new phase starts on the day of the decision or after it.")
    if draft.next_due_on and draft.next_due_on <= draft.decided_on:
        yield "next_due_on", _("The next review comes after this decision.")


def _reasons(draft: DecisionDraft, _review: Review, _on: date) -> Iterator[Refusal]:
    if not draft.public_reasons.strip():
        yield "public_reasons", _("Give the reasons that are published.")


def _provisional(draft: DecisionDraft, _review: Review, _on: date) -> Iterator[Refusal]:
    if draft.kind != DecisionKind.PROVISIONAL:
        return
    if draft.months not in PROVISIONAL_MONTHS:
        yield "months", _("A provisional decision is for one or two months.")
    if not draft.evidence_asked.strip():
        yield "evidence_asked", _("Say what evidence is asked for.")


def _money(draft: DecisionDraft, _review: Review, _on: date) -> Iterator[Refusal]:
    if draft.amount < 0:
        yield "amount", _("An amount granted is not negative.")
    if draft.amount != draft.amount.quantize(CENT):
        yield "amount", _("Amounts have two decimal places.")
    if draft.amount <= 0:
        return
    if draft.kind == DecisionKind.STOP:
        yield "amount", _("A stop grants nothing.")
    yield from _envelope(draft)


def _envelope(draft: DecisionDraft) -> Iterator[Refusal]:
    start, end = draft.period_start, draft.period_end
    if not start or not end:
        yield "period_end", _("Say from when to when the amount is granted.")
    elif end < start:
        yield "period_end", _("The period ends before it starts.")
    if draft.funding_kind not in FundingKind.values:
        yield "funding_kind", _("Say where the money comes from.")
    elif draft.funding_kind != FundingKind.OWN_BUDGET and draft.funding_source is None:
        yield "funding_source", _("Say which organisation pays.")


def _targets(draft: DecisionDraft, _review: Review, _on: date) -> Iterator[Refusal]:
    if draft.kind in FINAL_DECISIONS:
        if draft.targets:
            yield "targets", _("No target is set for a startup that ends.")
        return
    if not draft.targets and draft.kind != DecisionKind.PROVISIONAL:
        yield "targets", _("Set one to five targets for the next review.")
    if len(draft.targets) > MAX_TARGETS:
        yield "targets", _("Five targets at most.")
    for number, target in enumerate(draft.targets, start=1):
        if not (target.wording.strip() and target.measure.strip()):
            message = _("Target %(number)s: say what shall be reached and how it is measured.")
            yield "targets", message % {"number": number}
        if target.due_on <= draft.decided_on:
            message = _("Target %(number)s: its day comes after the decision.")
            yield "targets", message % {"number": number}


def _conditions(draft: DecisionDraft, _review: Review, _on: date) -> Iterator[Refusal]:
    for number, condition in enumerate(draft.conditions, start=1):
        if not condition.wording.strip():
            message = _("Condition %(number)s: say what is asked for.")
            yield "conditions", message % {"number": number}
        if condition.due_on < draft.decided_on:
            message = _("Condition %(number)s: its day comes before the decision.")
            yield "conditions", message % {"number": number}
