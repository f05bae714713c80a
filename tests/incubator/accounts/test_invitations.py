"""An invitation works once, for its address only, for seven days; and tells nobody anything."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from incubator.accounts.models import Invitation, User
from incubator.accounts.services import invitations
from incubator.accounts.signals import invitation_accepted
from startups.registry.models import Startup
from tests import clock

from .conftest import is_signed_in, sign_in

PERSON = {
    "first_name": "Grace",
    "last_name": "Hopper",
    "new_password1": "une phrase de compilateur",
    "new_password2": "une phrase de compilateur",
}


@pytest.fixture
def startup(db) -> Startup:
    return Startup.objects.create(ghid="carnet", slug="carnet", name="Carnet de digue")


@pytest.fixture
def invite(admin, startup, django_capture_on_commit_callbacks):
    """Invites somebody; gives the path of the link in the mail."""

    def send(email: str, **more) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            invitations.invite(
                **{
                    "email": email,
                    "startup": startup,
                    "inviter": admin,
                    "now": clock.now(),
                    **more,
                }
            )
        return re.search(r"http://testserver(\S*/invitation/\S+)", mail.outbox[-1].body)[1]

    return send


@pytest.fixture
def accepted():
    """What the signal said, in order."""
    heard = []

    def listen(sender, invitation, user, **_):
        heard.append((invitation, user))

    invitation_accepted.connect(listen)
    yield heard
    invitation_accepted.disconnect(listen)


def test_a_new_person_makes_their_account(client, invite, accepted, startup):
    path = invite("Grace@example.org", purpose="intrapreneur")

    response = client.post(path, PERSON)

    user = User.objects.get(email="grace@example.org")
    assert (response.status_code, response["Location"]) == (302, "/espace/")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.get_full_name() == "Grace Hopper"
    assert user.check_password(PERSON["new_password1"])
    assert (user.is_staff, user.is_superuser) == (False, False)
    [(invitation, who)] = accepted
    assert who == user
    assert (invitation.startup, invitation.purpose) == (startup, "intrapreneur")
    assert invitation.used_at is not None


def test_the_account_is_of_the_address_that_was_invited(client, invite):
    path = invite("grace@example.org")

    client.post(path, {**PERSON, "email": "evil@example.org", "is_superuser": "on"})

    assert User.objects.exclude(is_superuser=True).get().email == "grace@example.org"


def test_a_link_works_once(client, invite, accepted):
    path = invite("grace@example.org")
    client.post(path, PERSON)

    replay = Client()
    assert replay.get(path).status_code == 410
    assert replay.post(path, {**PERSON, "first_name": "Eve"}).status_code == 410
    assert len(accepted) == 1
    assert not is_signed_in(replay)


def test_a_link_expires_after_seven_days(client, invite, accepted):
    path = invite("grace@example.org", now=clock.now() - timedelta(days=7))

    assert client.post(path, PERSON).status_code == 410
    assert accepted == []


def test_unknown_used_and_expired_get_the_same_answer(client, invite):
    used, expired = (
        invite("a@example.org"),
        invite("b@example.org", now=clock.now() - timedelta(days=8)),
    )
    Client().post(used, PERSON)

    pages = {
        re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page.content.decode()).replace(path, "")
        for path in (used, expired, "/invitation/unknown/")
        for page in [client.get(path)]
    }

    assert len(pages) == 1


def test_of_two_who_accept_at_once_one_does(invite, accepted, ada):
    invite("grace@example.org")
    invitation = Invitation.objects.get()
    same = Invitation.objects.get()
    invitations.accept(invitation=invitation, user=ada, now=clock.now())

    with pytest.raises(invitations.InvitationClosed):
        invitations.accept(invitation=same, user=ada, now=clock.now())
    assert len(accepted) == 1


def test_what_the_receiver_refuses_is_undone(invite, ada):
    def refuse(**_):
        raise ValueError("no such role")

    invite("grace@example.org")
    invitation_accepted.connect(refuse)
    try:
        with pytest.raises(ValueError, match="role"):
            invitations.accept_with_new_account(
                invitation=Invitation.objects.get(),
                first_name="Grace",
                last_name="Hopper",
                password=None,
                now=clock.now(),
            )
    finally:
        invitation_accepted.disconnect(refuse)

    assert Invitation.objects.get().used_at is None
    assert not User.objects.filter(email="grace@example.org").exists()


def test_somebody_with_an_account_signs_in_to_accept(client, invite, ada, accepted):
    path = invite("ada@example.org")
    page = client.get(path)
    assert f"/connexion/?next={path.replace('/', '%2F')}" in page.content.decode()
    assert "new_password1" not in page.content.decode()

    sign_in(client, "ada@example.org", next=path)
    client.post(path)

    assert [user for _, user in accepted] == [ada]


def test_a_link_takes_over_no_account(client, invite, ada, accepted):
    path = invite("ada@example.org")

    client.post(path, PERSON)

    ada.refresh_from_db()
    assert not ada.check_password(PERSON["new_password1"])
    assert not is_signed_in(client)
    assert accepted == []


def test_a_link_is_for_nobody_else(client, invite, ada, accepted):
    path = invite("grace@example.org")
    client.force_login(ada)

    client.post(path, PERSON)

    assert accepted == []
    assert not User.objects.filter(email="grace@example.org").exists()


def test_only_who_may_invites(ada, startup):
    with pytest.raises(PermissionDenied):
        invitations.invite(email="x@example.org", startup=startup, inviter=ada, now=clock.now())
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b", "a@example.org\nBcc: evil@example.org", "a@x.fr, b@x.fr"]
)
def test_what_is_no_address_is_not_invited(admin, startup, email):
    with pytest.raises(ValidationError):
        invitations.invite(email=email, startup=startup, inviter=admin, now=clock.now())
    assert mail.outbox == []


def test_the_mail_is_the_same_for_known_and_unknown(invite, ada):
    bodies = set()
    for email in ("ada@example.org", "nobody@example.org"):
        path = invite(email)
        bodies.add((mail.outbox[-1].subject, mail.outbox[-1].body.replace(path, "")))

    assert len(bodies) == 1


def test_the_mail_is_in_the_readers_language(invite):
    path = invite("grace@example.org", language="en")

    assert path.startswith("/en/invitation/")
    assert "invites you to work on Carnet de digue" in mail.outbox[-1].subject


def test_the_secret_is_kept_nowhere(client, invite):
    path = invite("grace@example.org")
    client.get(path)

    token = path.split("/")[-2]
    assert len(token) >= 43
    assert token not in str(Invitation.objects.values())
    assert token not in str(dict(client.session))


def test_accepting_needs_the_token_against_forgery(invite):
    client = Client(enforce_csrf_checks=True)

    assert client.post(invite("grace@example.org"), PERSON).status_code == 403
    assert not User.objects.filter(email="grace@example.org").exists()


def test_guessing_is_throttled(client, db):
    statuses = [client.get(f"/invitation/guess{number}/").status_code for number in range(61)]

    assert (statuses[0], statuses[-1]) == (410, 429)


def test_the_database_refuses_an_invitation_used_by_nobody(invite, ada):
    invite("grace@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(used_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(user=ada)
