"""Second factors are enrolled and removed by their owner; recovery codes serve once."""

from django.core import mail
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from incubator.accounts.services import second_factor
from tests.second_factor import sign_in_with_second_factor

from .conftest import is_verified, sign_in

ENROL = "/compte/second-facteur/"
VERIFY = "/connexion/verification/"


def verified(client: Client, user, device) -> Client:
    sign_in(client, user.email)
    session = client.session
    session["otp_device_id"] = device.persistent_id
    session.save()
    return client


def test_an_application_is_enrolled_with_its_own_code(
    client, admin, code_of, django_capture_on_commit_callbacks
):
    sign_in(client, "admin@example.org")
    page = client.get(f"{ENROL}application/")
    device = TOTPDevice.objects.get(user=admin)
    html = page.content.decode()
    assert second_factor.secret_text(device) in html
    assert "<svg" in html
    assert " style=" not in html

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{ENROL}application/", {"code": code_of(device)})

    assert response["Location"] == f"{ENROL}codes/"
    assert is_verified(client)
    assert client.get("/admin/").status_code == 200
    assert [message.to for message in mail.outbox] == [["admin@example.org"]]


def test_enrolling_ends_the_sessions_that_have_not_shown_the_factor(client, ada, code_of):
    other = Client()
    for browser in (other, client):
        sign_in(browser, "ada@example.org")
    client.get(f"{ENROL}application/")

    client.post(f"{ENROL}application/", {"code": code_of(TOTPDevice.objects.get())})

    assert client.get("/compte/").status_code == 200
    assert other.get("/compte/")["Location"].startswith("/connexion/?")


def test_a_secret_is_shown_to_no_other_session(admin):
    victim, thief = Client(), Client()
    for client in (victim, thief):
        sign_in(client, "admin@example.org")
    victim.get(f"{ENROL}application/")
    secret = second_factor.secret_text(TOTPDevice.objects.get(user=admin))

    for response in (
        thief.get(f"{ENROL}application/"),
        thief.post(f"{ENROL}application/", {"code": "000000"}),
    ):
        assert secret not in response.content.decode()


def test_an_unconfirmed_application_opens_nothing(client, admin, code_of):
    sign_in(client, "admin@example.org")
    client.get(f"{ENROL}application/")

    client.post(VERIFY, {"code": code_of(TOTPDevice.objects.get())})

    assert not is_verified(client)


def test_ten_recovery_codes_are_shown_once_and_kept_as_digests(client, admin):
    sign_in_with_second_factor(client, admin)

    codes = client.post(f"{ENROL}codes/").context["codes"]

    assert len(set(codes)) == 10
    kept = " ".join(StaticToken.objects.values_list("token", flat=True))
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    assert codes[0] not in client.get(f"{ENROL}codes/").content.decode()


def test_a_recovery_code_serves_once_however_it_is_typed(admin, application):
    verified(Client(), admin, application(admin))
    code = second_factor.make_recovery_codes(admin)[0]
    first, replay = Client(), Client()
    for client, typed in ((first, f" {code.upper()} ".replace("-", " ")), (replay, code)):
        sign_in(client, "admin@example.org")
        client.post(VERIFY, {"code": typed})

    assert is_verified(first)
    assert not is_verified(replay)
    assert second_factor.recovery_codes_left(admin) == 9


def test_what_the_database_keeps_of_a_code_is_no_code(client, admin, application):
    application(admin)
    second_factor.make_recovery_codes(admin)
    sign_in(client, "admin@example.org")

    client.post(VERIFY, {"code": StaticToken.objects.first().token})

    assert not is_verified(client)


def test_new_codes_replace_the_old(admin, application):
    application(admin)
    old = second_factor.make_recovery_codes(admin)
    second_factor.make_recovery_codes(admin)
    client = Client()
    sign_in(client, "admin@example.org")

    client.post(VERIFY, {"code": old[0]})

    assert not is_verified(client)


def test_recovery_codes_need_a_factor_to_replace(client, ada):
    client.force_login(ada)

    assert client.post(f"{ENROL}codes/")["Location"] == ENROL
    assert not StaticToken.objects.exists()


def test_the_last_factor_of_who_must_have_one_stays(client, admin, application):
    device = application(admin)
    verified(client, admin, device)

    client.post(reverse("factor_remove", args=("application", device.pk)))

    assert TOTPDevice.objects.filter(pk=device.pk, confirmed=True).exists()


def test_ones_own_factor_can_go_and_its_codes_with_it(client, ada, application):
    device = application(ada)
    second_factor.make_recovery_codes(ada)
    verified(client, ada, device)

    client.post(reverse("factor_remove", args=("application", device.pk)))

    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert client.get("/compte/").status_code == 200


def test_nobody_removes_another_persons_factor(client, ada, admin, application):
    device = application(admin)
    client.force_login(ada)

    for method in (client.get, client.post):
        response = method(reverse("factor_remove", args=("application", device.pk)))
        assert response.status_code == 404
    assert TOTPDevice.objects.filter(pk=device.pk).exists()


def test_a_removed_factor_no_longer_verifies_other_sessions(client, admin, application):
    device = application(admin)
    verified(client, admin, device)
    application(admin)
    device.delete()

    assert client.get("/admin/")["Location"].startswith(VERIFY)
