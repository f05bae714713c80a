"""What the journeys of sign-in share: a site that asks for second factors, an administrator."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache

EMAIL, PASSWORD = "admin@example.org", "une phrase bien longue"
# English: the words that tests look for are the ones in the templates.
EN = "/en"


def as_in_production(live_server: Any, settings: Any) -> str:
    """Makes the site know its own address, which passkeys are bound to; gives it."""
    settings.SITE_URL = live_server.url
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]
    cache.clear()
    return live_server.url


def make_admin() -> Any:
    return get_user_model().objects.create_superuser(EMAIL, PASSWORD, first_name="Ada")
