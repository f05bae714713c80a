"""Who may open what in the space: every page, every role, reading and writing."""

from typing import Any

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse

from startups.people.models import Membership
from startups.team import urls
from tests.access.cast import ROLES, Cast, person
from tests.startups.documents.making import make_document

from .conftest import everything

pytestmark = pytest.mark.django_db

STAFF = {"administrator", "manager"}
TEAM = {"intrapreneur", "editor"}
READERS = STAFF | TEAM | {"committee"}
WRITERS = STAFF | TEAM
SIGNED_IN = set(ROLES) - {"anonymous"}

# Name of the address: who may open it for our startup, and whether it only takes POST.
PAGES: dict[str, tuple[set[str], bool]] = {
    "landing": (SIGNED_IN, False),
    "my_data": (SIGNED_IN, False),
    "my_data_download": (SIGNED_IN, False),
    "my_consent": (SIGNED_IN, True),
    "reminders": (SIGNED_IN, False),
    "dashboard": (READERS, False),
    "facts": (WRITERS, False),
    "documents": (READERS, False),
    "document_add": (WRITERS, False),
    "document_withdraw": (WRITERS, False),
    "team": (READERS, False),
    "member_add": (WRITERS, False),
    "member": (WRITERS, False),
    "member_end": (WRITERS, False),
    "consent_ask": (WRITERS, True),
    "member_address": (STAFF, False),
    "member_invite": (STAFF, True),
}
OWN = {"landing", "my_data", "my_data_download", "my_consent", "reminders"}
# Refused otherwise: in tests.startups.documents.test_access.
ELSEWHERE = {"document"}
ON_A_STARTUP = sorted(set(PAGES) - OWN)
ON_A_MEMBER = {"member", "member_end", "consent_ask", "member_address", "member_invite"}


@pytest.fixture(autouse=True)
def _document(cast: Cast) -> None:
    make_document(cast.ours)


def address(name: str, cast: Cast, membership: Membership) -> str:
    arguments: dict[str, Any] = {}
    if name not in OWN:
        arguments["slug"] = cast.ours.slug
    if name in ON_A_MEMBER:
        arguments["pk"] = membership.pk
    if name == "document_withdraw":
        arguments["document"] = cast.ours.documents.get().pk
    return reverse(f"team:{name}", kwargs=arguments)


def test_every_address_is_in_this_test() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(PAGES) | ELSEWHERE


def test_the_space_is_mounted() -> None:
    assert "team" in get_resolver().namespace_dict


@pytest.mark.parametrize("name", ON_A_STARTUP)
def test_reading_is_for_those_of_the_table(cast, sign_in, colleague, name) -> None:
    before = everything()

    answers = {role: sign_in(role).get(address(name, cast, colleague)) for role in ROLES}

    assert {role: answer.status_code for role, answer in answers.items()} == {
        role: expected(name, role) for role in ROLES
    }
    assert answers["anonymous"]["Location"].startswith(reverse(settings.LOGIN_URL))
    refused = [answer for answer in answers.values() if answer.status_code != 200]
    assert not [answer for answer in refused if "Sacha" in answer.text]
    assert everything() == before


def expected(name: str, role: str) -> int:
    """What reading a page about our startup answers."""
    allowed, only_post = PAGES[name]
    if role == "anonymous":
        return 302
    # The colleague has an address already: nobody says where they read mail.
    if role not in allowed or name == "member_address":
        return 403
    return 405 if only_post else 200


@pytest.mark.parametrize("name", ON_A_STARTUP)
def test_nobody_else_writes(cast, sign_in, colleague, name) -> None:
    before = everything()
    strangers = set(ROLES) - WRITERS

    answers = {
        role: sign_in(role).post(address(name, cast, colleague), FORGED) for role in strangers
    }

    # Where nothing is written, the committee is told so by the verb.
    reads = {"committee"} if name in {"dashboard", "documents", "team"} else set()
    assert {role: answer.status_code for role, answer in answers.items()} == {
        role: 302 if role == "anonymous" else 405 if role in reads else 403 for role in strangers
    }
    assert everything() == before


# Whatever a form might take, all at once.
FORGED = {
    "name": "Forgé",
    "mission": "Forgée",
    "email": "forged@people.example",
    "end": "2020-02-01",
    "answer": "yes",
    "version": "0-0-0-0-0-0",
    "reason": "forged",
    "edits": "on",
}


def test_anonymous_has_no_space(cast, sign_in, colleague) -> None:
    client = sign_in("anonymous")

    for name in OWN:
        assert client.get(address(name, cast, colleague)).status_code == 302
        assert client.post(address(name, cast, colleague), FORGED).status_code == 302


@pytest.mark.parametrize("role", ["other_intrapreneur", "other_manager"])
def test_a_member_of_another_team_is_not_reached_through_ones_own(cast, sign_in, role) -> None:
    ours = Membership.objects.get(person=person(cast.users["intrapreneur"]))

    for name in sorted(ON_A_MEMBER):
        path = reverse(f"team:{name}", kwargs={"slug": cast.theirs.slug, "pk": ours.pk})
        before = everything()
        client = sign_in(role)
        assert client.get(path).status_code in {403, 404, 405}
        assert client.post(path, FORGED).status_code in {403, 404}
        assert everything() == before


def test_a_right_ends_with_the_mission_during_an_open_session(cast, sign_in, today) -> None:
    client = sign_in("intrapreneur")
    path = reverse("team:facts", args=(cast.ours.slug,))
    assert client.get(path).status_code == 200

    Membership.objects.filter(person=person(cast.users["intrapreneur"])).update(end="2020-02-01")

    assert client.get(path).status_code == 403
    assert client.post(path, FORGED).status_code == 403


def test_no_cache_and_no_search_engine_keeps_a_page(cast, sign_in, colleague) -> None:
    client = sign_in("administrator")

    for name in PAGES:
        response = client.get(address(name, cast, colleague))
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"


def test_the_refusal_is_not_kept_either_and_leaks_nothing(cast, sign_in) -> None:
    response = sign_in("other_intrapreneur").get(reverse("team:dashboard", args=(cast.ours.slug,)))

    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]
    assert cast.ours.name not in response.text


def test_an_unknown_startup_is_not_found(cast, sign_in) -> None:
    response = sign_in("manager").get(reverse("team:dashboard", args=("inconnue",)))

    assert response.status_code == 404
