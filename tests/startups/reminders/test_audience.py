"""Who is to be told of each startup: asked of one or of many, the answer is the same."""

from datetime import date
from typing import Any

import pytest

from startups.people.enums import StaffRole
from startups.people.selectors.audience import (
    audiences,
    committee_of,
    committees,
    managers_of,
    team_of,
)
from tests.access.cast import Cast, CastAsOf, assign, make_user, person

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 4)


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=ON)


def emails(accounts: Any) -> list[str]:
    return sorted(account.email.partition("@")[0] for account in accounts)


def test_only_those_whose_dates_hold_are_told(cast: Cast) -> None:
    assert emails(team_of(cast.ours, on=ON)) == ["editor", "intrapreneur"]
    assert emails(managers_of(cast.ours, on=ON)) == ["manager"]
    assert emails(committee_of(cast.ours, on=ON)) == ["committee"]


def test_many_are_told_like_one(cast: Cast) -> None:
    both = make_user("both")
    assign(both, cast.our_incubator, StaffRole.COMMITTEE)
    assign(both, cast.their_incubator, StaffRole.COMMITTEE)
    found = audiences(on=ON, startups=[cast.ours.pk, cast.theirs.pk])
    for startup in (cast.ours, cast.theirs):
        assert found.team[startup.pk] == list(team_of(startup, on=ON))
        assert found.managers[startup.pk] == list(managers_of(startup, on=ON))
        assert found.committee[startup.pk] == list(committee_of(startup, on=ON))
    assert emails(found.committee[cast.ours.pk]) == ["both", "committee"]


def test_the_committee_of_an_incubator_is_its_own(cast: Cast) -> None:
    found = committees(on=ON, incubators=[cast.our_incubator.pk, cast.their_incubator.pk])
    assert emails(found[cast.our_incubator.pk]) == ["committee"]
    assert emails(found[cast.their_incubator.pk]) == ["other_committee"]


@pytest.mark.parametrize("how", ["inactive", "anonymised"])
def test_a_closed_account_is_told_nothing(cast: Cast, how: str) -> None:
    user = cast.users["manager"]
    if how == "inactive":
        user.is_active = False
        user.save()
    else:
        known = person(user)
        known.email, known.user, known.anonymised_on = "", None, ON
        known.save()
    assert audiences(on=ON, startups=[cast.ours.pk]).managers == {}


def test_three_queries_whatever_the_number(cast: Cast, django_assert_num_queries: Any) -> None:
    for keys in ([cast.ours.pk], [cast.ours.pk, cast.theirs.pk]):
        with django_assert_num_queries(3):
            audiences(on=ON, startups=keys)
