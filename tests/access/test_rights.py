"""The table of rights: by role, by object and by date."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startups.core.enums import UserRole
from startups.people.enums import StaffRole
from startups.permissions import RIGHTS, Permission, Rights, rights_of
from startups.registry.models import Startup, StartupIncubator
from tests import clock

from .cast import ROLES, Cast, CastAsOf, assign

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 20)

# Who may do what to our startup, written apart from the code.
TEAM = {"intrapreneur", "editor"}
STAFF = {"administrator", "manager"}
EXPECTED = {
    Permission.READ_RECORD: STAFF | TEAM | {"committee"},
    Permission.EDIT_PAGE: STAFF | TEAM,
    Permission.PUBLISH_PAGE: STAFF,
    Permission.EDIT_FACTS: STAFF | TEAM,
    Permission.EDIT_FIGURES: STAFF | TEAM,
    Permission.EDIT_DOCUMENTS: STAFF | TEAM,
    Permission.EDIT_TEAM: STAFF | TEAM,
    Permission.INVITE: STAFF,
    Permission.OPEN_STARTUP: STAFF,
    Permission.EDIT_TIES: STAFF,
    Permission.CORRECT_PHASES: {"administrator"},
    Permission.EDIT_INCUBATOR: STAFF,
    Permission.APPOINT: STAFF,
    Permission.PREPARE_REVIEW: STAFF | TEAM,
    Permission.GIVE_OPINION: {"administrator", "committee"},
    Permission.READ_OPINIONS: STAFF | {"committee"},
    Permission.STEER_REVIEW: STAFF,
    Permission.SIGN_DECISION: STAFF,
    Permission.WRITE_ENDING: STAFF | TEAM,
    Permission.CHANGE_PHASE: STAFF,
    Permission.HOLD_SESSION: STAFF,
    Permission.READ_SESSION: STAFF | {"committee"},
    Permission.READ_MONEY: STAFF | TEAM | {"committee"},
    Permission.ENTER_MONEY: STAFF | TEAM,
    Permission.GRANT_MONEY: STAFF,
    Permission.MANAGE_CONTRACTS: STAFF,
    Permission.STATE_BUDGET: STAFF | TEAM,
    Permission.VALIDATE_BUDGET: STAFF,
    Permission.ADMINISTER: {"administrator"},
}


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=TODAY)


def rights(cast: Cast, role: str, on: date = TODAY) -> Rights:
    return rights_of(cast.users.get(role, AnonymousUser()), on=on)


def test_every_act_is_in_the_table_and_in_this_test() -> None:
    assert set(RIGHTS) == set(Permission) == set(EXPECTED)


@pytest.mark.parametrize("permission", list(Permission))
def test_who_may_do_what_to_our_startup(cast: Cast, permission: Permission) -> None:
    allowed = {role for role in ROLES if rights(cast, role).may(permission, cast.ours)}
    assert allowed == EXPECTED[permission]


@pytest.mark.parametrize("permission", list(Permission))
def test_sets_and_single_answers_agree(cast: Cast, permission: Permission) -> None:
    for role in ROLES:
        held = rights(cast, role)
        expected = {s.pk for s in Startup.objects.all() if held.may(permission, s)}
        assert set(held.startups(permission).values_list("pk", flat=True)) == expected


@pytest.mark.parametrize("permission", list(Permission))
def test_who_may_do_what_to_our_incubator(cast: Cast, permission: Permission) -> None:
    allowed = {role for role in ROLES if rights(cast, role).may(permission, cast.our_incubator)}
    assert allowed == EXPECTED[permission] - TEAM


def test_only_an_administrator_has_rights_over_the_network(cast: Cast) -> None:
    for permission in Permission:
        allowed = {role for role in ROLES if rights(cast, role).may(permission)}
        assert allowed == EXPECTED[permission] & {"administrator"}


def test_a_right_begins_and_ends_by_itself(cast: Cast) -> None:
    def may(role: str, days: int) -> bool:
        on = TODAY + timedelta(days=days)
        return rights(cast, role, on).may(Permission.EDIT_FACTS, cast.ours)

    assert [may("former_manager", days) for days in (-1, 0)] == [True, False]
    assert [may("former_intrapreneur", days) for days in (-1, 0)] == [True, False]
    assert [may("future_manager", days) for days in (0, 1)] == [False, True]


def test_a_shared_startup_belongs_to_the_managers_of_all_its_incubators(cast: Cast) -> None:
    assert not rights(cast, "other_manager").may(Permission.PUBLISH_PAGE, cast.ours)
    StartupIncubator.objects.create(startup=cast.ours, incubator=cast.their_incubator, position=1)
    shared = Startup.objects.get(pk=cast.ours.pk)
    assert rights(cast, "other_manager").may(Permission.PUBLISH_PAGE, shared)
    assert rights(cast, "manager").may(Permission.PUBLISH_PAGE, shared)


def test_several_roles_add_up(cast: Cast) -> None:
    user = cast.users["other_intrapreneur"]
    assign(user, cast.our_incubator, StaffRole.COMMITTEE)
    held = rights(cast, "other_intrapreneur")
    assert held.may(Permission.GIVE_OPINION, cast.ours)
    assert not held.may(Permission.EDIT_FACTS, cast.ours)
    assert held.may(Permission.EDIT_FACTS, cast.theirs)
    assert held.roles == {UserRole.COMMITTEE, UserRole.INTRAPRENEUR}


def test_a_disabled_account_has_no_right(cast: Cast) -> None:
    for role in ("administrator", "manager", "intrapreneur"):
        cast.users[role].is_active = False
        assert rights(cast, role).roles == set()


def test_rights_cost_three_queries_and_asking_costs_none(cast: Cast) -> None:
    startup = Startup.objects.prefetch_related("startupincubators").get(pk=cast.ours.pk)
    with CaptureQueriesContext(connection) as queries:
        held = rights(cast, "manager")
        for permission in Permission:
            held.may(permission, startup)
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
