"""Who must show a second factor shows it, on every road."""

import pytest
from django.test import Client
from django_otp_webauthn.models import WebAuthnCredential

from incubator.accounts.services import second_factor
from incubator.accounts.services.links import link_address
from tests import clock

from .conftest import is_signed_in, is_verified, sign_in

ENROL = "/compte/second-facteur/"
VERIFY = "/connexion/verification/"
EVERYWHERE = [
    "/admin/",
    "/admin/account/",
    "/admin/pages/",
    "/admin/api/main/pages/",
    "/",
    "/en/",
    "/startups/",
    "/nowhere-at-all/",
    "/compte/",
    "/compte/mot-de-passe/",
    "/compte/second-facteur/codes/",
    "/documents/1/any.pdf",
    "/connexion/suite/",
    "/connexion/fournisseur/",
    "/sitemap.xml",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_an_administrator_without_second_factor_can_only_enrol(client, admin, path):
    sign_in(client, "admin@example.org")

    for response in (client.get(path), client.post(path)):
        assert response.status_code == 302
        assert response["Location"].split("?")[0].removeprefix("/en") == ENROL


@pytest.mark.parametrize("path", [*EVERYWHERE, ENROL, f"{ENROL}application/"])
def test_whoever_enrolled_must_show_it_first(client, ada, application, path):
    """Also where nobody asked them to have one; nor can they enrol another to get around it."""
    application(ada)
    sign_in(client, "ada@example.org")

    for response in (client.get(path), client.post(path)):
        assert response.status_code == 302
        assert response["Location"].split("?")[0].removeprefix("/en") == VERIFY


def test_a_new_passkey_does_not_get_around_the_factor_that_is_there(client, ada, application):
    application(ada)
    sign_in(client, "ada@example.org")

    for step in ("begin", "complete"):
        assert client.post(f"/connexion/cle/registration/{step}/").status_code == 302
    assert not WebAuthnCredential.objects.exists()


def test_a_link_by_mail_is_one_factor(client, admin, application):
    application(admin)

    client.post(link_address(admin).removeprefix("http://testserver"))

    assert is_signed_in(client)
    assert client.get("/admin/")["Location"].startswith(VERIFY)


def test_a_code_opens_what_was_asked_for_and_gives_the_session_a_new_key(
    client, admin, application, code_of
):
    device = application(admin)
    sign_in(client, "admin@example.org")
    before = client.session.session_key
    door = client.get("/admin/pages/")["Location"]
    assert door == f"{VERIFY}?next=%2Fadmin%2Fpages%2F"

    response = client.post(door, {"code": code_of(device)})

    assert response["Location"] == "/admin/pages/"
    assert client.session.session_key != before
    assert client.get("/admin/").status_code == 200
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get("/admin/")["Location"].startswith("/connexion/?")


def test_verification_leads_to_no_other_site(client, admin, application, code_of):
    device = application(admin)
    sign_in(client, "admin@example.org")

    response = client.post(VERIFY, {"code": code_of(device), "next": "//evil.example/"})

    assert response["Location"] == "/connexion/suite/"


def test_a_code_serves_once(admin, application, code_of):
    device = application(admin)
    code = code_of(device)
    first, replay = Client(), Client()
    for client in (first, replay):
        sign_in(client, "admin@example.org")
        client.post(VERIFY, {"code": code})

    assert is_verified(first)
    assert not is_verified(replay)


@pytest.mark.parametrize("code", ["", "12345", "000000", "abcdef", "-1", "９９９９９９", "1" * 40])
def test_a_wrong_code_is_refused(client, admin, application, code):
    application(admin)
    sign_in(client, "admin@example.org")

    response = client.post(VERIFY, {"code": code})

    assert response.status_code == 200
    assert response.context["form"].errors["code"]
    assert not is_verified(client)


def test_after_wrong_codes_even_the_right_one_waits(client, admin, application, code_of):
    device = application(admin)
    sign_in(client, "admin@example.org")
    for _ in range(3):
        client.post(VERIFY, {"code": "000000"})

    response = client.post(VERIFY, {"code": code_of(device)})

    assert response.status_code == 200
    assert not is_verified(client)


def test_another_persons_factor_opens_nothing(client, ada, admin, application, code_of):
    application(admin)
    sign_in(client, "admin@example.org")

    client.post(VERIFY, {"code": code_of(application(ada))})

    assert not is_verified(client)


def test_signing_out_stays_possible(client, admin, application):
    application(admin)
    sign_in(client, "admin@example.org")

    assert client.post("/deconnexion/")["Location"] == "/connexion/"
    assert not is_signed_in(client)


def test_where_it_is_not_enforced_nobody_must_enrol(client, admin, settings):
    settings.SECOND_FACTOR_ENFORCED = False
    client.force_login(admin)

    assert client.get("/admin/").status_code == 200


def everybody(user) -> bool:
    return True


def test_who_must_have_one_is_a_rule_that_can_be_replaced(client, ada, settings):
    settings.SECOND_FACTOR_REQUIRED = f"{__name__}.everybody"
    client.force_login(ada)

    assert client.get("/compte/")["Location"].startswith(ENROL)


def test_who_has_no_factor_costs_no_query(client, ada, rf, django_assert_num_queries):
    sign_in(client, "ada@example.org")
    request = rf.get("/")
    request.session, request.user = client.session, ada
    assert request.session["_auth_user_id"] == str(ada.pk)  # it is loaded

    with django_assert_num_queries(0):
        assert second_factor.has_one_to_show(request) is False


def test_visitors_cost_no_query(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get("/robots.txt")


def test_the_wait_is_said(client, admin, application):
    device = application(admin)
    device.throttling_failure_count = 7
    device.throttling_failure_timestamp = clock.now()
    device.save()
    sign_in(client, "admin@example.org")

    response = client.post("/en" + VERIFY, {"code": "000000"})

    assert "64 seconds" in str(response.context["form"].errors) or "63 seconds" in str(
        response.context["form"].errors
    )
