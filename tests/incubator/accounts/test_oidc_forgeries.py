"""An identity provider that lies, errs or answers for others opens nothing."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from incubator.accounts.models import ExternalIdentity
from tests import clock
from tests.incubator.accounts.provider.hostile import STRANGERS_KEY
from tests.incubator.accounts.provider.steps import BEGIN, CALLBACK, come_back, said

from .conftest import is_signed_in

NOW = int(clock.moment().timestamp())
FORGERIES = {
    "another issuer": {"id_token_changes": {"iss": "https://evil.example"}},
    "no issuer": {"id_token_changes": {"iss": None}},
    "for another client": {"id_token_changes": {"aud": "another"}},
    "for nobody": {"id_token_changes": {"aud": None}},
    "expired": {"id_token_changes": {"exp": NOW - 3600}},
    "never expires": {"id_token_changes": {"exp": None}},
    "from the future": {"id_token_changes": {"iat": NOW + 3600}},
    "another nonce": {"id_token_changes": {"nonce": "n" * 43}},
    "no nonce": {"id_token_changes": {"nonce": None}},
    "empty nonce": {"id_token_changes": {"nonce": ""}},
    "no subject": {"id_token_changes": {"sub": None}},
    "a stranger's signature": {"key": STRANGERS_KEY},
    "no signature": {"key": None, "algorithm": "none"},
    "signed with the shared secret": {
        "key": "a-secret-long-enough-for-hmac-with-sha-256",
        "algorithm": "HS256",
    },
    "of two people": {"userinfo_changes": {"sub": "two"}},
    "userinfo of nobody": {"userinfo_changes": {"sub": None}},
    "userinfo of another issuer": {"userinfo_changes": {"iss": "https://evil.example"}},
    "userinfo for another client": {"userinfo_changes": {"aud": "another"}},
    "unsigned userinfo": {"userinfo_signed": False},
    "unverified address": {"userinfo_changes": {"email_verified": False}},
    "address said to be verified in a word": {"userinfo_changes": {"email_verified": "true"}},
    "nothing said of the address": {"userinfo_changes": {"email_verified": None}},
    "no address": {"userinfo_changes": {"email": None}},
    "provider down": {"up": False},
}


@pytest.mark.parametrize("changes", FORGERIES.values(), ids=FORGERIES.keys())
def test_forgeries_open_nothing(client, provider, ada, changes):
    client.get(BEGIN)  # the provider is known, and goes wrong later
    for name, value in changes.items():
        setattr(provider, name, value)

    response = come_back(client, provider)

    assert response["Location"] == "/connexion/"
    assert said(response)
    assert not is_signed_in(client)
    assert not ExternalIdentity.objects.exists()


def test_an_unverified_address_is_refused_with_a_clear_reason(client, provider, ada):
    provider.userinfo_changes = {"email_verified": False}

    response = come_back(client, provider)

    assert "n’a pas vérifié votre adresse électronique" in said(response)


def test_a_provider_that_answers_for_addresses_need_not_say_so(client, provider, ada, settings):
    settings.OIDC_EMAIL_VERIFIED_REQUIRED = False
    provider.userinfo_changes = {"email_verified": None}
    come_back(client, provider)
    assert is_signed_in(client)

    provider.userinfo_changes = {"email_verified": False}
    ExternalIdentity.objects.all().delete()
    stranger = Client()
    come_back(stranger, provider)
    assert not is_signed_in(stranger), "what is said to be false stays false"


def test_a_provider_may_answer_unsigned_where_that_was_chosen(client, provider, ada, settings):
    settings.OIDC_USERINFO_SIGNED = False
    provider.userinfo_signed = False

    come_back(client, provider)

    assert is_signed_in(client)


def test_an_answer_serves_once(client, provider, ada):
    come_back(client, provider)
    callback = client.get(BEGIN)["Location"]
    state = parse_qs(urlsplit(callback).query)["state"][0]
    client.get(CALLBACK, {"code": "c", "state": state})
    client.post("/deconnexion/")

    client.get(CALLBACK, {"code": "c", "state": state})

    assert not is_signed_in(client)


def test_an_answer_serves_only_the_browser_that_asked(client, provider, ada):
    victim = Client()
    victim.get(BEGIN)
    asked = parse_qs(urlsplit(client.get(BEGIN)["Location"]).query)
    provider.nonce = asked["nonce"][0]

    for stranger in (victim, Client()):
        response = stranger.get(CALLBACK, {"code": "c", "state": asked["state"][0]})
        assert response["Location"] == "/connexion/"
        assert not is_signed_in(stranger)


def test_a_password_form_never_becomes_a_callback(client, provider, ada):
    """Its address may hold a code and a state: no other backend looks at them."""
    provider.nonce = None

    client.post("/connexion/?code=c&state=s", {"username": "ada@example.org", "password": "x"})

    assert not is_signed_in(client)


def test_a_level_that_was_asked_for_must_be_given(client, provider, ada, settings):
    settings.OIDC_ACR_VALUES = "eidas2 eidas3"
    provider.id_token_changes = {"acr": "eidas1"}
    come_back(client, provider)
    assert not is_signed_in(client)

    provider.id_token_changes = {"acr": "eidas2"}
    come_back(client, provider)
    assert is_signed_in(client)


def test_another_provider_at_the_same_address_is_refused(client, provider, ada):
    provider.announced_issuer = "https://evil.example"

    assert client.get(BEGIN)["Location"] == "/connexion/"
