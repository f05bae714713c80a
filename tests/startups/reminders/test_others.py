"""Reminders about sessions and conditions."""

from datetime import date

import pytest

from startups.people.enums import StaffRole
from startups.reviews.enums import Confidence, ReviewState
from startups.reviews.models import Condition, Opinion
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from tests.access.cast import assign, make_user
from tests.factories import make_decision, make_review

from .making import House, days, make_house, sent, silence

pytestmark = pytest.mark.django_db
MEETS = date(2026, 6, 15)
DUE = date(2026, 6, 1)


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def session(house: House) -> CommitteeSession:
    """One dossier on its agenda, which is due well after it."""
    silence(house.manager)
    session = CommitteeSession.objects.create(
        incubator=house.incubator, date=MEETS, place="Salle 1"
    )
    review = make_review(house.startup, ReviewState.SUBMITTED, "2026-12-01")
    AgendaItem.objects.create(session=session, review=review, position=1)
    return session


def test_the_committee_is_reminded_to_read_a_week_and_a_day_before(
    house: House, session: CommitteeSession
) -> None:
    found = sent(days(date(2026, 6, 1), date(2026, 6, 30)))
    key = f"session-{session.pk}-2026-06-15-read"
    assert found == [
        ("2026-06-08", "member", f"{key}-7"),
        ("2026-06-14", "member", f"{key}-1"),
    ]


def test_whoever_gave_their_opinion_is_left_alone(house: House, session: CommitteeSession) -> None:
    second = make_user("second")
    assign(second, house.incubator, StaffRole.COMMITTEE)
    review = session.agenda.get().review
    values = {"confidence": Confidence.FRAGILE, "given_on": date(2026, 6, 9)}
    assert [line[1] for line in sent([date(2026, 6, 8)])] == ["member", "second"]
    Opinion.objects.create(review=review, author=second, **values)
    assert [line[1] for line in sent([date(2026, 6, 14)])] == ["member"]


@pytest.mark.parametrize("how", ["cancelled", "adjourned", "not submitted", "empty"])
def test_without_a_dossier_to_read_nobody_is_reminded(session: CommitteeSession, how: str) -> None:
    item = session.agenda.get()
    if how == "cancelled":
        session.state, session.cancelled_reason = SessionState.CANCELLED, "Grève"
        session.save()
    elif how == "adjourned":
        item.adjourned, item.note = True, "Reporté"
        item.save()
    elif how == "not submitted":
        item.review.state, item.review.submitted_on = ReviewState.PREPARING, None
        item.review.submitted_by = None
        item.review.save()
    else:
        item.delete()
    assert sent([date(2026, 6, 8)]) == []


def test_a_session_that_is_moved_is_told_of_anew(session: CommitteeSession) -> None:
    first = sent([date(2026, 6, 8)])
    session.date = date(2026, 7, 15)
    session.save()
    found = sent(days(date(2026, 6, 9), date(2026, 7, 8)))
    assert [key.rpartition("-read")[0] for _day, _who, key in [*first, *found]] == [
        f"session-{session.pk}-2026-06-15",
        f"session-{session.pk}-2026-07-15",
    ]


@pytest.fixture
def condition(house: House) -> Condition:
    review = make_review(house.startup, ReviewState.DECIDED, "2026-04-01")
    decision = make_decision(review)
    silence(house.editor, house.member)
    return Condition.objects.create(decision=decision, wording="Publier le code", due_on=DUE)


def test_a_condition_is_the_team_s_and_once_overdue_the_managers_too(
    house: House, condition: Condition
) -> None:
    found = sent(days(date(2026, 4, 2), date(2026, 7, 1)))
    key = f"condition-{condition.pk}"
    alone = [line for line in found if not line[2].startswith("week-")]
    assert alone == [
        ("2026-05-18", "lead", f"{key}-condition-14"),
        ("2026-06-01", "lead", f"{key}-condition-due"),
        *(
            (day, who, f"{key}-{kind}-late-{code}")
            for day, code in [
                ("2026-06-08", "7"),
                ("2026-06-15", "14"),
                ("2026-06-22", "21"),
                ("2026-07-01", "1m"),
            ]
            for who, kind in [("lead", "condition"), ("manager", "follow")]
        ),
    ]


def test_a_condition_that_is_met_is_not_asked_for_again(house: House, condition: Condition) -> None:
    condition.met_on, condition.met_by, condition.evidence = DUE, house.manager, "Publié"
    condition.save()
    assert [line for line in sent(days(date(2026, 4, 2), date(2026, 7, 1)))] == []


def test_a_condition_of_the_day_is_told_by_the_decision_and_then_by_its_steps(
    house: House, condition: Condition
) -> None:
    """Signed ten days before it is due: the step of a fortnight before is not told."""
    Condition.objects.update(due_on=date(2026, 4, 11))
    silence(house.manager)
    found = sent(days(date(2026, 4, 1), date(2026, 4, 12)))
    assert found == [("2026-04-11", "lead", f"condition-{condition.pk}-condition-due")]
