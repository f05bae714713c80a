"""A decision in words: as it is about to be signed, and as it stands after its corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startups.core.formats import euros
from startups.figures.presenters.figures import figure_text
from startups.lifecycle.enums import Phase
from startups.money.enums import FundingKind
from startups.reviews.enums import DecisionKind
from startups.reviews.services.decisions.draft import DecisionDraft


@dataclass(frozen=True)
class AimSummary:
    """A target in words."""

    wording: str
    measure: str
    start: str
    goal: str
    due: date


@dataclass(frozen=True)
class DraftSummary:
    """What is signed: labelled facts, the two kinds of reasons, targets and conditions."""

    kind: Any
    decided_on: date
    facts: Sequence[tuple[str, str]]
    public_reasons: str
    private_reasons: str
    targets: Sequence[AimSummary]
    conditions: Sequence[Any]


def draft_summary(draft: DecisionDraft) -> DraftSummary:
    """A decision that is about to be signed."""
    return DraftSummary(
        kind=DecisionKind(draft.kind).label,
        decided_on=draft.decided_on,
        facts=_facts(draft),
        public_reasons=draft.public_reasons,
        private_reasons=draft.private_reasons,
        targets=[aim_summary(aim) for aim in draft.targets],
        conditions=draft.conditions,
    )


def aim_summary(aim: Any) -> AimSummary:
    """Anything that says a target: drafted, signed or amended."""
    return AimSummary(
        wording=aim.wording,
        measure=aim.measure,
        start="" if aim.starting_value is None else figure_text(Decimal(aim.starting_value)),
        goal=figure_text(Decimal(aim.target_value)),
        due=aim.due_on,
    )


def _facts(draft: DecisionDraft) -> list[tuple[str, str]]:
    facts = [
        (_("New phase"), str(Phase(draft.phase).label) if draft.phase else ""),
        (_("Evidence asked for"), draft.evidence_asked),
        (_("Amount granted"), euros(draft.amount) if draft.amount else ""),
        (_("Period"), period_text(draft.period_start, draft.period_end) if draft.amount else ""),
        (_("Source"), _source(draft)),
        (_("Agreement reference"), draft.agreement),
        (_("Stop condition"), draft.stop_condition),
    ]
    return [(label, text) for label, text in facts if text]


def period_text(start: date | None, end: date | None) -> str:
    """From a day to another."""
    if not start or not end:
        return ""
    return _("from %(start)s to %(end)s") % {"start": date_format(start), "end": date_format(end)}


def _source(draft: DecisionDraft) -> str:
    if not draft.amount or not draft.funding_kind:
        return ""
    parts = [FundingKind(draft.funding_kind).label, draft.funding_source, draft.promotion]
    return ", ".join(str(part) for part in parts if part)
