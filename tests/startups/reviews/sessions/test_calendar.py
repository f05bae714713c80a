"""The private calendar: its secret, what it tells, and to whom it tells nothing any more."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from startups.core.versions import version_of
from startups.lifecycle.enums import Phase
from startups.people.models import Membership, StaffAssignment
from startups.portfolio.models import CalendarFeed
from startups.portfolio.services.calendar_feeds import feed_owner, renew_feed, revoke_feed
from startups.reviews.enums import ReviewState
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.services.calling import Meeting, cancel_session, change_session
from tests.access.cast import Cast, person
from tests.factories import make_phase, make_review

from .making import make_item, make_ready, make_session

pytestmark = pytest.mark.django_db

type SignIn = Callable[[str], Client]


def read(cast: Cast, role: str, today: date) -> dict[str, Any]:
    """What the calendar of ``role`` tells, by UID, as another program reads it."""
    token = renew_feed(user=cast.users[role], on=today)
    return told(Client().get(reverse("feed:feed", args=(token,))))


def told(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    return {str(event["uid"]).split("@")[0]: event for event in calendar.walk("VEVENT")}


# ---- The secret ----


def test_address_is_shown_once_and_kept_as_a_digest(cast: Cast, sign_in: SignIn) -> None:
    client, path = sign_in("manager"), reverse("feed:mine")
    address = client.post(path, {"act": "renew"}).context["address"]
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert feed_owner(token) == cast.users["manager"]
    assert token not in str(CalendarFeed.objects.values())
    assert token not in client.get(path).content.decode()
    assert Client().get(address).status_code == 200


def test_address_that_is_replaced_or_revoked_opens_nothing(
    cast: Cast, sign_in: SignIn, today: date
) -> None:
    user, client = cast.users["manager"], sign_in("manager")
    first = renew_feed(user=user, on=today)
    second = renew_feed(user=user, on=today)
    assert (feed_owner(first), feed_owner(second)) == (None, user)
    client.post(reverse("feed:mine"), {"act": "revoke"})
    assert Client().get(reverse("feed:feed", args=(second,))).status_code == 404
    assert not revoke_feed(user=user)


def test_page_is_for_who_is_signed_in(sign_in: SignIn) -> None:
    assert sign_in("anonymous").post(reverse("feed:mine")).status_code == 302
    assert not CalendarFeed.objects.exists()
    assert sign_in("intrapreneur").get(reverse("feed:mine")).status_code == 200


def test_answer_is_kept_by_no_shared_cache(cast: Cast, today: date) -> None:
    token = renew_feed(user=cast.users["manager"], on=today)
    answer = Client().get(reverse("feed:feed", args=(token,)))
    assert {"private", "no-cache"} <= set(answer["Cache-Control"].split(", "))
    assert not answer.cookies


# ---- What it tells ----


def test_session_is_told_at_its_hour_in_paris(
    cast: Cast, ours: CommitteeSession, today: date
) -> None:
    hours = {"starts_at": time(14), "ends_at": time(16, 30)}
    CommitteeSession.objects.filter(pk=ours.pk).update(**hours)
    make_item(ours, make_ready(cast.our_incubator, "Semoir"))
    event = read(cast, "manager", today)[f"session-{ours.pk}"]
    start, end = event["dtstart"].dt, event["dtend"].dt
    assert (start.date(), start.time(), end.time()) == (today, time(14), time(16, 30))
    assert start.utcoffset() == ZoneInfo("Europe/Paris").utcoffset(start)
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert (event["location"], event["status"]) == ("Salle 3", "CONFIRMED")
    assert "Semoir" in event["description"]
    assert str(event["url"]) == f"http://testserver/bureau/seances/{ours.pk}/"


def test_session_without_an_hour_and_due_dates_take_the_whole_day(
    cast: Cast, ours: CommitteeSession, today: date
) -> None:
    due = today + timedelta(days=9)
    review = make_review(cast.ours, ReviewState.PLANNED, due=due)
    ahead = make_phase(cast.ours, Phase.ACCELERATION, today + timedelta(days=40))
    current = cast.ours.phases.get(phase=Phase.CONSTRUCTION)
    current.declared_end = today + timedelta(days=39)
    current.save()
    found = read(cast, "committee", today)
    days = {uid: (event["dtstart"].dt, event["dtend"].dt) for uid, event in found.items()}
    one = timedelta(days=1)
    assert days == {
        f"session-{ours.pk}": (today, today + one),
        f"review-{review.pk}": (due, due + one),
        f"phase-start-{ahead.pk}": (ahead.start, ahead.start + one),
        f"phase-end-{current.pk}": (current.declared_end, current.declared_end + one),
    }


def test_entry_keeps_its_identity_and_counts_its_changes(
    cast: Cast, ours: CommitteeSession, today: date
) -> None:
    uid, actor = f"session-{ours.pk}", cast.users["manager"]
    before = read(cast, "manager", today)[uid]
    meeting = Meeting(date=today + timedelta(days=7), place="Salle 4")
    change_session(session=ours, meeting=meeting, seen=version_of(ours), on=today, actor=actor)
    after = read(cast, "manager", today)[uid]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    last = ours.history.first().history_date
    assert after["last-modified"].dt == last.replace(microsecond=0)
    assert after["dtstart"].dt == today + timedelta(days=7)
    ours.refresh_from_db()
    cancel_session(session=ours, on=today, actor=actor, reason="Trop d’absents")
    gone = read(cast, "manager", today)[uid]
    assert (gone["status"], gone["sequence"]) == ("CANCELLED", 2)


def test_review_that_is_decided_is_due_no_more(cast: Cast, today: date) -> None:
    make_review(cast.ours, ReviewState.DECIDED, due=today)
    make_review(cast.ours, ReviewState.CANCELLED, due=today)
    assert read(cast, "manager", today) == {}


def test_calendar_speaks_the_language_of_its_owner(
    cast: Cast, ours: CommitteeSession, today: date
) -> None:
    with override("en"):
        event = read(cast, "manager", today)[f"session-{ours.pk}"]
    assert str(event["summary"]) == "Séance de comité : Nôtre"


# ---- To whom ----


def test_each_reads_what_is_theirs(cast: Cast, ours: CommitteeSession, today: date) -> None:
    mine = make_review(cast.ours, due=today)
    their_session = make_session(cast.their_incubator, today)
    other = make_review(cast.theirs, due=today)
    session, review = f"session-{ours.pk}", f"review-{mine.pk}"
    theirs = {f"session-{their_session.pk}", f"review-{other.pk}"}
    expected: dict[str, set[str]] = {
        "administrator": {session, review, *theirs},
        "manager": {session, review},
        "committee": {session, review},
        "intrapreneur": {review},
        "editor": {review},
        "member": set(),
        "nobody": set(),
        "former_manager": set(),
        "future_manager": set(),
        "former_intrapreneur": set(),
        "other_manager": theirs,
    }
    assert {role: set(read(cast, role, today)) for role in expected} == expected


@pytest.mark.parametrize("role", ["committee", "intrapreneur"])
def test_mission_that_ends_empties_the_calendar(
    cast: Cast, ours: CommitteeSession, our_item: Any, today: date, role: str
) -> None:
    token = renew_feed(user=cast.users[role], on=today)
    path = reverse("feed:feed", args=(token,))
    assert told(Client().get(path))
    for model in (StaffAssignment, Membership):
        rows: Any = model.objects  # type: ignore[attr-defined]
        rows.filter(person=person(cast.users[role])).update(end=today - timedelta(days=1))
    assert told(Client().get(path)) == {}


def test_account_that_is_closed_reads_nothing(
    cast: Cast, ours: CommitteeSession, today: date
) -> None:
    user = cast.users["administrator"]
    token = renew_feed(user=user, on=today)
    user.is_active = False
    user.save()
    assert told(Client().get(reverse("feed:feed", args=(token,)))) == {}


def test_one_session_is_taken_to_a_calendar(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession, today: date
) -> None:
    make_session(cast.our_incubator, today)
    path = reverse("sessions:event", args=(ours.pk,))
    assert set(told(sign_in("committee").get(path))) == {f"session-{ours.pk}"}
    assert sign_in("other_committee").get(path).status_code == 404


def test_calendar_costs_the_same_with_1_3_and_30_entries(cast: Cast, today: date) -> None:
    token = renew_feed(user=cast.users["manager"], on=today)
    path, found = reverse("feed:feed", args=(token,)), []
    for count in (1, 2, 27):
        for _number in range(count):
            review = make_item(make_session(cast.our_incubator, today)).review
            make_phase(review.startup, Phase.ACCELERATION, today + timedelta(days=30))
        with CaptureQueriesContext(connection) as captured:
            assert len(told(Client().get(path))) > 0
        found.append(len(captured))
    assert found[0] == found[1] == found[2], found
