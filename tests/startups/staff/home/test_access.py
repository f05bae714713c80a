"""Who may open the home of the desk, and what of it they see."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.portfolio.models import SavedView
from startups.staff.home import urls
from tests.access.cast import ROLES, Cast

from .making import ON

pytestmark = pytest.mark.django_db

STAFF = {"administrator", "manager", "committee", "other_manager", "other_committee"}
# Those that show startups, hence those that must show nobody else's.
LISTS = {"board", "table", "table_csv", "table_xlsx"}
NAMES = {pattern.name for pattern in urls.urlpatterns}
OF_A_VIEW = {"view_rename", "view_delete"}


def address(name: str, cast: Cast) -> str:
    if name not in OF_A_VIEW:
        return reverse(f"staff:{name}")
    view = SavedView.objects.create(user=cast.users["manager"], name="À moi", query="late=on")
    return reverse(f"staff:{name}", args=(view.pk,))


@pytest.mark.parametrize("name", sorted(NAMES - OF_A_VIEW - {"view_save"}))
def test_the_staff_enters_and_nobody_else(
    name: str, cast: Cast, sign_in: Callable[[Any], Client]
) -> None:
    path = address(name, cast)
    answers = {role: sign_in(cast.users.get(role)).get(path) for role in ROLES}
    expected = {role: 200 if role in STAFF else 403 for role in ROLES} | {"anonymous": 302}
    assert {role: answer.status_code for role, answer in answers.items()} == expected
    assert all("no-store" in answer["Cache-Control"] for answer in answers.values())


@pytest.mark.parametrize("name", ["board", "table", "table_csv"])
def test_each_sees_the_startups_of_their_incubators(
    name: str, cast: Cast, sign_in: Callable[[Any], Client]
) -> None:
    def seen(role: str) -> tuple[bool, bool]:
        text = sign_in(cast.users[role]).get(reverse(f"staff:{name}")).content.decode()
        return "Nôtre produit" in text, "Leur produit" in text

    assert {role: seen(role) for role in sorted(STAFF)} == {
        "administrator": (True, True),
        "manager": (True, False),
        "committee": (True, False),
        "other_manager": (False, True),
        "other_committee": (False, True),
    }


@pytest.mark.parametrize("name", sorted(OF_A_VIEW))
@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_view_is_its_owner_s_alone(
    name: str, verb: str, cast: Cast, sign_in: Callable[[Any], Client]
) -> None:
    path = address(name, cast)
    codes = {
        role: getattr(sign_in(cast.users.get(role)), verb)(path, {"name": "Volée"}).status_code
        for role in ROLES
        if role != "manager"
    }
    expected = {role: 404 if role in STAFF else 403 for role in ROLES} | {"anonymous": 302}
    assert codes == {role: code for role, code in expected.items() if role != "manager"}
    assert list(SavedView.objects.values_list("name", flat=True)) == ["À moi"]


def test_today_says_what_needs_each(cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    """Their startup has nobody to lead it any more: their manager and an administrator hear."""
    cast.theirs.memberships.update(end=ON - timedelta(days=1))
    told = {
        role: "Leur produit" in sign_in(cast.users[role]).get(reverse("staff:today")).text
        for role in sorted(STAFF)
    }
    assert told == {
        "administrator": True,
        "committee": False,
        "manager": False,
        "other_committee": False,
        "other_manager": True,
    }
