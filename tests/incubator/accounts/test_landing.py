"""Where each role arrives after signing in."""

import pytest

from incubator.accounts.policy import landing
from tests import clock
from tests.access.cast import CastAsOf

pytestmark = pytest.mark.django_db
AT_THE_DESK = {"administrator", "manager", "other_manager", "committee", "other_committee"}


def test_the_staff_arrives_at_the_desk_and_the_others_in_their_space(
    cast_as_of: CastAsOf,
) -> None:
    users = cast_as_of(today=clock.today()).users
    assert {role: landing(user) for role, user in users.items()} == {
        role: "/bureau/" if role in AT_THE_DESK else "/espace/" for role in users
    }
