"""Public pages stay the same for everybody; a cookie without a secret tells who is signed in."""

import re
from http.cookies import SimpleCookie

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.test import Client

from incubator.accounts.services.invitations import invite
from tests import clock
from tests.factories import make_site, make_startup, make_startup_page

from .conftest import sign_in

pytestmark = pytest.mark.django_db
NAME = settings.SIGNED_IN_COOKIE_NAME
PUBLIC = ["/", "/en/", "/startups/", "/startups/beta/", "/incubateurs/", "/rien-du-tout/"]


@pytest.fixture(autouse=True)
def _site(db) -> None:
    make_site()
    make_startup_page(make_startup("Bêta", ghid="beta"))


def links(page: str) -> list[tuple[str, str, str]]:
    """The links that lead to sign-in or on from it: words, address, words for who is signed in."""
    found = BeautifulSoup(page, "html.parser").find_all("a", href=lambda to: to and "/suite/" in to)
    return [(a.get_text(strip=True), a["href"], a.get("data-signed-in", "")) for a in found]


def test_signing_in_marks_the_browser_as_long_as_the_session(client, ada):
    response = sign_in(client, "ada@example.org")

    mark, session = response.cookies[NAME], response.cookies[settings.SESSION_COOKIE_NAME]
    assert mark.value == "1"
    assert mark["max-age"] == session["max-age"]
    assert (mark["path"], mark["samesite"], mark["httponly"]) == ("/", "Lax", "")


def test_the_mark_is_as_secure_as_the_session(client, ada, settings):
    settings.SESSION_COOKIE_SECURE = True

    assert sign_in(client, "ada@example.org").cookies[NAME]["secure"] is True


def test_signing_out_takes_the_mark_away(client, ada):
    sign_in(client, "ada@example.org")

    response = client.post("/deconnexion/")

    assert (response.cookies[NAME].value, response.cookies[NAME]["max-age"]) == ("", 0)


def test_a_session_that_was_ended_elsewhere_takes_the_mark_away(client, ada):
    sign_in(client, "ada@example.org")
    client.get("/compte/")
    client.session.flush()

    response = client.get("/")

    assert response.cookies[NAME].value == ""


def test_a_session_of_nobody_gets_no_mark(client, admin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invite(email="new@example.org", startup=None, inviter=admin, now=clock.now())
    address = re.search(r"/invitation/\S+", mail.outbox[-1].body).group()

    response = client.get(address)

    assert settings.SESSION_COOKIE_NAME in response.cookies, "it remembers the invitation"
    assert NAME not in response.cookies


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("marked", [False, True])
def test_public_pages_are_the_same_with_and_without_the_mark(path, marked):
    plain, client = Client(), Client()
    if marked:
        client.cookies = SimpleCookie({NAME: "1"})

    response = client.get(path)

    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert response.content == plain.get(path).content


@pytest.mark.parametrize(
    ("path", "words"),
    [("/startups/", ("Se connecter", "Mon espace")), ("/en/startups/", ("Sign in", "My space"))],
)
def test_the_header_knows_both_wordings_and_one_address(client, path, words):
    prefix = "/en" if path.startswith("/en") else ""

    found = links(client.get(path).text)

    assert found == [(words[0], f"{prefix}/connexion/suite/", words[1])] * 2


def test_the_address_of_the_header_leads_on_without_javascript(client, ada):
    visitor = client.get("/connexion/suite/")
    assert visitor["Location"] == "/connexion/?next=/connexion/suite/"

    sign_in(client, "ada@example.org")

    assert client.get("/connexion/suite/")["Location"] == "/espace/"


@pytest.mark.parametrize("path", ["/compte/", "/espace/?tout=1"])
def test_private_pages_need_no_script_to_say_it(client, ada, path):
    sign_in(client, "ada@example.org")

    found = links(client.get(path).text)

    assert found == [("Mon espace", "/connexion/suite/", "")] * 2
