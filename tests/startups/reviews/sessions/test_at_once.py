"""Two people at once: on PostgreSQL, each in a thread and a connection of their own."""

import pytest
from django.core.exceptions import ValidationError

from startups.core.versions import Stale, version_of
from startups.reviews.services.decisions.signing import sign_decision
from startups.reviews.sessions.models import AgendaItem
from startups.reviews.sessions.services.agenda import move_item, put_on_agenda
from startups.reviews.sessions.services.calling import cancel_session
from startups.reviews.sessions.services.holding import adjourn_item, close_session, note_item
from tests.factories import make_account, make_incubator, make_person
from tests.startups.figures.test_at_once import THREADS, at_once

from .making import ON, decision, make_item, make_member, make_ready, make_session

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]


def test_review_goes_on_one_agenda_only() -> None:
    incubator, actor = make_incubator(), make_account()
    review = make_ready(incubator)
    sessions = [make_session(incubator) for _number in range(THREADS)]
    refused = at_once(
        lambda n: put_on_agenda(session=sessions[n], reviews=[review], on=ON, actor=actor)
    )
    assert [error.code for error in refused] == ["taken"] * (THREADS - 1)
    assert AgendaItem.objects.filter(review=review).count() == 1


def test_one_note_is_written_and_the_others_told() -> None:
    item, actor = make_item(make_session()), make_account()
    seen = version_of(item)

    def write(number: int) -> None:
        try:
            note_item(item=item, note=f"Note {number}", seen=seen, actor=actor)
        except Stale as error:
            raise ValidationError("stale") from error

    assert len(at_once(write)) == THREADS - 1
    assert AgendaItem.history.filter(id=item.pk, note__startswith="Note").count() == 1


def test_positions_stay_whole_when_several_order() -> None:
    session, actor = make_session(), make_account()
    items = [make_item(session) for _number in range(THREADS)]
    at_once(lambda n: move_item(item=items[n], up=n % 2 == 0, actor=actor))
    positions = session.agenda.order_by("position").values_list("position", flat=True)
    assert list(positions) == [1, 2, 3, 4]


def test_item_is_decided_or_adjourned_and_never_both_in_closed_minutes() -> None:
    session, actor = make_session(), make_account()
    make_member(session, make_person(), present=True)
    item = make_item(session)
    acts = [
        lambda: sign_decision(review=item.review, draft=decision(), on=ON, actor=actor),
        lambda: adjourn_item(item=item, reason="Trop tard", on=ON, actor=actor),
        lambda: close_session(session=session, on=ON, actor=actor),
        lambda: cancel_session(session=session, on=ON, actor=actor, reason="Grève"),
    ]
    at_once(lambda n: acts[n]())
    session.refresh_from_db()
    item.refresh_from_db()
    is_decided = hasattr(type(item.review).objects.get(pk=item.review_id), "decision")
    told = session.minutes["items"][0] if session.minutes else None
    if session.state == "held":
        assert told is not None
        assert told["adjourned"] != bool(told["decision"])
        assert is_decided or item.adjourned
    else:
        assert told is None
