"""Everybody is written to, and lands, in the language that they chose."""

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from incubator.accounts.languages import chosen_language, language_of
from incubator.accounts.services.language import choose_language

from .conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "/compte/langue/"


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def test_choosing_a_language(client, ada):
    sign_in(client, "ada@example.org")
    assert 'value="fr" selected' in client.get(ADDRESS).text

    response = client.post(ADDRESS, {"language": "en"}, follow=True)

    assert response.redirect_chain == [("/en/compte/", 302)]
    assert "Your language is changed." in response.text
    assert language_of(fresh(ada)) == "en"


def test_a_language_that_the_site_has_not_is_refused(client, ada):
    sign_in(client, "ada@example.org")

    response = client.post(ADDRESS, {"language": "de"})

    assert response.status_code == 200
    assert "language" in response.context["form"].errors
    assert chosen_language(fresh(ada)) == ""


def test_whoever_is_not_signed_in_is_asked_to(client, ada):
    response = client.post(ADDRESS, {"language": "en"})

    assert response["Location"] == f"/connexion/?next={ADDRESS}"
    assert not UserProfile.objects.exists()


def test_one_chooses_for_oneself_alone(client, ada, admin):
    sign_in(client, "ada@example.org")

    client.post(ADDRESS, {"language": "en", "user": admin.pk})

    assert chosen_language(fresh(admin)) == ""


@pytest.mark.parametrize(
    ("chosen", "page", "arrival"),
    [
        ("", "/connexion/", "/espace/"),
        ("", "/en/connexion/", "/en/espace/"),
        ("en", "/connexion/", "/en/espace/"),
        ("fr", "/en/connexion/", "/espace/"),
        ("de", "/connexion/", "/espace/"),
    ],
)
def test_one_lands_in_the_language_that_one_chose(client, ada, chosen, page, arrival):
    choose_language(ada, chosen)

    door = client.post(page, {"username": "ada@example.org", "password": PASSWORD})

    assert client.get(door["Location"])["Location"] == arrival


@pytest.mark.parametrize(
    ("chosen", "subject"), [("en", "Your password on"), ("fr", "Votre mot de passe sur")]
)
def test_mails_about_the_account_are_in_it(
    client, ada, chosen, subject, django_capture_on_commit_callbacks
):
    choose_language(ada, chosen)
    sign_in(client, "ada@example.org")
    new = {"old_password": PASSWORD, "new_password1": PASSWORD * 2, "new_password2": PASSWORD * 2}

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/compte/mot-de-passe/", new)

    assert [sent.subject.startswith(subject) for sent in mail.outbox] == [True]
