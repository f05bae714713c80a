"""The table of rights: by role, by object and by date."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startups.core.enums import Standing
from startups.people.enums import StaffRole
from startups.permissions import RIGHTS, Act, Rights, rights_of
from startups.registry.models import Startup, StartupIncubator
from tests import clock

from .cast import ROLES, Cast, CastAsOf, assign

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 20)

# Who may do what to our startup, written apart from the code.
TEAM = {"intrapreneur", "editor"}
STAFF = {"administrator", "manager"}
EXPECTED = {
    Act.READ_RECORD: STAFF | TEAM | {"committee"},
    Act.EDIT_PAGE: STAFF | TEAM,
    Act.PUBLISH_PAGE: STAFF,
    Act.EDIT_FACTS: STAFF | TEAM,
    Act.EDIT_FIGURES: STAFF | TEAM,
    Act.EDIT_DOCUMENTS: STAFF | TEAM,
    Act.EDIT_TEAM: STAFF | TEAM,
    Act.INVITE: STAFF,
    Act.OPEN_STARTUP: STAFF,
    Act.EDIT_TIES: STAFF,
    Act.CORRECT_PHASES: {"administrator"},
    Act.EDIT_INCUBATOR: STAFF,
    Act.APPOINT: STAFF,
    Act.PREPARE_REVIEW: STAFF | TEAM,
    Act.GIVE_OPINION: {"administrator", "committee"},
    Act.READ_OPINIONS: STAFF | {"committee"},
    Act.STEER_REVIEW: STAFF,
    Act.SIGN_DECISION: STAFF,
    Act.WRITE_ENDING: STAFF | TEAM,
    Act.CHANGE_PHASE: STAFF,
    Act.HOLD_SESSION: STAFF,
    Act.READ_SESSION: STAFF | {"committee"},
    Act.READ_MONEY: STAFF | TEAM | {"committee"},
    Act.ENTER_MONEY: STAFF | TEAM,
    Act.GRANT_MONEY: STAFF,
    Act.MANAGE_CONTRACTS: STAFF,
    Act.STATE_BUDGET: STAFF | TEAM,
    Act.VALIDATE_BUDGET: STAFF,
    Act.ADMINISTER: {"administrator"},
}


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=TODAY)


def rights(cast: Cast, role: str, on: date = TODAY) -> Rights:
    return rights_of(cast.users.get(role, AnonymousUser()), on=on)


def test_every_act_is_in_the_table_and_in_this_test() -> None:
    assert set(RIGHTS) == set(Act) == set(EXPECTED)


@pytest.mark.parametrize("act", list(Act))
def test_who_may_do_what_to_our_startup(cast: Cast, act: Act) -> None:
    allowed = {role for role in ROLES if rights(cast, role).may(act, cast.ours)}
    assert allowed == EXPECTED[act]


@pytest.mark.parametrize("act", list(Act))
def test_sets_and_single_answers_agree(cast: Cast, act: Act) -> None:
    for role in ROLES:
        held = rights(cast, role)
        expected = {s.pk for s in Startup.objects.all() if held.may(act, s)}
        assert set(held.startups(act).values_list("pk", flat=True)) == expected


@pytest.mark.parametrize("act", list(Act))
def test_who_may_do_what_to_our_incubator(cast: Cast, act: Act) -> None:
    allowed = {role for role in ROLES if rights(cast, role).may(act, cast.our_incubator)}
    assert allowed == EXPECTED[act] - TEAM


def test_only_an_administrator_has_rights_over_the_network(cast: Cast) -> None:
    for act in Act:
        allowed = {role for role in ROLES if rights(cast, role).may(act)}
        assert allowed == EXPECTED[act] & {"administrator"}


def test_a_right_begins_and_ends_by_itself(cast: Cast) -> None:
    def may(role: str, days: int) -> bool:
        on = TODAY + timedelta(days=days)
        return rights(cast, role, on).may(Act.EDIT_FACTS, cast.ours)

    assert [may("former_manager", days) for days in (-1, 0)] == [True, False]
    assert [may("former_intrapreneur", days) for days in (-1, 0)] == [True, False]
    assert [may("future_manager", days) for days in (0, 1)] == [False, True]


def test_a_shared_startup_belongs_to_the_managers_of_all_its_incubators(cast: Cast) -> None:
    assert not rights(cast, "other_manager").may(Act.PUBLISH_PAGE, cast.ours)
    StartupIncubator.objects.create(startup=cast.ours, incubator=cast.their_incubator, position=1)
    shared = Startup.objects.get(pk=cast.ours.pk)
    assert rights(cast, "other_manager").may(Act.PUBLISH_PAGE, shared)
    assert rights(cast, "manager").may(Act.PUBLISH_PAGE, shared)


def test_several_roles_add_up(cast: Cast) -> None:
    user = cast.users["other_intrapreneur"]
    assign(user, cast.our_incubator, StaffRole.COMMITTEE)
    held = rights(cast, "other_intrapreneur")
    assert held.may(Act.GIVE_OPINION, cast.ours)
    assert not held.may(Act.EDIT_FACTS, cast.ours)
    assert held.may(Act.EDIT_FACTS, cast.theirs)
    assert held.standings == {Standing.COMMITTEE, Standing.INTRAPRENEUR}


def test_a_disabled_account_has_no_right(cast: Cast) -> None:
    for role in ("administrator", "manager", "intrapreneur"):
        cast.users[role].is_active = False
        assert rights(cast, role).standings == set()


def test_rights_cost_three_queries_and_asking_costs_none(cast: Cast) -> None:
    startup = Startup.objects.prefetch_related("startupincubators").get(pk=cast.ours.pk)
    with CaptureQueriesContext(connection) as queries:
        held = rights(cast, "manager")
        for act in Act:
            held.may(act, startup)
    assert len(queries) == 3


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (
            role,
            role
            not in {
                "member",
                "former_manager",
                "former_intrapreneur",
                "future_manager",
                "nobody",
                "anonymous",
            },
        )
        for role in ROLES
    ],
)
def test_the_door_of_the_admin_opens_to_whoever_has_something_to_do(
    cast: Cast, role: str, opens: bool, settings: object
) -> None:
    from startups.backends import ADMIN_ACCESS, RightsBackend

    user = cast.users.get(role, AnonymousUser())
    clock.go_to(TODAY)
    granted = RightsBackend().has_perm(user, ADMIN_ACCESS)
    assert granted is opens
    assert not RightsBackend().has_perm(user, "startups.change_startup")
