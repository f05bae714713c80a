"""A session is called, changed, cancelled; its members are told."""

from datetime import date, time
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.core.models import Notice
from startups.core.versions import Stale, version_of
from startups.registry.models import JournalEntry
from startups.reviews.enums import ReviewState
from startups.reviews.services.decisions.signing import sign_decision
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.services.agenda import put_on_agenda
from startups.reviews.sessions.services.calling import (
    Meeting,
    call_session,
    cancel_session,
    change_session,
)
from tests.access.cast import make_user, person
from tests.factories import make_account, make_incubator, make_person

from .making import ON, decision, make_item, make_member, make_ready, make_session

pytestmark = pytest.mark.django_db

BEFORE = date(2026, 5, 18)
MEETING = Meeting(date=ON, starts_at=time(14), ends_at=time(16, 30), place="Salle 3")


def test_calling_invites_and_tells_those_who_have_an_account(
    django_capture_on_commit_callbacks: Any,
) -> None:
    user, unknown = make_user("membre"), make_person("Sans Compte")
    people = [person(user), unknown]
    with django_capture_on_commit_callbacks(execute=True):
        session = call_session(
            incubator=make_incubator("Semis"),
            meeting=MEETING,
            people=people,
            on=BEFORE,
            actor=make_account(),
        )
    assert {member.person for member in session.members.all()} == set(people)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.key) == (user, f"session-{session.pk}-called")
    assert "lundi 1 juin 2026" in notice.body
    assert "14:00 – 16:30" in notice.body
    assert f"/bureau/seances/{session.pk}/" in notice.body
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_session_of_the_past_is_written_down_and_nobody_told() -> None:
    call_session(
        incubator=make_incubator(),
        meeting=MEETING,
        people=[person(make_user("membre"))],
        on=date(2026, 6, 2),
        actor=make_account(),
    )
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("__all__", {"place": ""}),
        ("__all__", {"ends_at": time(13)}),
        ("starts_at", {"starts_at": None}),
    ],
)
def test_meeting_that_makes_no_sense_is_refused(field: str, values: dict[str, Any]) -> None:
    meeting = Meeting(**vars(MEETING) | values)
    with pytest.raises(ValidationError) as refused:
        call_session(
            incubator=make_incubator(), meeting=meeting, people=[], on=BEFORE, actor=make_account()
        )
    assert list(refused.value.message_dict) == [field]
    assert not CommitteeSession.objects.exists()


def test_changing_tells_every_member_each_time() -> None:
    session, actor = make_session(), make_account()
    user = make_user("membre")
    make_member(session, person(user))
    for day in (date(2026, 6, 8), date(2026, 6, 15)):
        meeting = Meeting(date=day, place="Salle 3")
        session.refresh_from_db()
        seen = version_of(session)
        assert change_session(session=session, meeting=meeting, seen=seen, on=BEFORE, actor=actor)
    bodies = [notice.body for notice in Notice.objects.order_by("pk")]
    assert ["1 juin 2026" in bodies[0], "8 juin 2026" in bodies[1]] == [True, True]
    assert "lundi 15 juin 2026" in bodies[1]


def test_nothing_is_told_when_nothing_differs() -> None:
    session = make_session()
    make_member(session, person(make_user("membre")))
    meeting, seen = Meeting(date=ON, place="Salle 3"), version_of(session)
    changed = change_session(
        session=session, meeting=meeting, seen=seen, on=BEFORE, actor=make_account()
    )
    assert not changed
    assert not Notice.objects.exists()


def test_second_change_on_an_old_page_is_not_written() -> None:
    session, actor = make_session(), make_account()
    seen = version_of(session)
    first, second = Meeting(date=ON, place="Salle 4"), Meeting(date=ON, place="Salle 5")
    change_session(session=session, meeting=first, seen=seen, on=BEFORE, actor=actor)
    with pytest.raises(Stale):
        change_session(session=session, meeting=second, seen=seen, on=BEFORE, actor=actor)
    session.refresh_from_db()
    assert session.place == "Salle 4"


def test_cancelling_frees_its_reviews_and_tells_why() -> None:
    session = make_session()
    user = make_user("membre")
    make_member(session, person(user))
    review = make_item(session).review
    cancel_session(session=session, on=BEFORE, actor=user, reason="Trop d’absents.")
    session.refresh_from_db()
    assert (session.state, session.cancelled_reason) == (SessionState.CANCELLED, "Trop d’absents.")
    assert "Trop d’absents." in Notice.objects.get().body
    act = JournalEntry.objects.get(startup=review.startup)
    assert (act.kind, act.reason) == (ActKind.AGENDA_CHANGED, "Trop d’absents.")
    other = make_session(session.incubator)
    assert put_on_agenda(session=other, reviews=[review], on=BEFORE, actor=user)


def test_cancelling_needs_a_reason() -> None:
    session = make_session()
    with pytest.raises(ValidationError) as refused:
        cancel_session(session=session, on=BEFORE, actor=make_account(), reason=" ")
    assert list(refused.value.message_dict) == ["reason"]


def test_session_at_which_something_was_decided_is_not_cancelled() -> None:
    session, actor = make_session(), make_account()
    review = make_item(session).review
    sign_decision(review=review, draft=decision(), on=ON, actor=actor)
    with pytest.raises(ValidationError):
        cancel_session(session=session, on=ON, actor=actor, reason="Erreur")
    session.refresh_from_db()
    assert session.state == SessionState.PLANNED
    review.refresh_from_db()
    assert review.state == ReviewState.DECIDED


def test_session_that_is_cancelled_takes_nothing_more() -> None:
    session, actor = make_session(), make_account()
    cancel_session(session=session, on=BEFORE, actor=actor, reason="Trop d’absents.")
    with pytest.raises(ValidationError, match=r"Trop d’absents\."):
        put_on_agenda(
            session=session, reviews=[make_ready(session.incubator)], on=BEFORE, actor=actor
        )
    with pytest.raises(ValidationError):
        cancel_session(session=session, on=BEFORE, actor=actor, reason="Encore")
