"""A link by mail signs in once, for fifteen minutes, and skips nothing."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import update_last_login
from django.core import mail
from django.test import Client
from sesame.utils import get_token

from incubator.accounts.models import User
from incubator.accounts.services.links import SCOPE
from tests import clock

from .conftest import is_signed_in, sign_in


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    """Asks for a link; gives the path of the one that was sent, if any."""

    def ask_for(email: str, **more: str) -> str:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post("/connexion/lien/", {"email": email, **more})
        assert response["Location"] == "/connexion/lien/envoye/"
        if len(mail.outbox) == before:
            return ""
        return re.search(r"http://testserver(/connexion/lien/\S+)", mail.outbox[-1].body)[1]

    return ask_for


def test_a_link_signs_in(client, ada, ask):
    path = ask("Ada@example.org")

    assert client.get(path).status_code == 200
    assert not is_signed_in(client), "programs that inspect mail open links"
    assert client.post(path)["Location"] == "/connexion/suite/"
    assert is_signed_in(client)


def test_a_link_works_once(ada, ask):
    path = ask("ada@example.org")
    Client().post(path)

    replay = Client()
    assert replay.post(path)["Location"] == "/connexion/lien/"
    assert not is_signed_in(replay)


def test_a_sign_in_makes_earlier_links_worthless(client, ada, ask):
    path = ask("ada@example.org")
    sign_in(Client(), "ada@example.org")

    client.post(path)

    assert not is_signed_in(client)


def test_of_two_who_follow_a_link_at_once_one_gets_in(client, ada, ask, monkeypatch):
    path = ask("ada@example.org")
    from incubator.accounts.services import links

    def meanwhile(self, request, **credentials):
        user = User.objects.get(pk=ada.pk)
        update_last_login(None, User.objects.get(pk=ada.pk))
        return user

    monkeypatch.setattr(links.LinkBackend, "authenticate", meanwhile)
    client.post(path)

    assert not is_signed_in(client)


@pytest.mark.parametrize(("seconds", "works"), [(14 * 60, True), (15 * 60 + 1, False)])
def test_a_link_expires(client, ada, ask, monkeypatch, seconds, works):
    path = ask("ada@example.org")
    later = clock.now().timestamp() + seconds
    monkeypatch.setattr("sesame.tokens_v2.time", SimpleNamespace(time=lambda: later))

    client.post(path)

    assert is_signed_in(client) is works


def test_a_changed_password_makes_a_link_worthless(client, ada, ask):
    path = ask("ada@example.org")
    ada.set_password("tout autre chose encore")
    ada.save()

    client.post(path)

    assert not is_signed_in(client)


def test_a_token_made_for_something_else_is_refused(client, ada):
    client.post(f"/connexion/lien/{get_token(ada)}/")

    assert not is_signed_in(client)


def test_a_forged_link_is_refused(client, ada):
    genuine = get_token(ada, scope=SCOPE)
    forged = genuine[:-2] + ("AA" if genuine[-2:] != "AA" else "BB")

    for token in (forged, "A" * len(genuine), "x", "é"):
        assert client.post(f"/connexion/lien/{token}/").status_code == 302
    assert not is_signed_in(client)


def test_a_closed_account_gets_no_link(ada, ask):
    ada.is_active = False
    ada.save()

    assert ask("ada@example.org") == ""


def test_a_link_leads_where_one_was_going_on_this_site_only(client, ada, ask):
    assert "next" not in ask("ada@example.org", next="https://evil.example/")
    path = ask("ada@example.org", next="/compte/nom/")
    assert path.endswith("?next=%2Fcompte%2Fnom%2F")

    assert client.post(path)["Location"] == "/compte/nom/"


def test_a_link_needs_the_token_against_forgery(ada, ask):
    path = ask("ada@example.org")
    client = Client(enforce_csrf_checks=True)

    assert client.post(path).status_code == 403
    assert not is_signed_in(client)


def test_the_page_of_a_link_tells_its_address_to_nobody(client, ada, ask):
    response = client.get(ask("ada@example.org"))

    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
