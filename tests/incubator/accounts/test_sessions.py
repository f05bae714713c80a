"""The browsers that are signed in: listed for their owner, ended by them, nobody else's."""

from datetime import timedelta

import pytest
from django.test import Client

from incubator.accounts.models import UserSession
from incubator.accounts.services import sessions
from tests import clock

from .conftest import sign_in

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0"
)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (SAFARI, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_as_its_owner_would(user_agent, name):
    assert sessions.device_name(user_agent) == name


def browser(user, **headers: str) -> Client:
    client = Client(**headers)
    sign_in(client, user.email)
    return client


def test_a_session_is_listed_with_device_and_shortened_address(ada):
    browser(ada, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.77")
    browser(ada, HTTP_USER_AGENT=SAFARI, REMOTE_ADDR="2001:db8:1:2::77")

    rows = sessions.live_sessions(ada, now=clock.now())

    assert [(row.device, row.address) for row in rows] == [
        ("Safari, iPhone", "2001:0db8:0001:…"),
        ("Firefox, Windows", "192.0.2.x"),
    ]


def test_one_session_is_ended(client, ada):
    lost = browser(ada)
    row = UserSession.objects.get()
    sign_in(client, ada.email)

    client.post("/compte/sessions/", {"session": row.pk})

    assert lost.get("/compte/").status_code == 302
    assert client.get("/compte/").status_code == 200


def test_all_the_others_are_ended_even_those_never_used_since(client, ada):
    others = [browser(ada), browser(ada)]
    sign_in(client, ada.email)

    client.post("/compte/sessions/")

    assert [other.get("/compte/").status_code for other in others] == [302, 302]
    assert client.get("/compte/").status_code == 200
    assert UserSession.objects.count() == 1


def test_nobody_ends_another_persons_session(client, ada, admin, settings):
    settings.SECOND_FACTOR_ENFORCED = False
    other = browser(admin)
    row = UserSession.objects.get(user=admin)
    sign_in(client, ada.email)

    client.post("/compte/sessions/", {"session": row.pk})
    client.post("/compte/sessions/")

    assert other.get("/compte/").status_code == 200


@pytest.mark.parametrize("chosen", ["x", "-1", "9" * 30, "1 OR 1=1"])
def test_nonsense_ends_nothing(client, ada, chosen):
    other = browser(ada)
    sign_in(client, ada.email)

    client.post("/compte/sessions/", {"session": chosen})

    assert other.get("/compte/").status_code == 200


def test_a_session_is_seen_every_few_minutes_only(client, ada, django_assert_num_queries, rf):
    sign_in(client, ada.email)
    client.get("/compte/")
    row = UserSession.objects.get()

    request = rf.get("/")
    request.session = client.session
    assert request.session["_auth_user_id"] == str(ada.pk)  # it is loaded
    soon = row.last_seen + timedelta(minutes=4)
    with django_assert_num_queries(0):
        sessions.see(request, user=ada, now=soon)
    sessions.see(request, user=ada, now=row.last_seen + timedelta(minutes=6))

    seen = UserSession.objects.get()
    assert seen.last_seen == row.last_seen + timedelta(minutes=6)
    assert seen.first_seen == row.first_seen


def test_an_expired_session_is_not_listed(client, ada, settings):
    sign_in(client, ada.email)
    later = clock.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)

    assert list(sessions.live_sessions(ada, now=later)) == []


def test_a_closed_account_is_out_at_once(client, ada):
    sign_in(client, ada.email)
    ada.is_active = False
    ada.save()

    assert client.get("/compte/").status_code == 302


def test_the_account_page_is_kept_by_nobody(client, ada):
    client.force_login(ada)

    response = client.get("/compte/")

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_ones_name_is_changed_and_nothing_else(client, ada):
    client.force_login(ada)

    client.post(
        "/compte/nom/",
        {"first_name": "Augusta", "last_name": "King", "email": "x@evil.example", "is_staff": "on"},
    )

    ada.refresh_from_db()
    assert (ada.get_full_name(), ada.email, ada.is_staff) == (
        "Augusta King",
        "ada@example.org",
        False,
    )
