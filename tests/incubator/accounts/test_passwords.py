"""A password signs in, is changed and reset; and none of it can be bent."""

import re

import pytest
from django.core import mail
from django.test import Client

from incubator.accounts.forms import SignInForm
from incubator.accounts.models import User

from .conftest import PASSWORD, is_signed_in, sign_in

NEW = "une autre phrase bien longue"


def test_the_right_password_signs_in(client, ada):
    response = sign_in(client, "  Ada@Example.org ")

    assert (response.status_code, response["Location"]) == (302, "/connexion/suite/")
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert client.get("/connexion/suite/")["Location"] == "/espace/"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.org", "not it"),
        ("nobody@example.org", PASSWORD),
        ("gone@example.org", PASSWORD),
    ],
)
def test_wrong_unknown_and_closed_get_the_same_answer(client, ada, email, password):
    User.objects.create_user("gone@example.org", PASSWORD, is_active=False)

    response = sign_in(client, email, password)

    assert response.status_code == 200
    said = [str(SignInForm.error_messages["invalid_login"])]
    assert response.context["form"].non_field_errors() == said
    assert not is_signed_in(client)


def test_the_key_of_the_session_changes_on_signing_in(client, ada):
    client.get("/invitation/unknown/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = client.cookies["sessionid"] = session.session_key

    sign_in(client, "ada@example.org")

    assert client.cookies["sessionid"].value != planted
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert stranger.get("/compte/").status_code == 302


def test_signing_in_needs_the_token_against_forgery(ada):
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client, "ada@example.org").status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_to_another_site(client, ada, address):
    response = sign_in(client, "ada@example.org", next=address)

    assert response["Location"] == "/connexion/suite/"


def test_one_goes_where_one_was_going(client, ada):
    assert sign_in(client, "ada@example.org", next="/compte/nom/")["Location"] == "/compte/nom/"


def test_signing_out_is_by_post_only(client, ada):
    client.force_login(ada)

    client.get("/deconnexion/")
    assert is_signed_in(client)

    assert client.post("/deconnexion/")["Location"] == "/connexion/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "12"), ("123456789012345", "numeric"), ("ada@example.org", "similar")],
)
def test_a_weak_password_is_refused(client, ada, password, why):
    client.force_login(ada)

    response = client.post(
        "/en/compte/mot-de-passe/",
        {"old_password": PASSWORD, "new_password1": password, "new_password2": password},
    )

    assert why in str(response.context["form"].errors)
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_changing_a_password_needs_the_old_one(client, ada):
    client.force_login(ada)

    client.post(
        "/compte/mot-de-passe/",
        {"old_password": "guess", "new_password1": NEW, "new_password2": NEW},
    )

    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_changing_the_password_ends_every_other_session(
    client, ada, django_capture_on_commit_callbacks
):
    other = Client()
    sign_in(other, "ada@example.org")
    sign_in(client, "ada@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            "/compte/mot-de-passe/",
            {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW},
        )

    assert client.get("/compte/").status_code == 200
    assert other.get("/compte/").status_code == 302
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def reset_path(email: str, client: Client, capture) -> str:
    with capture(execute=True):
        client.post("/mot-de-passe/", {"email": email})
    return re.search(r"http://testserver(/mot-de-passe/\S+)", mail.outbox[-1].body)[1]


def test_a_forgotten_password_is_chosen_anew(client, ada, django_capture_on_commit_callbacks):
    thief = Client()
    sign_in(thief, "ada@example.org")
    path = reset_path("ADA@example.org", client, django_capture_on_commit_callbacks)

    form = client.get(path, follow=True)
    response = client.post(form.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})

    assert response["Location"] == "/connexion/"
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert not is_signed_in(client), "or the second factor would be skipped"
    assert thief.get("/compte/").status_code == 302


def test_a_link_to_reset_works_once(client, ada, django_capture_on_commit_callbacks):
    path = reset_path("ada@example.org", client, django_capture_on_commit_callbacks)
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})

    again = Client().get(path, follow=True)

    assert again.context["validlink"] is False


def test_a_forged_link_to_reset_is_refused(client, ada):
    assert client.get("/mot-de-passe/MQ/set-password/").context["validlink"] is False
    assert client.get("/mot-de-passe/MQ/abc-def/").context["validlink"] is False


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path",
    [
        "/admin/login/",
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/abc-def/",
        "/_util/login/",
        "/en/_util/login/",
    ],
)
def test_wagtails_own_doors_are_closed(client, admin, path, method):
    data = {"username": "admin@example.org", "password": PASSWORD, "email": "admin@example.org"}

    response = getattr(client, method)(path, data)

    assert response.status_code == 302
    assert response["Location"].removeprefix("/en").startswith(("/connexion/", "/mot-de-passe/"))
    assert not is_signed_in(client)
    assert mail.outbox == []


def test_a_closed_door_leads_to_no_other_site(client, db):
    assert client.get("/admin/login/?next=//evil.example/")["Location"] == "/connexion/"
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/connexion/?next=%2Fadmin%2F"


def test_wagtails_account_page_changes_neither_password_nor_address(client, admin, settings):
    settings.SECOND_FACTOR_ENFORCED = False
    client.force_login(admin)

    page = client.get("/admin/account/").content.decode()

    assert "old_password" not in page
    assert 'name="name_email-email"' not in page
