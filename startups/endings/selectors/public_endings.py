"""What the public reads of dossiers of ends: those whose end took effect, with corrections."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast

from startups.core.selectors.public_rows import (
    PublicRow,
    RowPart,
    branch,
    children,
    of_part,
    term_label,
)
from startups.endings.enums import Matter
from startups.endings.models import (
    EndingCorrection,
    HandoverCheck,
    HandoverDossier,
    StopDossier,
    StopMatter,
)
from startups.registry.models import Startup

from .ending_facts import HandoverFacts, ItemFacts, MatterFacts, Note, StopFacts, in_order

SETTLED, WAIVED = "settled", "waived"

type EndingFacts = StopFacts | HandoverFacts


def ending_branches(startup: Startup, *, on: date) -> list[QuerySet[Any]]:
    """What is public of ends on the day ``on``, for ``public_rows``."""
    notes = EndingCorrection.objects.filter(period__startup=startup, corrected_on__lte=on)
    mine = {"startup": startup, "period__start__lte": on}
    below = {"dossier__startup": startup, "dossier__period__start__lte": on}
    return [
        *_stop_branches(mine, below),
        *_handover_branches(mine, below),
        branch(notes, RowPart.NOTE, parent=F("period_id"), day=F("corrected_on"), text=F("text")),
    ]


def _stop_branches(mine: dict[str, Any], below: dict[str, Any]) -> list[QuerySet[Any]]:
    return [
        branch(
            StopDossier.objects.filter(**mine),
            RowPart.STOP,
            other=F("period_id"),
            position=Cast(F("dormant"), IntegerField()),
            day=F("period__start"),
            code=F("cause"),
            text=F("why"),
            second=F("learnt"),
            third=F("advice"),
        ),
        branch(
            StopMatter.objects.filter(**below),
            RowPart.MATTER,
            parent=F("dossier_id"),
            until=F("by"),
            code=F("matter"),
            text=F("outcome"),
            second=F("not_applicable"),
        ),
    ]


def _handover_branches(mine: dict[str, Any], below: dict[str, Any]) -> list[QuerySet[Any]]:
    return [
        branch(
            HandoverDossier.objects.filter(**mine),
            RowPart.HANDOVER,
            other=F("period_id"),
            day=F("period__start"),
            until=F("countersigned_on"),
            code=F("model"),
            name=F("receiver__name"),
            text=F("summary"),
            second=F("learnt"),
            third=F("criteria"),
            fourth=F("fallback"),
        ),
        branch(
            HandoverCheck.objects.filter(**below).exclude(evidence="", waiver=""),
            RowPart.ITEM,
            parent=F("dossier_id"),
            position=F("item__position"),
            code=Case(When(waiver="", then=Value(SETTLED)), default=Value(WAIVED)),
            name=term_label("item__"),
        ),
    ]


def public_endings(rows: Sequence[PublicRow]) -> Mapping[date, EndingFacts]:
    """Each published dossier by the day of its end, in the order of the days; no query."""
    stops: list[EndingFacts] = [_stop(rows, row) for row in of_part(rows, RowPart.STOP)]
    handovers = [_handover(rows, row) for row in of_part(rows, RowPart.HANDOVER)]
    by_end = {facts.since: facts for facts in [*stops, *handovers] if facts.since}
    return {day: by_end[day] for day in sorted(by_end)}


def _stop(rows: Sequence[PublicRow], row: PublicRow) -> StopFacts:
    matters = [
        MatterFacts(Matter(each.code), each.text, each.until, each.second)
        for each in children(rows, RowPart.MATTER, row.key)
    ]
    return StopFacts(
        cause=row.code,
        why=row.text,
        learnt=row.second,
        advice=row.third,
        dormant=bool(row.position),
        matters=in_order(matters),
        since=row.day,
        corrections=_notes(rows, row),
    )


def _handover(rows: Sequence[PublicRow], row: PublicRow) -> HandoverFacts:
    items = [
        ItemFacts(each.name, each.code == SETTLED, each.code == WAIVED)
        for each in children(rows, RowPart.ITEM, row.key)
    ]
    return HandoverFacts(
        receiver=row.name,
        model=row.code,
        summary=row.text,
        learnt=row.second,
        criteria=row.third,
        fallback=row.fourth,
        items=items,
        countersigned_on=row.until,
        since=row.day,
        corrections=_notes(rows, row),
    )


def _notes(rows: Sequence[PublicRow], row: PublicRow) -> list[Note]:
    notes = children(rows, RowPart.NOTE, row.other)
    return [Note(each.day, each.text) for each in notes if each.day]
