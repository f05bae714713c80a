"""Guessing is slowed down; honest people are not; and nothing tells who has an account."""

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client

from incubator.accounts import throttling
from incubator.accounts.models import Attempt, User
from tests import clock

from .conftest import PASSWORD, is_signed_in, sign_in

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.9"


def tries(email: str, many: int, *, address: str = HERE) -> list[int]:
    """The statuses of so many wrong passwords, each from a new browser."""
    return [
        sign_in(Client(REMOTE_ADDR=address), email, f"wrong {number}").status_code
        for number in range(many)
    ]


def test_after_five_wrong_passwords_even_the_right_one_waits(ada):
    assert tries("ada@example.org", 5) == [200, 200, 200, 200, 429]

    client = Client(REMOTE_ADDR=HERE)
    response = sign_in(client, "ada@example.org")

    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    assert not is_signed_in(client)


def test_the_owner_still_signs_in_from_elsewhere(ada):
    tries("ada@example.org", 50)

    client = Client(REMOTE_ADDR=ELSEWHERE)
    sign_in(client, "ada@example.org")

    assert is_signed_in(client)


def test_another_account_is_not_locked_at_the_same_address(ada, admin):
    tries("ada@example.org", 10)

    client = Client(REMOTE_ADDR=HERE)
    sign_in(client, "admin@example.org")

    assert is_signed_in(client)


def test_the_lock_ends_after_five_minutes(ada, settings):
    tries("ada@example.org", 8)
    AccessAttempt.objects.update(attempt_time=clock.now() - settings.AXES_COOLOFF_TIME)

    client = Client(REMOTE_ADDR=HERE)
    sign_in(client, "ada@example.org")

    assert is_signed_in(client)


def test_attempts_while_locked_do_not_prolong_the_lock(ada):
    tries("ada@example.org", 5)
    locked_since = AccessAttempt.objects.latest("attempt_time").attempt_time

    tries("ada@example.org", 10)

    assert AccessAttempt.objects.latest("attempt_time").attempt_time == locked_since


def test_spelling_the_address_differently_gives_no_more_attempts(ada):
    spellings = ["ada@example.org", "ADA@example.org", " ada@example.org", "Ada@Example.org "]

    statuses = [tries(spelling, 1)[0] for spelling in [*spellings, *spellings]]

    assert statuses[4:] == [429] * 4


def test_a_forwarded_address_is_believed_only_from_our_own_proxies(ada, settings):
    def forwarded(number: int) -> int:
        client = Client(REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, {ELSEWHERE}")
        return sign_in(client, "ada@example.org", "wrong").status_code

    assert [forwarded(number) for number in range(6)][-1] == 429

    settings.PROXY_COUNT = 1
    assert [forwarded(number) for number in range(6)] == [200, 200, 200, 200, 429, 429]


def test_one_address_that_tries_many_accounts_is_slowed_down(ada):
    for number in range(50):
        tries(f"person{number}@example.org", 1)

    client = Client(REMOTE_ADDR=HERE)
    assert sign_in(client, "ada@example.org").status_code == 429
    assert not is_signed_in(client)


def test_fifty_attempts_get_the_same_answers_for_known_and_unknown(ada):
    def answers(email: str) -> list[tuple[int, str]]:
        found = []
        for number in range(50):
            client = Client(REMOTE_ADDR=ELSEWHERE if email[0] == "a" else HERE)
            response = sign_in(client, email, f"wrong {number}")
            found.append((response.status_code, neutral(response.content.decode(), email)))
        return found

    assert answers("ada@example.org") == answers("nobody@example.org")


def neutral(html: str, email: str) -> str:
    """A page without what differs in any two answers: tokens, and what was typed."""
    html = re.sub(r'(csrfmiddlewaretoken" value=|"csrfToken": )"\w+"', "", html)
    return html.replace(email, "")


@pytest.mark.parametrize("path", ["/connexion/lien/", "/mot-de-passe/"])
def test_asking_for_mail_gets_the_same_answer_for_known_and_unknown(
    client, ada, path, django_capture_on_commit_callbacks
):
    def answer(email: str) -> tuple[int, str, str]:
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(path, {"email": email})
        page = client.get(response["Location"])
        return response.status_code, response["Location"], neutral(page.content.decode(), email)

    assert answer("ada@example.org") == answer("nobody@example.org")
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_a_password_takes_as_long_to_refuse_for_known_and_unknown(ada, settings, monkeypatch):
    """With the hashes of a real site: an unknown address costs one too (ten times a page)."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.AXES_ENABLED = False
    ada.set_password(PASSWORD)
    ada.save()
    encode, taken = PBKDF2PasswordHasher.encode, []

    def counted(hasher, password, salt, iterations=None):
        taken.append(iterations or hasher.iterations)
        return encode(hasher, password, salt, iterations)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    rounds = {}
    for email in ("ada@example.org", "nobody@example.org"):
        taken.clear()
        sign_in(Client(), email, "wrong")
        rounds[email] = sum(taken)

    assert rounds["ada@example.org"] == rounds["nobody@example.org"] >= 1_000_000


def test_nobody_waits_for_a_mail_to_be_sent(client, ada, settings, monkeypatch):
    settings.MAIL_IN_BACKGROUND = True
    handed_over = []
    monkeypatch.setattr(
        "incubator.accounts.mail._pool.submit", lambda *what: handed_over.append(what)
    )

    from incubator.accounts import mail as mails

    mails._hand_over(mails.compose("mail/account_factor_added.txt", to=ada.email, context={}))

    assert len(handed_over) == 1
    assert mail.outbox == []


def test_few_mails_are_sent_to_one_address_whoever_asks(ada, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(10):
            client = Client(REMOTE_ADDR=f"203.0.113.{number}")
            for path in ("/connexion/lien/", "/mot-de-passe/"):
                assert client.post(path, {"email": "ada@example.org"}).status_code == 302

    assert len(mail.outbox) == 3


def test_no_address_is_kept_where_attempts_are_counted(ada, caplog):
    tries("ada@example.org", 6)
    Client(REMOTE_ADDR=HERE).post("/connexion/lien/", {"email": "ada@example.org"})

    kept = [*AccessAttempt.objects.values(), *Attempt.objects.values()]
    assert kept
    assert "ada@" not in str(kept)
    assert "wrong" not in str(kept)
    assert "ada@" not in caplog.text


def test_what_was_counted_is_forgotten_after_a_day(db, now):
    throttling.count("mail-account", "ada@example.org", now=now - throttling.KEPT)

    assert throttling.take("mail-account", "bob@example.org", now=now + throttling.KEPT)

    assert Attempt.objects.count() == 1


def test_the_log_says_who_by_key(client, ada, caplog):
    caplog.set_level("INFO", "incubator.accounts")
    sign_in(client, "ada@example.org", "wrong")
    sign_in(client, "ada@example.org")
    client.post("/deconnexion/")

    lines = [
        record.getMessage() for record in caplog.records if record.name == "incubator.accounts"
    ]
    assert lines == [
        "refused a password account=unknown from=127.0.0.x",
        f"signed in (ModelBackend) account={ada.pk} from=127.0.0.x",
        f"signed out account={ada.pk} from=127.0.0.x",
    ]
    assert User.objects.get().email not in caplog.text
