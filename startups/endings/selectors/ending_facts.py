"""What a dossier of an end tells, ready for the component that shows it.

The public page fills these from ``public_rows``, which never reads who sees to what; the pages
of the team from the dossier itself, for its readers (``private``) or as the public will read it.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from startups.endings.enums import Matter, ReceivingModel, StopCause
from startups.endings.models import HandoverDossier, StopDossier


@dataclass(frozen=True)
class Note:
    """A correction that was published later."""

    day: date
    text: str


@dataclass(frozen=True)
class MatterFacts:
    """What becomes of one matter. ``owner`` is empty for the public."""

    matter: Matter
    outcome: str
    by: date | None
    not_applicable: str
    owner: str = ""


@dataclass(frozen=True)
class StopFacts:
    """A closing dossier. ``since`` is the day of the stop, None for a draft."""

    kind: ClassVar[str] = "stop"

    cause: str
    why: str
    learnt: str
    advice: str
    dormant: bool
    matters: list[MatterFacts]
    since: date | None = None
    corrections: list[Note] = field(default_factory=list)

    @property
    def cause_label(self) -> str:
        return str(StopCause(self.cause).label) if self.cause else ""


@dataclass(frozen=True)
class ItemFacts:
    """An item of the checklist; the public does not read the evidence or the waiver."""

    label: str
    settled: bool
    waived: bool
    explanation: str = ""


@dataclass(frozen=True)
class HandoverFacts:
    """A hand-over dossier. ``owner`` is empty for the public."""

    kind: ClassVar[str] = "handover"

    receiver: str
    model: str
    summary: str
    learnt: str
    criteria: str
    fallback: str
    items: list[ItemFacts]
    countersigned_on: date | None
    since: date | None = None
    corrections: list[Note] = field(default_factory=list)
    owner: str = ""

    @property
    def model_label(self) -> str:
        return str(ReceivingModel(self.model).label) if self.model else ""

    @property
    def settled(self) -> int:
        return sum(item.settled for item in self.items)

    @property
    def waived(self) -> int:
        return sum(item.waived for item in self.items)


def in_order(matters: list[MatterFacts]) -> list[MatterFacts]:
    """Matters in the order of the vocabulary."""
    return sorted(matters, key=lambda row: list(Matter).index(row.matter))


def stop_facts(dossier: StopDossier, *, private: bool) -> StopFacts:
    """A closing dossier as its readers see it; without who sees to what unless ``private``."""
    matters = [
        MatterFacts(
            matter=Matter(row.matter),
            outcome=row.outcome,
            by=row.by,
            not_applicable=row.not_applicable,
            owner=row.owner if private else "",
        )
        for row in dossier.matters.all()
    ]
    return StopFacts(
        cause=dossier.cause,
        why=dossier.why,
        learnt=dossier.learnt,
        advice=dossier.advice,
        dormant=dossier.dormant,
        matters=in_order(matters),
        since=dossier.period.start if dossier.period else None,
        corrections=_corrections(dossier),
    )


def handover_facts(dossier: HandoverDossier, *, private: bool) -> HandoverFacts:
    """A hand-over dossier likewise: neither its owner nor what was said of items in public."""
    items = [
        ItemFacts(
            label=row.item.label,
            settled=bool(row.evidence.strip()),
            waived=bool(row.waiver.strip()),
            explanation=(row.evidence or row.waiver) if private else "",
        )
        for row in dossier.checks.all()
        if row.is_complete
    ]
    owner = (dossier.owner_name, dossier.owner_title, dossier.owner_email)
    return HandoverFacts(
        receiver=dossier.receiver.name if dossier.receiver else "",
        model=dossier.model,
        summary=dossier.summary,
        learnt=dossier.learnt,
        criteria=dossier.criteria,
        fallback=dossier.fallback,
        items=items,
        countersigned_on=dossier.countersigned_on,
        since=dossier.period.start if dossier.period else None,
        corrections=_corrections(dossier),
        owner=", ".join(filter(None, owner)) if private else "",
    )


def _corrections(dossier: StopDossier | HandoverDossier) -> list[Note]:
    if dossier.period is None:
        return []
    return [Note(row.corrected_on, row.text) for row in dossier.period.ending_corrections.all()]
