"""The minutes of a session: those that were kept when it was closed, else as they stand."""

from collections import Counter

from startups.reviews.enums import Confidence, DossierItem
from startups.reviews.models import Decision, Review
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.minutes import (
    Attendee,
    ItemSummary,
    MinutedCondition,
    MinutedDecision,
    MinutedTarget,
    Minutes,
    OpinionCount,
    from_data,
)
from startups.reviews.sessions.models import AgendaItem, CommitteeSession

from .sessions import agenda_of, members_of


def minutes_of(session: CommitteeSession) -> Minutes:
    """Those of a closed session as they were kept; those of another as they stand now."""
    if session.state == SessionState.HELD and session.minutes:
        return from_data(session.minutes)
    return minutes_now(session)


def minutes_now(session: CommitteeSession) -> Minutes:
    """From what is recorded now; a constant number of queries."""
    return Minutes(
        incubator=session.incubator.name,
        date=session.date,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        link=session.link,
        notes=session.notes,
        attendees=tuple(
            Attendee(member.name, member.quality, member.present) for member in members_of(session)
        ),
        items=tuple(item_summary(item) for item in agenda_of(session)),
    )


def item_summary(item: AgendaItem) -> ItemSummary:
    """One item of ``agenda_of``. What was adjourned has no decision of this session."""
    review = item.review
    answers = _answers(review)
    decision = None if item.adjourned else getattr(review, "decision", None)
    return ItemSummary(
        review=review.pk,
        startup=review.startup_id,
        name=review.startup.name,
        ask_months=answers.get(DossierItem.ASK_MONTHS, ""),
        ask_amount=answers.get(DossierItem.ASK_AMOUNT, ""),
        ask_team=answers.get(DossierItem.ASK_TEAM, ""),
        team_confidence=answers.get(DossierItem.CONFIDENCE, ""),
        opinions=_opinions(review),
        note=item.note,
        adjourned=item.adjourned,
        decision=_decision(decision) if decision else None,
    )


def _answers(review: Review) -> dict[str, str]:
    dossier = getattr(review, "dossier", None)
    return {answer.item: answer.value for answer in dossier.answers.all()} if dossier else {}


def _opinions(review: Review) -> tuple[OpinionCount, ...]:
    counts = Counter(opinion.confidence for opinion in review.opinions.all())
    return tuple(OpinionCount(code, counts[code]) for code in Confidence.values if counts[code])


def _decision(decision: Decision) -> MinutedDecision:
    same = (
        "kind decided_on phase phase_from amount period_start period_end months evidence_asked "
        "public_reasons private_reasons stop_condition next_due_on"
    )
    return MinutedDecision(
        **{name: getattr(decision, name) for name in same.split()},
        signed_by=str(decision.signed_by),
        conditions=tuple(
            MinutedCondition(row.wording, row.due_on) for row in decision.conditions.all()
        ),
        targets=tuple(
            MinutedTarget(
                row.wording, row.measure, row.starting_value, row.target_value, row.due_on
            )
            for row in decision.targets.all()
        ),
    )
