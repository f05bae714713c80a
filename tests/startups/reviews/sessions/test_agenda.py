"""What may be on an agenda, and in what order."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.core.versions import Stale
from startups.registry.models import JournalEntry
from startups.reviews.enums import ReviewState
from startups.reviews.services.decisions.signing import sign_decision
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from startups.reviews.sessions.selectors.sessions import reviews_for
from startups.reviews.sessions.services.agenda import (
    move_item,
    order_agenda,
    put_on_agenda,
    take_off_agenda,
)
from tests.factories import make_account, make_incubator

from .making import ON, decision, make_item, make_ready, make_session

pytestmark = pytest.mark.django_db

BEFORE = date(2026, 5, 18)


def names(session: CommitteeSession) -> list[str]:
    rows = session.agenda.order_by("position")
    return [item.review.startup.name for item in rows]


@pytest.fixture
def session() -> CommitteeSession:
    """With three items: Un, Deux, Trois."""
    session = make_session()
    for name in ("Un", "Deux", "Trois"):
        make_item(session, make_ready(session.incubator, name))
    return session


def item(session: CommitteeSession, name: str) -> AgendaItem:
    return session.agenda.get(review__startup__name=name)


def test_reviews_are_put_at_the_end_in_the_order_given(session: CommitteeSession) -> None:
    reviews = [make_ready(session.incubator, name) for name in ("Quatre", "Cinq")]
    actor = make_account()
    put_on_agenda(session=session, reviews=reviews[::-1], on=BEFORE, actor=actor)
    assert names(session) == ["Un", "Deux", "Trois", "Cinq", "Quatre"]
    act = JournalEntry.objects.get(startup=reviews[0].startup)
    assert (act.kind, act.actor, act.on) == (ActKind.AGENDA_CHANGED, actor, BEFORE)
    assert "2026-06-01" in act.detail


@pytest.mark.parametrize(
    ("state", "fits"),
    [
        (ReviewState.PLANNED, False),
        (ReviewState.PREPARING, True),
        (ReviewState.SUBMITTED, True),
        (ReviewState.DECIDED, False),
        (ReviewState.CANCELLED, False),
    ],
)
def test_which_states_may_be_looked_at(state: str, fits: bool) -> None:
    session = make_session()
    review = make_ready(session.incubator, state=state)
    assert reviews_for(session) == ([review] if fits else [])
    if fits:
        put_on_agenda(session=session, reviews=[review], on=BEFORE, actor=make_account())
    else:
        with pytest.raises(ValidationError) as refused:
            put_on_agenda(session=session, reviews=[review], on=BEFORE, actor=make_account())
        assert refused.value.code == "state"
    assert session.agenda.count() == fits


def test_review_of_another_incubator_is_refused_and_the_others_with_it() -> None:
    session = make_session()
    ours, theirs = make_ready(session.incubator), make_ready(make_incubator())
    with pytest.raises(ValidationError) as refused:
        put_on_agenda(session=session, reviews=[ours, theirs], on=BEFORE, actor=make_account())
    assert refused.value.code == "incubator"
    assert not session.agenda.exists()
    assert reviews_for(session) == [ours]


def test_review_is_on_one_open_session_at_a_time() -> None:
    first, actor = make_session(), make_account()
    second = make_session(first.incubator, "2026-06-15")
    review = make_item(first).review
    assert reviews_for(second) == []
    with pytest.raises(ValidationError, match="1 juin 2026"):
        put_on_agenda(session=second, reviews=[review], on=BEFORE, actor=actor)
    take_off_agenda(item=first.agenda.get(), on=BEFORE, actor=actor)
    assert put_on_agenda(session=second, reviews=[review], on=BEFORE, actor=actor)


def test_what_was_adjourned_goes_on_the_next_agenda() -> None:
    first = make_session()
    review = make_item(first, adjourned=True, note="Trop tard").review
    CommitteeSession.objects.filter(pk=first.pk).update(state=SessionState.HELD, closed_on=ON)
    second = make_session(first.incubator, "2026-06-15")
    assert reviews_for(second) == [review]
    assert put_on_agenda(session=second, reviews=[review], on=BEFORE, actor=make_account())


def test_what_follows_moves_up_when_an_item_is_taken_off(session: CommitteeSession) -> None:
    gone = item(session, "Deux")
    take_off_agenda(item=gone, on=BEFORE, actor=make_account(), reason="Pas prêt")
    assert list(session.agenda.values_list("position", flat=True)) == [1, 2]
    assert names(session) == ["Un", "Trois"]
    act = JournalEntry.objects.get()
    assert (act.startup, act.reason) == (gone.review.startup, "Pas prêt")
    assert AgendaItem.history.filter(id=gone.pk, history_type="-").count() == 1


@pytest.mark.parametrize("settled", ["decided", "adjourned"])
def test_what_the_session_settled_stays_on_its_agenda(
    session: CommitteeSession, settled: str
) -> None:
    row = item(session, "Deux")
    if settled == "decided":
        sign_decision(review=row.review, draft=decision(), on=ON, actor=make_account())
    else:
        AgendaItem.objects.filter(pk=row.pk).update(adjourned=True, note="Trop tard")
    with pytest.raises(ValidationError) as refused:
        take_off_agenda(item=row, on=ON, actor=make_account())
    assert refused.value.code == settled
    assert names(session) == ["Un", "Deux", "Trois"]


def test_items_move_one_place_and_not_beyond_the_ends(session: CommitteeSession) -> None:
    actor = make_account()
    assert move_item(item=item(session, "Trois"), up=True, actor=actor)
    assert names(session) == ["Un", "Trois", "Deux"]
    assert move_item(item=item(session, "Un"), up=False, actor=actor)
    assert names(session) == ["Trois", "Un", "Deux"]
    assert not move_item(item=item(session, "Trois"), up=True, actor=actor)
    assert not move_item(item=item(session, "Deux"), up=False, actor=actor)
    assert names(session) == ["Trois", "Un", "Deux"]


def test_whole_order_is_set_at_once(session: CommitteeSession) -> None:
    keys = [item(session, name).pk for name in ("Trois", "Un", "Deux")]
    assert order_agenda(session=session, keys=keys, actor=make_account())
    assert names(session) == ["Trois", "Un", "Deux"]
    assert not order_agenda(session=session, keys=keys, actor=make_account())


@pytest.mark.parametrize("keys", ["less", "twice", "strange"])
def test_order_of_another_agenda_is_refused(session: CommitteeSession, keys: str) -> None:
    good = list(session.agenda.values_list("pk", flat=True))
    wrong = {
        "less": good[1:],
        "twice": [good[0], good[0], good[1]],
        "strange": [*good, make_item(make_session()).pk],
    }
    with pytest.raises(Stale):
        order_agenda(session=session, keys=wrong[keys], actor=make_account())
    assert names(session) == ["Un", "Deux", "Trois"]
