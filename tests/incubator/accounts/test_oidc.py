"""Signing in at an identity provider: links, once; invites; signs out."""

from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client

from incubator.accounts import checks
from incubator.accounts.models import ExternalIdentity, User
from incubator.accounts.services import invitations
from tests import clock
from tests.incubator.accounts.provider.steps import BEGIN, CALLBACK, come_back, said

from .conftest import PASSWORD, is_signed_in, is_verified, sign_in


def test_what_is_asked_follows_the_rules(client, db, provider, settings):
    settings.OIDC_ACR_VALUES = "eidas1"
    settings.OIDC_USE_PKCE = True

    asked = parse_qs(urlsplit(client.get(BEGIN)["Location"]).query)

    assert len(asked["state"][0]) >= 32
    assert len(asked["nonce"][0]) >= 32
    assert asked["acr_values"] == ["eidas1"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver{CALLBACK}"]


def test_pkce_and_levels_are_off_unless_asked_for(client, db, provider):
    asked = parse_qs(urlsplit(client.get(BEGIN)["Location"]).query)

    assert set(asked) == {
        "response_type", "scope", "client_id", "redirect_uri", "state", "nonce"
    }  # fmt: skip


def test_a_verified_address_links_an_account_and_signs_in(client, provider, ada):
    response = come_back(client, provider)

    assert response["Location"] == "/connexion/suite/"
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert ada.external_identities.get().subject == "one"


def test_once_linked_the_address_no_longer_matters(client, provider, ada):
    come_back(Client(), provider)
    provider.userinfo_changes = {"email": "married@example.org", "email_verified": False}

    come_back(client, provider)

    assert client.session["_auth_user_id"] == str(ada.pk)


def test_an_address_given_to_somebody_else_opens_nothing(client, provider, ada):
    come_back(Client(), provider)
    provider.id_token_changes = provider.userinfo_changes = {"sub": "two"}

    come_back(client, provider)

    assert not is_signed_in(client)
    assert ExternalIdentity.objects.count() == 1


def test_nobody_without_account_gets_one(client, provider, db):
    come_back(client, provider)

    assert not is_signed_in(client)
    assert not User.objects.exists()


def test_a_closed_account_stays_closed(client, provider, ada):
    come_back(Client(), provider)
    ada.is_active = False
    ada.save()

    come_back(client, provider)

    assert not is_signed_in(client)


def test_closing_an_account_ends_its_sessions(client, provider, ada):
    come_back(client, provider)
    ada.is_active = False
    ada.save()

    assert client.get("/compte/").status_code == 302


def test_an_error_of_the_provider_signs_nobody_out(client, provider, ada):
    client.force_login(ada)

    client.get(CALLBACK, {"error": "access_denied", "state": "x"})

    assert is_signed_in(client)


def test_the_provider_is_one_factor(client, provider, admin, application):
    application(admin)
    provider.userinfo_changes = {"email": "admin@example.org"}

    come_back(client, provider)

    assert is_signed_in(client)
    assert not is_verified(client)
    assert client.get("/admin/")["Location"].startswith("/connexion/verification/")


def test_the_key_of_the_session_changes(client, provider, ada):
    client.get(BEGIN)
    planted = client.session.session_key

    come_back(client, provider)

    assert client.session.session_key != planted


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/x"])
def test_nobody_is_sent_to_another_site(client, provider, ada, address):
    asked = parse_qs(urlsplit(client.get(BEGIN, {"next": address})["Location"]).query)
    provider.nonce = asked["nonce"][0]

    response = client.get(CALLBACK, {"code": "c", "state": asked["state"][0]})

    assert response["Location"] == "/connexion/suite/"


def test_a_provider_that_is_down_is_said_to_be(client, provider, db):
    provider.up = False

    response = client.get(BEGIN)

    assert response["Location"] == "/connexion/"
    assert said(response)


def test_where_there_is_no_provider_there_is_no_way_in(client, db):
    assert client.get(BEGIN).status_code == 404
    assert client.get(CALLBACK, {"code": "c", "state": "s"}).status_code == 404
    assert "fournisseur" not in client.get("/connexion/").content.decode()


def test_an_invited_person_may_come_through_the_provider(client, provider, admin):
    invitation = invite("ada@example.org", admin, client)

    come_back(client, provider)

    user = User.objects.get(email="ada@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert not user.has_usable_password()
    invitation.refresh_from_db()
    assert invitation.user == user


def test_an_invitation_serves_no_other_address_of_the_provider(client, provider, admin):
    invite("grace@example.org", admin, client)

    come_back(client, provider)

    assert not is_signed_in(client)
    assert User.objects.count() == 1


def invite(email: str, inviter: User, client: Client):
    invitation = invitations.invite(email=email, startup=None, inviter=inviter, now=clock.now())
    session = client.session
    session["invitation"] = invitation.pk
    session.save()
    return invitation


def test_signing_out_leads_through_the_provider(client, provider, ada):
    come_back(client, provider)

    response = client.post("/deconnexion/")

    address = urlsplit(response.context["elsewhere"])
    asked = parse_qs(address.query)
    assert address.geturl().startswith(f"{provider.issuer}/end?")
    assert (
        jwt.decode(asked["id_token_hint"][0], options={"verify_signature": False})["sub"] == "one"
    )
    assert len(asked["state"][0]) >= 32
    assert asked["post_logout_redirect_uri"] == ["http://testserver/deconnexion/retour/"]
    assert not is_signed_in(client)


def test_who_came_by_password_is_not_signed_out_there(client, provider, ada):
    sign_in(client, "ada@example.org", PASSWORD)

    assert client.post("/deconnexion/")["Location"] == "/connexion/"


def test_half_a_configuration_is_said_at_start(settings):
    settings.OIDC_ISSUER = "https://provider.example"
    assert [error.id for error in checks.provider_is_complete(None)] == ["accounts.E001"]

    settings.OIDC_RP_CLIENT_ID = settings.OIDC_RP_CLIENT_SECRET = "x"
    assert checks.provider_is_complete(None) == []

    settings.OIDC_ISSUER = "http://provider.example"
    assert [error.id for error in checks.provider_is_complete(None)] == ["accounts.E002"]


def test_a_rule_that_is_not_there_is_said_at_start(settings):
    settings.SECOND_FACTOR_REQUIRED = "incubator.accounts.policy.no_such_rule"

    assert [error.id for error in checks.second_factor_rule_exists(None)] == ["accounts.E003"]
