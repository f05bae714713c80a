"""Reminders about reviews: to the team until it submits, then to the managers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from startups.people.selectors.audience import audiences
from startups.portfolio.selectors.needs import reviews_due
from startups.registry.models import Startup
from startups.reminders.enums import ReminderKind
from startups.reminders.stages import REVIEW_DAYS, ReminderStage, latest_stage
from startups.reviews.due_dates import days_late
from startups.reviews.enums import WITH_THE_TEAM, ReviewState
from startups.reviews.models import Review

from .kinds import Reminder


def review_reminders(*, on: date) -> Iterator[Reminder]:
    """The step that each open review has reached by ``on``, for whoever has the ball.

    Five queries. Whoever got the ball by an act (a return, a submission) was told so by that
    act: they are reminded from the next step on.
    """
    rows = reviews_due(startups=Startup.objects.all(), on=on)
    due = [
        (review, stage)
        for review in rows.select_related("startup").prefetch_related("moves")
        if (stage := latest_stage(review.due, REVIEW_DAYS, on=on, after=_ball_since(review)))
    ]
    audience = audiences(on=on, startups=[review.startup_id for review, _stage in due])
    for review, stage in due:
        with_team = review.state in WITH_THE_TEAM
        readers = (audience.team if with_team else audience.managers).get(review.startup_id, [])
        kind = ReminderKind.PREPARE if with_team else ReminderKind.DECIDE
        for reader in readers:
            yield reminder_of(review, kind, reader, stage, on=on)


def reminder_of(
    review: Review, kind: ReminderKind, reader: Any, stage: ReminderStage, *, on: date
) -> Reminder:
    """What ``reader`` is told. A review that was postponed is told of anew: its day is another."""
    prepares = kind == ReminderKind.PREPARE
    postponed = "-postponed" if review.postponed_to else ""
    return Reminder(
        kind=kind,
        recipient=reader,
        key=f"review-{review.pk}-{kind}-{stage.code}{postponed}",
        day=stage.day,
        due=review.due,
        late=days_late(review.due, on),
        subject=review.startup.name,
        route="team_reviews:index" if prepares else "reviews:read",
        args=(review.startup.slug,) if prepares else (review.pk,),
    )


def _ball_since(review: Review) -> date | None:
    """The day on which an act gave the ball to whoever has it; None when it was theirs always."""
    if review.state == ReviewState.SUBMITTED:
        return review.submitted_on
    came_back, before = None, ""
    for move in review.moves.all():
        if before == ReviewState.SUBMITTED:
            came_back = move.on
        before = move.to_state
    return came_back
