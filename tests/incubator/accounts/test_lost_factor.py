"""A lost second factor is reset by an administrator, and by nobody else."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential
from wagtail.models import ModelLogEntry

from incubator.accounts.models import User, UserSession
from incubator.accounts.services.language import choose_language
from incubator.accounts.services.lost_factor import reset_second_factor
from incubator.accounts.services.second_factor import make_recovery_codes
from tests.second_factor import sign_in_with_second_factor

from .conftest import is_signed_in, sign_in

pytestmark = pytest.mark.django_db
KINDS = (TOTPDevice, WebAuthnCredential, StaticDevice)


def address(user: User) -> str:
    return reverse("second_factor_reset", args=(user.pk,))


def factors(user: User) -> list[int]:
    return [kind.objects.filter(user=user).count() for kind in KINDS]


@pytest.fixture
def boss(client: Client, admin: User) -> Client:
    """An administrator's browser, which has shown a second factor; in English."""
    choose_language(admin, "en")
    sign_in_with_second_factor(client, admin)
    return client


@pytest.fixture
def lost(ada: User, application: Any) -> User:
    """Ada, with an application, another half enrolled, a passkey and recovery codes."""
    application(ada)
    TOTPDevice.objects.create(user=ada, name="", confirmed=False)
    WebAuthnCredential.objects.create(
        user=ada,
        name="Firefox",
        credential_id=b"1",
        public_key=b"2",
        sign_count=0,
        backup_eligible=True,
        backup_state=True,
        aaguid="00000000-0000-0000-0000-000000000000",
    )
    make_recovery_codes(ada)
    return ada


def test_everything_goes_and_everybody_concerned_knows(
    boss, admin, lost, caplog, django_capture_on_commit_callbacks
):
    elsewhere, unlisted = Client(), Client()
    sign_in_with_second_factor(elsewhere, lost)
    elsewhere.get("/compte/")
    sign_in(unlisted, lost.email)
    UserSession.objects.filter(session_key=unlisted.session.session_key).delete()
    page = boss.get(address(lost))
    assert lost.email in page.text

    with caplog.at_level("INFO"), django_capture_on_commit_callbacks(execute=True):
        response = boss.post(address(lost), {"reason": "téléphone perdu, vue en personne"})

    assert response["Location"] == reverse("wagtailusers_users:edit", args=(lost.pk,))
    assert factors(lost) == [0, 0, 0]
    assert not is_signed_in(elsewhere)
    assert not is_signed_in(unlisted)
    entry = ModelLogEntry.objects.get(action="accounts.reset_second_factor")
    assert (entry.user, entry.object_id) == (admin, str(lost.pk))
    assert entry.data == {"reason": "téléphone perdu, vue en personne"}
    assert f"second factor reset by account {admin.pk} account={lost.pk}" in caplog.text
    (sent,) = mail.outbox
    assert sent.to == [lost.email]
    assert str(admin) in sent.body
    history = boss.get(reverse("wagtailusers_users:history", args=(lost.pk,)))
    assert "téléphone perdu" in history.text


def test_staff_enrol_again_before_anything_else(boss, application, code_of):
    other = User.objects.create_superuser("other@example.org", "une phrase bien longue")
    application(other)
    boss.post(address(other), {"reason": "téléphone perdu"})
    client = Client()

    sign_in(client, "other@example.org")

    assert client.get("/admin/")["Location"].startswith("/compte/second-facteur/")


def test_the_administrator_stays_signed_in(boss, lost):
    boss.post(address(lost), {"reason": "perdu"})

    assert boss.get(address(lost)).status_code == 200


def test_no_reason_no_reset(boss, lost):
    response = boss.post(address(lost), {"reason": "  "})

    assert "reason" in response.context["form"].errors
    assert factors(lost) == [2, 1, 1]


def test_nobody_resets_their_own(boss, admin):
    before = factors(admin)

    response = boss.post(address(admin), {"reason": "moi"})

    assert "ask another administrator" in response.text
    assert factors(admin) == before == [1, 0, 0]
    with pytest.raises(PermissionDenied):
        reset_second_factor(user=admin, by=admin, reason="moi")


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_stranger_is_refused(lost, application, verb):
    stranger = User.objects.create_user("eve@example.org", "une phrase bien longue")
    client = Client()
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")

    response = getattr(client, verb)(address(lost), {"reason": "vol"})

    assert response.status_code in {302, 403}
    assert lost.email not in response.text
    assert factors(lost) == [2, 1, 1]
    with pytest.raises(PermissionDenied):
        reset_second_factor(user=lost, by=stranger, reason="vol")


def test_whoever_has_none_has_nothing_to_reset(boss, admin, ada):
    response = boss.post(address(ada), {"reason": "rien"})

    assert "has no second factor" in response.text
    assert not ModelLogEntry.objects.exists()
    with pytest.raises(ValidationError):
        reset_second_factor(user=ada, by=admin, reason="rien")


def test_the_list_and_the_form_of_users_lead_there_but_not_for_oneself(boss, admin, lost):
    index = boss.get(reverse("wagtailusers_users:index")).text
    assert address(lost) in index
    assert address(admin) not in index

    for user, shown in ((lost, True), (admin, False)):
        form = boss.get(reverse("wagtailusers_users:edit", args=(user.pk,))).text
        assert (address(user) in form) is shown
