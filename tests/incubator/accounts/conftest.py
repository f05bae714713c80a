"""People who sign in, and what it takes to be them."""

from collections.abc import Callable
from datetime import UTC, datetime

import django_otp
import pytest
from django.core.cache import cache
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from incubator.accounts.models import User
from tests.incubator.accounts.provider.hostile import CLIENT_ID, hostile_provider

PASSWORD = "une phrase bien longue"


@pytest.fixture(autouse=True)
def _second_factor_shown() -> None:
    """Nobody has shown one: these are the tests of showing it."""


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 8, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def ada(db) -> User:
    """Somebody who needs no second factor and has none."""
    return User.objects.create_user("ada@example.org", PASSWORD, first_name="Ada", last_name="L.")


@pytest.fixture
def admin(db) -> User:
    """Somebody who must have a second factor, and has none yet."""
    return User.objects.create_superuser("admin@example.org", PASSWORD)


@pytest.fixture
def application() -> Callable[[User], TOTPDevice]:
    """Enrols an application: ``application(user)``."""
    return lambda user: TOTPDevice.objects.create(user=user, name="", confirmed=True)


@pytest.fixture
def code_of() -> Callable[[TOTPDevice], str]:
    """What the application shows at this moment."""
    return lambda device: f"{totp(device.bin_key):06d}"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: object):
    return client.post("/connexion/", {"username": email, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def is_verified(client: Client) -> bool:
    return django_otp.DEVICE_ID_SESSION_KEY in client.session


@pytest.fixture
def provider(settings):
    with hostile_provider() as provider:
        settings.OIDC_ISSUER = provider.issuer
        settings.OIDC_RP_CLIENT_ID = CLIENT_ID
        settings.OIDC_RP_CLIENT_SECRET = "a-secret-long-enough-for-hmac-with-sha-256"
        yield provider
