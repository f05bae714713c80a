"""What is asked of a team, from values alone."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from startups.core.calendar import add_months
from startups.lifecycle.enums import ACTIVE, Phase
from startups.people.selectors.team import TeamToday
from startups.people.services.consent import VALID_FOR
from startups.reviews.enums import WITH_THE_TEAM, ReviewState
from startups.team.duties import Duty, ReviewAsked, Situation, duties
from startups.team.page_state import PageStage, PageState

ON = date(2026, 8, 20)


def member(**fields: Any) -> Any:
    """A member with a role, maybe an end, a consent and a question."""
    given = {"name": "Sacha", "lead": False, "end": None, "user": None, "consent": None} | fields
    person = SimpleNamespace(
        name=given["name"], user_id=given["user"], consent_given_on=given["consent"]
    )
    membership = SimpleNamespace(person=person, end=given["end"])
    return SimpleNamespace(membership=membership, is_lead=given["lead"], asked=given.get("asked"))


def asked(on: date = ON, answered: date | None = None) -> Any:
    return SimpleNamespace(asked_on=on, answered_on=answered)


def asked_of_team(*members: Any, **fields: Any) -> list[Duty]:
    situation = {
        "on": ON,
        "phase": Phase.CONSTRUCTION,
        "touched_on": ON,
        "team": TeamToday(list(members) or [member(lead=True)], [], []),
        "page": PageState(PageStage.PUBLISHED),
    }
    return duties(Situation(**situation | fields))


def codes(*members: Any, **fields: Any) -> list[str]:
    return [duty.code for duty in asked_of_team(*members, **fields)]


def test_nothing_is_asked_of_a_team_that_is_up_to_date() -> None:
    assert codes() == []


@pytest.mark.parametrize("phase", [*sorted(set(Phase) - ACTIVE), None])
def test_nothing_is_asked_of_what_has_ended_or_not_begun(phase) -> None:
    leaving = member(end=ON)

    assert codes(leaving, phase=phase, touched_on=add_months(ON, -12)) == []


@pytest.mark.parametrize(("days", "is_asked"), [(0, True), (1, False)])
def test_a_page_is_untouched_after_three_calendar_months(days, is_asked) -> None:
    touched = add_months(ON, -3) + timedelta(days=days)

    assert codes(touched_on=touched) == (["untouched"] if is_asked else [])


@pytest.mark.parametrize(("days", "is_asked"), [(0, True), (60, True), (61, False)])
def test_a_mission_is_asked_about_sixty_days_before(days, is_asked) -> None:
    leaving = member(lead=True, end=ON + timedelta(days=days))

    assert codes(leaving) == (["mission_ends"] if is_asked else [])


@pytest.mark.parametrize(
    ("stage", "may_publish", "expected"),
    [
        (PageStage.RETURNED, False, ["page_returned"]),
        (PageStage.WAITING, False, []),
        (PageStage.WAITING, True, ["page_waiting"]),
        (PageStage.DRAFT, False, ["page_draft"]),
        (PageStage.ABSENT, False, []),
    ],
)
def test_each_stage_of_the_page(stage, may_publish, expected) -> None:
    assert codes(page=PageState(stage), may_publish=may_publish) == expected


@pytest.mark.parametrize(
    ("question", "consent", "expected"),
    [
        (None, None, []),
        (asked(), None, ["consent_pending"]),
        (asked(ON - VALID_FOR), None, ["consent_pending"]),
        (asked(ON - VALID_FOR - timedelta(days=1)), None, []),
        (asked(answered=ON), None, []),
        (asked(), ON, []),
    ],
)
def test_an_open_question_about_consent(question, consent, expected) -> None:
    assert codes(member(lead=True, asked=question, consent=consent)) == expected


@pytest.mark.parametrize(
    ("asked_for", "code"),
    [
        (ReviewAsked(ReviewState.PLANNED, ON + timedelta(days=120)), "review_planned"),
        (ReviewAsked(ReviewState.PREPARING, ON, missing=3), "review_preparing"),
        (ReviewAsked(ReviewState.PREPARING, ON, missing=3, comment="?"), "review_returned"),
    ],
)
def test_the_review_under_way_is_asked_for(asked_for, code) -> None:
    assert codes(review=asked_for) == [code]


@pytest.mark.parametrize("state", sorted(set(ReviewState) - WITH_THE_TEAM))
def test_a_review_that_is_not_with_the_team_asks_nothing_of_it(state) -> None:
    assert codes(review=ReviewAsked(state, ON)) == []


@pytest.mark.parametrize(("days", "late"), [(0, False), (-1, True)])
def test_a_review_is_late_after_its_day_and_says_what_it_was_returned_for(days, late) -> None:
    due = ON + timedelta(days=days)
    [duty] = asked_of_team(review=ReviewAsked(ReviewState.PREPARING, due, missing=2))
    [returned] = asked_of_team(review=ReviewAsked(ReviewState.PREPARING, due, comment="Préciser."))

    assert (duty.due, duty.late, duty.place) == (due, late, "review")
    assert "2" in duty.message
    assert (returned.late, returned.detail) == (True, "Préciser.")


def test_ones_own_consent_is_ones_own_to_give() -> None:
    assert codes(member(lead=True, user=7, asked=asked()), reader=7) == ["consent_mine"]


def test_what_is_late_comes_first_then_the_nearest_day() -> None:
    soon, later = ON + timedelta(days=5), ON + timedelta(days=9)
    team = (member(name="A", end=later), member(name="B", end=soon))

    found = codes(*team, touched_on=add_months(ON, -4), page=PageState(PageStage.RETURNED))

    assert found == [
        "untouched",
        "page_returned",
        "mission_ends",
        "mission_ends",
        "no_intrapreneur",
    ]
