"""Replays the committee sessions of the demonstration."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from startups.core.versions import version_of
from startups.people.models import Person
from startups.registry.models import Incubator
from startups.reviews.models import Review
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.services.agenda import put_on_agenda
from startups.reviews.sessions.services.calling import Meeting, call_session
from startups.reviews.sessions.services.holding import close_session, note_session
from startups.reviews.sessions.services.members import record_presence


class SessionLoader:
    """Calls and holds sessions; ``day`` resolves a relative date, ``manager`` acts."""

    def __init__(self, *, on: date, day: Callable[[str], date], manager: Any, member: Any) -> None:
        self.on, self.day = on, day
        self.manager, self.member = manager, member

    def tell(self, row: dict[str, Any]) -> None:
        incubator = Incubator.objects.get(ghid=row["incubator"])
        day = self.day(row["day"])
        called = min(day - timedelta(days=14), self.on)
        meeting = Meeting(
            date=day,
            starts_at=time.fromisoformat(row["starts"]),
            ends_at=time.fromisoformat(row["ends"]),
            place=row["place"],
        )
        people = list(Person.objects.filter(user__in=[self.manager, self.member]))
        session = call_session(
            incubator=incubator, meeting=meeting, people=people, on=called, actor=self.manager
        )
        reviews = [self._on_agenda(ghid, day) for ghid in row["agenda"]]
        if row.get("held"):
            self._hold(session, reviews, row, day)
        else:
            put_on_agenda(session=session, reviews=reviews, on=self.on, actor=self.manager)

    def _on_agenda(self, ghid: str, day: date) -> Review:
        reviews = Review.objects.filter(startup__ghid=ghid)
        return reviews.filter(decided_on=day).first() or reviews.latest("pk")

    def _hold(
        self, session: CommitteeSession, reviews: list[Review], row: dict[str, Any], day: date
    ) -> None:
        for position, review in enumerate(reviews, start=1):
            session.agenda.create(review=review, position=position)
        seats = list(session.members.values_list("pk", flat=True))
        record_presence(session=session, present=seats, actor=self.manager)
        note_session(
            session=session, notes=row["notes"], seen=version_of(session), actor=self.manager
        )
        close_session(session=session, on=day, actor=self.manager)
