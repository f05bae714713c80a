"""Reminders about sessions: to the members of the committee who have dossiers left to read."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch

from startups.people.selectors.audience import committees
from startups.reminders.enums import ReminderKind
from startups.reminders.stages import SESSION_DAYS, ReminderStage, latest_stage
from startups.reviews.enums import ReviewState
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession

from .kinds import Reminder


def session_reminders(*, on: date) -> Iterator[Reminder]:
    """The step that each session to come has reached by ``on``; four queries.

    Nobody is reminded on the day itself, nor of dossiers on which they gave their opinion.
    """
    near = on + timedelta(days=max(SESSION_DAYS))
    rows = CommitteeSession.objects.filter(
        state=SessionState.PLANNED, date__gt=on, date__lte=near
    ).select_related("incubator")
    items = AgendaItem.objects.filter(review__state=ReviewState.SUBMITTED, adjourned=False)
    waiting = Prefetch("agenda", items.prefetch_related("review__opinions"), to_attr="waiting")
    sessions: list[Any] = list(rows.prefetch_related(waiting))
    readers = committees(on=on, incubators=[session.incubator_id for session in sessions])
    for session in sessions:
        stage = latest_stage(session.date, SESSION_DAYS, on=on)
        for reader in readers.get(session.incubator_id, []):
            count = sum(not _spoke(item, reader) for item in session.waiting)
            if stage and count:
                yield reminder_of(session, reader, stage, count)


def reminder_of(
    session: CommitteeSession, reader: Any, stage: ReminderStage, count: int
) -> Reminder:
    """What ``reader`` is told. A session that was moved is told of anew: its day is another."""
    return Reminder(
        kind=ReminderKind.READ,
        recipient=reader,
        key=f"session-{session.pk}-{session.date:%Y-%m-%d}-read-{stage.code}",
        day=stage.day,
        due=session.date,
        late=0,
        subject=session.incubator.name,
        route="sessions:dossiers",
        args=(session.pk,),
        count=count,
    )


def _spoke(item: AgendaItem, reader: Any) -> bool:
    return any(opinion.author_id == reader.pk for opinion in item.review.opinions.all())
