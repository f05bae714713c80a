"""What is recorded while a session is held, and what keeps it from being closed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.core.versions import Stale, version_of
from startups.money.enums import FundingKind
from startups.registry.models import JournalEntry
from startups.reviews.services.decisions.signing import sign_decision
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from startups.reviews.sessions.selectors.minutes import minutes_of
from startups.reviews.sessions.services.agenda import move_item, take_off_agenda
from startups.reviews.sessions.services.calling import Meeting, change_session
from startups.reviews.sessions.services.holding import (
    adjourn_item,
    close_session,
    note_item,
    note_session,
    resume_item,
    what_is_missing,
)
from startups.reviews.sessions.services.members import add_guest, record_presence
from tests.factories import make_account, make_person

from .making import (
    ON,
    answer,
    decision,
    give_opinion,
    make_item,
    make_member,
    make_ready,
    make_session,
)

pytestmark = pytest.mark.django_db

GRANT: dict[str, Any] = {
    "amount": Decimal("200000.00"),
    "period_start": ON,
    "period_end": date(2026, 12, 31),
    "funding_kind": FundingKind.OWN_BUDGET,
}


@pytest.fixture
def session() -> CommitteeSession:
    """With one item, and one member who is present."""
    session = make_session()
    make_item(session, make_ready(session.incubator, "Semoir"))
    make_member(session, make_person("Présente"), present=True)
    return session


def only(session: CommitteeSession) -> AgendaItem:
    return session.agenda.select_related("session", "review__startup").get()


def adjourn(session: CommitteeSession, reason: str = "Le sponsor manque.") -> AgendaItem:
    return adjourn_item(item=only(session), reason=reason, on=ON, actor=make_account())


def decide(session: CommitteeSession, **values: Any) -> None:
    sign_decision(
        review=only(session).review, draft=decision(**values), on=ON, actor=make_account()
    )


def close(session: CommitteeSession, on: date = ON) -> CommitteeSession:
    return close_session(session=session, on=on, actor=make_account())


def test_decided_session_is_closed_by_somebody_on_a_day(session: CommitteeSession) -> None:
    decide(session)
    actor = make_account()
    close_session(session=session, on=date(2026, 6, 2), actor=actor)
    session.refresh_from_db()
    assert (session.state, session.closed_on, session.closed_by) == (
        SessionState.HELD,
        date(2026, 6, 2),
        actor,
    )


def test_adjourned_session_is_closed(session: CommitteeSession) -> None:
    adjourn(session)
    assert close(session).state == SessionState.HELD


def test_session_does_not_end_without_a_decision(session: CommitteeSession) -> None:
    with pytest.raises(ValidationError, match="Semoir") as refused:
        close(session)
    assert len(refused.value.messages) == 1
    session.refresh_from_db()
    assert session.state == SessionState.PLANNED


def test_session_says_who_was_there(session: CommitteeSession) -> None:
    decide(session)
    record_presence(session=session, present=[], actor=make_account())
    assert len(what_is_missing(session, on=ON)) == 1
    with pytest.raises(ValidationError):
        close(session)


def test_session_is_not_closed_before_its_day(session: CommitteeSession) -> None:
    day = date(2026, 5, 31)
    assert len(what_is_missing(session, on=day)) == 2
    with pytest.raises(ValidationError):
        close(session, on=day)


def test_item_both_decided_and_adjourned_must_be_settled(session: CommitteeSession) -> None:
    adjourn(session)
    decide(session)
    with pytest.raises(ValidationError):
        close(session)
    resume_item(item=only(session), on=ON, actor=make_account())
    assert close(session).state == SessionState.HELD


def test_adjourning_keeps_the_note_and_tells_the_journal(session: CommitteeSession) -> None:
    row = only(session)
    actor = make_account()
    note_item(item=row, note="Long débat.", seen=version_of(row), actor=actor)
    adjourn_item(item=row, reason="Le sponsor manque.", on=ON, actor=actor)
    row.refresh_from_db()
    assert (row.adjourned, row.note) == (True, "Long débat.\n\nLe sponsor manque.")
    act = JournalEntry.objects.get(kind=ActKind.AGENDA_CHANGED)
    assert (act.reason, act.actor) == ("Le sponsor manque.", actor)


@pytest.mark.parametrize(
    ("reason", "day", "decided"),
    [(" ", ON, False), ("Trop tôt", date(2026, 5, 31), False), ("Trop tard", ON, True)],
)
def test_what_is_not_adjourned(
    session: CommitteeSession, reason: str, day: date, decided: bool
) -> None:
    if decided:
        decide(session)
    with pytest.raises(ValidationError):
        adjourn_item(item=only(session), reason=reason, on=day, actor=make_account())
    assert not only(session).adjourned


def test_reason_for_adjourning_cannot_be_emptied(session: CommitteeSession) -> None:
    row = adjourn(session)
    with pytest.raises(ValidationError):
        note_item(item=row, note=" ", seen=version_of(row), actor=make_account())


def test_two_who_write_a_note_at_once_are_told(session: CommitteeSession) -> None:
    row, actor = only(session), make_account()
    seen = version_of(row)
    assert note_item(item=row, note="La première", seen=seen, actor=actor)
    with pytest.raises(Stale):
        note_item(item=row, note="La seconde", seen=seen, actor=actor)
    assert only(session).note == "La première"
    seen = version_of(session)
    assert note_session(session=session, notes="Une", seen=seen, actor=actor)
    with pytest.raises(Stale):
        note_session(session=session, notes="Deux", seen=seen, actor=actor)


def test_note_on_an_item_taken_off_meanwhile_is_not_lost_in_silence(
    session: CommitteeSession,
) -> None:
    row, actor = only(session), make_account()
    seen = version_of(row)
    take_off_agenda(item=row, on=ON, actor=actor)
    with pytest.raises(Stale):
        note_item(item=row, note="Trop tard", seen=seen, actor=actor)


def test_closed_session_does_not_change(session: CommitteeSession) -> None:
    decide(session)
    row, actor = only(session), make_account()
    close(session)
    acts: list[Any] = [
        lambda: note_item(item=row, note="Après", seen=version_of(row), actor=actor),
        lambda: note_session(session=session, notes="Après", seen="0", actor=actor),
        lambda: adjourn_item(item=row, reason="Après", on=ON, actor=actor),
        lambda: resume_item(item=row, on=ON, actor=actor),
        lambda: take_off_agenda(item=row, on=ON, actor=actor),
        lambda: move_item(item=row, up=True, actor=actor),
        lambda: add_guest(session=session, name="Ada", quality="", actor=actor),
        lambda: record_presence(session=session, present=[], actor=actor),
        lambda: close(session),
        lambda: change_session(
            session=session,
            meeting=Meeting(date=ON, place="Ailleurs"),
            seen=version_of(session),
            on=ON,
            actor=actor,
        ),
    ]
    for act in acts:
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.code == "state"


def test_minutes_stay_as_they_were_when_it_was_closed(session: CommitteeSession) -> None:
    review = only(session).review
    answer(review, ask_months="6", ask_amount="200000.00", confidence="fragile")
    give_opinion(review, "in_danger")
    adjourn(session)
    close(session)
    session.refresh_from_db()
    before = minutes_of(session)
    review.dossier.answers.filter(item="ask_amount").update(value="1.00")
    give_opinion(review, "on_track")
    decide(session)
    session.refresh_from_db()
    assert minutes_of(session) == before
    told = before.items[0]
    assert (told.ask_amount, told.adjourned, told.decision) == ("200000.00", True, None)
    assert [(one.confidence, one.count) for one in told.opinions] == [("in_danger", 1)]


def test_minutes_read_again_are_those_that_were_kept(session: CommitteeSession) -> None:
    decide(session, **GRANT)
    before = minutes_of(session)
    close(session)
    session.refresh_from_db()
    assert minutes_of(session) == before
    assert before.items[0].decision is not None
    assert before.items[0].decision.amount == Decimal(200000)
