"""What the public reads of reviews: targets with their verdicts, decisions, the next review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from startups.core.selectors.public_rows import PublicRow, RowPart, branch, children, of_part
from startups.registry.models import Startup
from startups.reviews.enums import FINAL_DECISIONS, OPEN_REVIEWS, DecisionKind, Verdict
from startups.reviews.models import (
    Decision,
    DecisionCorrection,
    Review,
    Target,
    TargetAmendment,
    TargetVerdict,
)

AIM = {
    "text": F("wording"),
    "name": F("measure"),
    "until": F("due_on"),
    "start": F("starting_value"),
    "target": F("target_value"),
}


@dataclass(frozen=True)
class PublicAim:
    """What a target says, or said: figures are in the unit of ``measure``."""

    wording: str
    measure: str
    start: Decimal | None
    target: Decimal
    due_on: date


@dataclass(frozen=True)
class PublicAmendment:
    """A target amended: when, why, and what it said until then."""

    day: date
    reason: str
    before: PublicAim


@dataclass(frozen=True)
class PublicVerdict:
    """What a committee held to have become of a target."""

    verdict: Verdict
    fact: str
    value: Decimal | None
    day: date


@dataclass(frozen=True)
class PublicTarget:
    """A target as it is now, how it was amended, and its last verdict once there is one."""

    aim: PublicAim
    amendments: list[PublicAmendment]
    verdict: PublicVerdict | None = None


@dataclass(frozen=True)
class PublicCorrection:
    """The published reasons, corrected on a day."""

    day: date
    reasons: str


@dataclass(frozen=True)
class PublicDecision:
    """A signed decision; ``judged`` are the targets that had their verdict in its review."""

    key: int
    kind: DecisionKind
    day: date
    reasons: str
    corrections: list[PublicCorrection]
    judged: list[PublicTarget]


@dataclass(frozen=True)
class PublicReviews:
    """``decisions`` has the latest first. ``targets`` are those of the last decision that set
    any, none after a decision to stop or to hand over; ``next_on`` is told as a month."""

    targets: list[PublicTarget]
    stop_condition: str
    next_on: date | None
    decisions: list[PublicDecision]


def review_branches(startup: Startup, *, on: date) -> list[QuerySet[Any]]:
    """What is public of reviews on the day ``on``, for ``public_rows``."""
    waiting = Review.objects.filter(startup=startup, state__in=sorted(OPEN_REVIEWS))
    return [
        *_decision_branches(startup, on),
        *_target_branches(startup, on),
        branch(waiting, RowPart.NEXT_REVIEW, day=Coalesce(F("postponed_to"), F("due_on"))),
    ]


def _decision_branches(startup: Startup, on: date) -> list[QuerySet[Any]]:
    signed = Decision.objects.filter(review__startup=startup, signed_on__lte=on)
    corrections = DecisionCorrection.objects.filter(
        decision__review__startup=startup, corrected_on__lte=on
    )
    return [
        branch(
            signed,
            RowPart.DECISION,
            other=F("review_id"),
            day=F("decided_on"),
            code=F("kind"),
            text=F("public_reasons"),
            second=F("stop_condition"),
        ),
        branch(
            corrections.exclude(public_reasons=""),
            RowPart.CORRECTION,
            parent=F("decision_id"),
            day=F("corrected_on"),
            text=F("public_reasons"),
        ),
    ]


def _target_branches(startup: Startup, on: date) -> list[QuerySet[Any]]:
    targets = Target.objects.filter(decision__review__startup=startup, decision__signed_on__lte=on)
    amendments = TargetAmendment.objects.filter(
        target__decision__review__startup=startup, amended_on__lte=on
    )
    # A verdict is the dossier's own until the committee has decided on it.
    verdicts = TargetVerdict.objects.exclude(verdict="").filter(
        review__startup=startup, review__decision__signed_on__lte=on
    )
    return [
        branch(targets, RowPart.TARGET, parent=F("decision_id"), position=F("position"), **AIM),
        branch(
            amendments,
            RowPart.AMENDMENT,
            parent=F("target_id"),
            day=F("amended_on"),
            second=F("reason"),
            **AIM,
        ),
        branch(
            verdicts,
            RowPart.VERDICT,
            parent=F("target_id"),
            other=F("review_id"),
            day=F("review__decision__decided_on"),
            code=F("verdict"),
            text=F("fact"),
            target=F("value"),
        ),
    ]


def public_reviews(rows: Sequence[PublicRow]) -> PublicReviews:
    """Makes sense of the rows; no query."""
    decided = sorted(of_part(rows, RowPart.DECISION), key=_when, reverse=True)
    ended = bool(decided) and DecisionKind(decided[0].code) in FINAL_DECISIONS
    waiting = of_part(rows, RowPart.NEXT_REVIEW)
    current = () if ended else _since_last_targets(rows, decided)
    return PublicReviews(
        targets=[
            _target(rows, row, _last_verdict(rows, row))
            for decision in current[-1:]
            for row in children(rows, RowPart.TARGET, decision.key)
        ],
        stop_condition=next((row.second for row in current if row.second.strip()), ""),
        next_on=waiting[0].day if waiting else None,
        decisions=[_decision(rows, row) for row in decided],
    )


def _when(row: PublicRow) -> tuple[date, int]:
    assert row.day  # noqa: S101  # what is sorted is dated
    return row.day, row.key


def _since_last_targets(
    rows: Sequence[PublicRow], decided: Sequence[PublicRow]
) -> Sequence[PublicRow]:
    """The decisions from the last one back to the one that set the targets in force."""
    for place, decision in enumerate(decided, start=1):
        if children(rows, RowPart.TARGET, decision.key):
            return decided[:place]
    return decided[:1]


def _decision(rows: Sequence[PublicRow], row: PublicRow) -> PublicDecision:
    day, _key = _when(row)
    judged = [
        _target(rows, target, verdict)
        for target in of_part(rows, RowPart.TARGET)
        for verdict in children(rows, RowPart.VERDICT, target.key)
        if verdict.other == row.other
    ]
    return PublicDecision(
        key=row.key,
        kind=DecisionKind(row.code),
        day=day,
        reasons=row.text,
        corrections=[
            PublicCorrection(_when(each)[0], each.text)
            for each in children(rows, RowPart.CORRECTION, row.key)
        ],
        judged=judged,
    )


def _last_verdict(rows: Sequence[PublicRow], target: PublicRow) -> PublicRow | None:
    verdicts = sorted(children(rows, RowPart.VERDICT, target.key), key=_when)
    return verdicts[-1] if verdicts else None


def _target(rows: Sequence[PublicRow], row: PublicRow, verdict: PublicRow | None) -> PublicTarget:
    amended = children(rows, RowPart.AMENDMENT, row.key)
    amendments = [
        PublicAmendment(_when(each)[0], each.second, _aim(before))
        for before, each in zip([row, *amended], amended, strict=False)
    ]
    return PublicTarget(
        aim=_aim(amended[-1] if amended else row),
        amendments=amendments,
        verdict=_verdict(verdict) if verdict else None,
    )


def _verdict(row: PublicRow) -> PublicVerdict:
    return PublicVerdict(Verdict(row.code), row.text, row.target, _when(row)[0])


def _aim(row: PublicRow) -> PublicAim:
    assert row.target is not None  # noqa: S101  # a target has one
    assert row.until  # noqa: S101  # and a day
    return PublicAim(row.text, row.name, row.start, row.target, row.until)
