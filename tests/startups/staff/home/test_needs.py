"""What needs somebody today: each question, and whom it is asked."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from startups.lifecycle.enums import Phase
from startups.people.enums import StaffRole
from startups.permissions import Permission, rights_of
from startups.portfolio.enums import NeedKind
from startups.portfolio.selectors.needs import Need, NeedScope, needs_today, reviews_due
from startups.registry.models import Incubator, Role, Startup
from startups.reviews.enums import Confidence, ReviewState
from startups.reviews.models import Condition, Opinion
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from tests.access.cast import assign, make_user
from tests.factories import (
    make_decision,
    make_incubator,
    make_membership,
    make_review,
    make_startup,
    make_startup_page,
)

from .making import ON, make_manager, make_portfolio, make_reader

pytestmark = pytest.mark.django_db


def scope(user: Any, on: date = ON) -> NeedScope:
    held = rights_of(user, on=on)
    return NeedScope(
        reader=user,
        steered=held.startups(Permission.STEER_REVIEW),
        heard=held.startups(Permission.GIVE_OPINION),
        sessions=held.incubators(Permission.READ_SESSION),
        held=held.incubators(Permission.HOLD_SESSION),
    )


def needs(user: Any, on: date = ON) -> list[Need]:
    return [need for rows in needs_today(scope=scope(user, on), on=on).values() for need in rows]


def kinds(user: Any, on: date = ON) -> list[str]:
    return [need.kind for need in needs(user, on)]


@pytest.fixture
def incubator() -> Incubator:
    return make_incubator("Fabrique")


@pytest.fixture
def startup(incubator: Incubator) -> Startup:
    """One that nothing is asked about."""
    found = make_startup(
        "Covoit", incubators=[incubator], phases=[(Phase.CONSTRUCTION, "2026-01-01")]
    )
    make_membership(found, role=Role.INTRAPRENEUR)
    return found


@pytest.fixture
def manager(incubator: Incubator) -> Any:
    return make_manager(incubator)


@pytest.fixture
def member(incubator: Incubator) -> Any:
    return make_reader(incubator)


def seat(review: Any, day: date, **fields: Any) -> AgendaItem:
    session = CommitteeSession.objects.create(
        incubator=review.startup.incubators.get(), date=day, place="Salle 1"
    )
    return AgendaItem.objects.create(session=session, review=review, position=1, **fields)


def test_nothing_is_asked_where_all_is_well(startup: Startup, manager: Any, member: Any) -> None:
    assert (needs(manager), needs(member)) == ([], [])


@pytest.mark.parametrize(("days", "late"), [(46, None), (45, 0), (0, 0), (-1, 1), (-40, 40)])
def test_review_is_due_45_days_before_and_late_after(
    startup: Startup, manager: Any, days: int, late: int | None
) -> None:
    due = ON + timedelta(days=days)
    review = make_review(startup, ReviewState.PREPARING, due)
    told = [(need.kind, need.due, need.late, need.args) for need in needs(manager)]
    assert told == ([] if late is None else [(NeedKind.REVIEW, due, late, (review.pk,))])


def test_postponed_review_is_due_on_the_day_that_it_was_postponed_to(
    startup: Startup, manager: Any
) -> None:
    make_review(
        startup,
        ReviewState.PLANNED,
        ON - timedelta(days=3),
        postponed_to=ON + timedelta(days=20),
        postponed_reason="Congés",
    )
    assert [need.late for need in needs(manager)] == [0]
    rows = reviews_due(startups=Startup.objects.all(), on=ON)
    assert [row.due_day for row in rows] == [ON + timedelta(days=20)]


def test_submitted_dossier_is_read_then_signed_from_the_day_of_its_session(
    startup: Startup, manager: Any
) -> None:
    review = make_review(startup, ReviewState.SUBMITTED, ON)
    assert kinds(manager) == [NeedKind.READ]
    item = seat(review, ON + timedelta(days=1))
    assert kinds(manager) == [NeedKind.READ, NeedKind.SESSION]
    item.session.date = ON
    item.session.save()
    assert kinds(manager) == [NeedKind.SIGN, NeedKind.SESSION]
    assert needs(manager)[0].path == f"/en/bureau/revues/{review.pk}/decider/"


def test_adjourned_dossier_waits_for_another_session(startup: Startup, manager: Any) -> None:
    review = make_review(startup, ReviewState.SUBMITTED, ON)
    seat(review, ON - timedelta(days=3), adjourned=True, note="Faute de temps")
    CommitteeSession.objects.update(state=SessionState.HELD, closed_on=ON)
    with override("en"):
        told = [(need.kind, need.detail) for need in needs(manager)]
    assert told == [(NeedKind.READ, "on no agenda yet")]


def test_member_reads_until_they_spoke_or_the_session_is_over(
    startup: Startup, member: Any
) -> None:
    review = make_review(startup, ReviewState.SUBMITTED, ON)
    assert kinds(member) == [NeedKind.READ]
    opinion = Opinion.objects.create(
        review=review, author=member, confidence=Confidence.FRAGILE, given_on=ON
    )
    assert kinds(member) == []
    opinion.delete()
    seat(review, ON)
    assert kinds(member) == [NeedKind.READ, NeedKind.SESSION]
    assert kinds(member, on=ON + timedelta(days=1)) == []


def test_condition_is_asked_about_once_overdue(startup: Startup, manager: Any) -> None:
    review = make_review(startup, ReviewState.DECIDED, ON - timedelta(days=90))
    condition = Condition.objects.create(
        decision=make_decision(review), wording="Publier le code", due_on=ON
    )
    assert kinds(manager) == []
    assert [(need.kind, need.detail, need.late) for need in needs(manager, ON + timedelta(1))] == [
        (NeedKind.CONDITION, "Publier le code", 1)
    ]
    condition.met_on, condition.met_by, condition.evidence = ON, manager, "Publié"
    condition.save()
    assert kinds(manager, ON + timedelta(1)) == []


def test_active_startup_without_intrapreneur(startup: Startup, manager: Any) -> None:
    lead = startup.memberships.get()
    lead.end = ON - timedelta(days=1)
    lead.save()
    assert [(need.kind, need.since) for need in needs(manager)] == [(NeedKind.NO_INTRAPRENEUR, ON)]
    ended = startup.phases.create(phase=Phase.STOPPED, start=ON)
    assert kinds(manager) == []
    ended.start = ON + timedelta(days=1)
    ended.save()
    assert kinds(manager) == [NeedKind.NO_INTRAPRENEUR]


def test_page_is_to_be_read_again_after_three_calendar_months(
    startup: Startup, manager: Any
) -> None:
    make_startup_page(startup)
    text = startup.published_text
    text.changed_on = date(2026, 3, 16)
    text.save()
    assert kinds(manager) == []
    assert kinds(manager, date(2026, 6, 16)) == [NeedKind.STALE]


def test_page_that_waits_for_approval(startup: Startup, manager: Any) -> None:
    page = make_startup_page(startup)
    startup.published_text.changed_on = ON
    startup.published_text.save()
    author = make_user("plume")
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    assert [(need.kind, need.subject, need.args) for need in needs(manager)] == [
        (NeedKind.PAGE, "Covoit", (page.pk,))
    ]


def test_session_is_near_for_thirty_days_and_then_to_be_closed(
    startup: Startup, manager: Any, member: Any, incubator: Incubator
) -> None:
    session = CommitteeSession.objects.create(
        incubator=incubator, date=ON + timedelta(days=31), place="Salle 1"
    )
    assert kinds(manager) == kinds(member) == []
    assert kinds(manager, ON + timedelta(days=1)) == [NeedKind.SESSION]
    assert kinds(member, ON + timedelta(days=1)) == [NeedKind.SESSION]
    after = session.date + timedelta(days=2)
    assert [(need.kind, need.late) for need in needs(manager, after)] == [(NeedKind.SESSION, 2)]
    assert needs(member, after) == []


def test_nobody_is_asked_about_the_startups_of_others(startup: Startup) -> None:
    make_portfolio(3)
    other = make_manager(make_incubator("Ailleurs"), "autre")
    reader = make_reader(make_incubator("Loin"), "lointain")
    nobody = make_user("personne")
    assert [needs(user) for user in (other, reader, nobody)] == [[], [], []]


def test_member_of_the_committee_is_asked_to_read_and_no_more() -> None:
    incubator = make_portfolio(3)
    reader = make_reader(incubator)
    assert set(kinds(reader)) == {NeedKind.READ, NeedKind.SESSION}


def test_administrator_is_asked_about_all() -> None:
    make_portfolio(3)
    admin = make_user("admin", is_superuser=True)
    assert set(kinds(admin)) == set(NeedKind)


def test_manager_and_member_at_once_is_asked_once() -> None:
    incubator = make_portfolio(1)
    manager = make_manager(incubator)
    assign(manager, incubator, StaffRole.COMMITTEE)
    asked = kinds(manager)
    assert (asked.count(NeedKind.SIGN), asked.count(NeedKind.READ)) == (1, 0)


@pytest.mark.parametrize("number", [1, 3, 507])
def test_the_same_queries_whatever_the_number(number: int, django_assert_num_queries: Any) -> None:
    manager = make_manager(make_portfolio(number))
    asked = scope(manager)
    with django_assert_num_queries(28):
        found = needs_today(scope=asked, on=ON)
    assert sum(map(len, found.values())) >= 3 * number
