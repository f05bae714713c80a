"""Where each role arrives."""

import pytest
from django.urls import reverse

from startups.registry.models import Role
from tests.access.cast import person
from tests.factories import make_membership, make_published_startup

from .sending import queries

pytestmark = pytest.mark.django_db
LANDING = reverse("team:landing")


@pytest.mark.parametrize("role", ["intrapreneur", "editor"])
def test_one_startup_is_opened_at_once(cast, sign_in, role) -> None:
    response = sign_in(role).get(LANDING)

    assert response.status_code == 302
    assert response["Location"] == reverse("team:dashboard", args=(cast.ours.slug,))


def test_several_are_listed(cast, sign_in) -> None:
    second = make_published_startup("Deuxième")
    make_membership(second, person(cast.users["intrapreneur"]), role=Role.INTRAPRENEUR)

    response = sign_in("intrapreneur").get(LANDING)

    listed = [row["startup"] for row in response.context["own"]]
    assert listed == [second, cast.ours]
    assert response.context["is_staff"] is False


@pytest.mark.parametrize("role", ["manager", "committee"])
def test_staff_see_what_they_may_read_and_nothing_else(cast, sign_in, role) -> None:
    response = sign_in(role).get(LANDING)

    assert [row["startup"] for row in response.context["rows"]] == [cast.ours]
    assert reverse("wagtailadmin_home") in response.text
    assert cast.theirs.name not in response.text


def test_administrators_see_everything_and_search_it(cast, sign_in) -> None:
    client = sign_in("administrator")

    everything = client.get(LANDING).context["rows"]
    found = client.get(LANDING, {"q": "LEUR"}).context["rows"]

    assert {row["startup"] for row in everything} == {cast.ours, cast.theirs}
    assert [row["startup"] for row in found] == [cast.theirs]


@pytest.mark.parametrize("role", ["nobody", "member", "former_intrapreneur", "former_manager"])
def test_whoever_has_no_right_is_told_what_to_do(cast, sign_in, role) -> None:
    response = sign_in(role).get(LANDING)

    assert response.status_code == 200
    assert next(template.name for template in response.templates) == "team/nobody.html"
    assert cast.ours.name not in response.text


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_takes_the_same_number_of_queries(cast, sign_in, more) -> None:
    for _number in range(more):
        make_published_startup(incubators=[cast.our_incubator])
    client = sign_in("manager")

    assert queries(client, LANDING) == 7
