"""End to end against a real provider set to ProConnect's rules."""

from collections.abc import Iterator

import pytest
import requests

from incubator.accounts.models import User
from tests.incubator.accounts.provider.real import (
    CLIENT_ID,
    CLIENT_SECRET,
    running_provider,
    sign_in_there,
)

from .conftest import is_signed_in

SITE = "http://testserver"
BEGIN = "/connexion/fournisseur/"
PEOPLE = {
    "sub-of-ada": {"email": "ada@example.org", "email_verified": True, "given_name": "Ada"},
    "sub-of-eve": {"email": "ada@example.org", "email_verified": False},
    "sub-of-nobody": {"email": "nobody@example.org", "email_verified": True},
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running_provider(SITE, PEOPLE) as issuer:
        yield issuer


@pytest.fixture(autouse=True)
def _configured(settings, issuer) -> None:
    settings.OIDC_ISSUER = issuer
    settings.OIDC_RP_CLIENT_ID = CLIENT_ID
    settings.OIDC_RP_CLIENT_SECRET = CLIENT_SECRET


def come_back_as(client, sub: str):
    address = sign_in_there(client.get(BEGIN)["Location"], sub, SITE)
    return client.get(address.removeprefix(SITE)), address


@pytest.mark.parametrize("pkce", [False, True], ids=["plain", "pkce"])
def test_sign_in_end_to_end(client, ada, settings, pkce):
    settings.OIDC_USE_PKCE = pkce

    response, _ = come_back_as(client, "sub-of-ada")

    assert response["Location"] == "/connexion/suite/"
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert ada.external_identities.get().subject == "sub-of-ada"
    assert client.get("/compte/").status_code == 200


def test_an_unverified_address_is_refused(client, ada):
    response, _ = come_back_as(client, "sub-of-eve")

    assert response["Location"] == "/connexion/"
    assert not is_signed_in(client)
    assert not ada.external_identities.exists()


def test_an_unknown_person_is_refused(client, db):
    come_back_as(client, "sub-of-nobody")

    assert not is_signed_in(client)
    assert not User.objects.exists()


def test_an_answer_is_not_replayed(client, ada):
    _, address = come_back_as(client, "sub-of-ada")
    client.post("/deconnexion/")

    client.get(address.removeprefix(SITE))

    assert not is_signed_in(client)


def test_signing_out_is_understood_by_the_provider(client, ada):
    come_back_as(client, "sub-of-ada")

    address = client.post("/deconnexion/").context["elsewhere"]
    answer = requests.get(address, timeout=10)

    assert answer.status_code == 200
    assert "error" not in answer.text.lower()


@pytest.mark.parametrize("rule", ["nonce", "state"])
def test_the_provider_does_keep_proconnects_rules(client, db, rule):
    """Else these tests would prove nothing."""
    address = client.get(BEGIN)["Location"].replace(f"&{rule}=", "&other=")

    assert requests.get(address, timeout=10).text == f"refused: {rule}"
