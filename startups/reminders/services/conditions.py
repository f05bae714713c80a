"""Reminders about the conditions of decisions: to the team; once overdue, to the managers too."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from startups.people.selectors.audience import audiences
from startups.reminders.enums import ReminderKind
from startups.reminders.stages import CONDITION_DAYS, ReminderStage, latest_stage
from startups.reviews.due_dates import days_late
from startups.reviews.models import Condition

from .kinds import Reminder


def condition_reminders(*, on: date) -> Iterator[Reminder]:
    """The step that each open condition has reached by ``on``; four queries.

    The decision told of it on the day that it was signed: from the next step on.
    """
    near = on + timedelta(days=max(CONDITION_DAYS))
    rows = Condition.objects.filter(met_on=None, due_on__lte=near)
    due = [
        (row, stage)
        for row in rows.select_related("decision__review__startup")
        if (stage := latest_stage(row.due_on, CONDITION_DAYS, on=on, after=row.decision.signed_on))
    ]
    audience = audiences(on=on, startups=[row.decision.review.startup_id for row, _stage in due])
    for row, stage in due:
        startup = row.decision.review.startup_id
        for reader in audience.team.get(startup, []):
            yield reminder_of(row, ReminderKind.CONDITION, reader, stage, on=on)
        for reader in audience.managers.get(startup, []) if stage.day > row.due_on else []:
            yield reminder_of(row, ReminderKind.FOLLOW, reader, stage, on=on)


def reminder_of(
    row: Condition, kind: ReminderKind, reader: Any, stage: ReminderStage, *, on: date
) -> Reminder:
    """What ``reader`` is told of the condition ``row``."""
    review = row.decision.review
    follows = kind == ReminderKind.FOLLOW
    return Reminder(
        kind=kind,
        recipient=reader,
        key=f"condition-{row.pk}-{kind}-{stage.code}",
        day=stage.day,
        due=row.due_on,
        late=days_late(row.due_on, on),
        subject=review.startup.name,
        route="reviews:condition" if follows else "team_reviews:read",
        args=(review.pk, row.pk) if follows else (review.startup.slug, review.pk),
        detail=row.wording,
    )
