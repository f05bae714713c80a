"""Reads the environment once, and says clearly which variable is missing or wrong."""

from pathlib import Path

import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)


def required(name: str, purpose: str) -> str:
    """The value of a variable that production cannot do without.

    Raises ImproperlyConfigured, naming the variable and what it is for.
    """
    value = env.str(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"The environment variable {name} is required in production: {purpose} "
            "See .env.example."
        )
    return value


def required_list(name: str, purpose: str) -> list[str]:
    """A comma-separated variable that production cannot do without; never empty."""
    return [part.strip() for part in required(name, purpose).split(",") if part.strip()]


def mailer(default: str = "") -> dict[str, object]:
    """The default mailer, from EMAIL_URL: ``submission://user:password@host:587``.

    Raises ImproperlyConfigured when it is no such address.
    """
    try:
        url = dj_email_url.parse(env.str("EMAIL_URL", "") or default)
        backend = url["EMAIL_BACKEND"]
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(
            "EMAIL_URL must be submission://user:password@host:587, smtp://host or console:"
        ) from error
    if not backend.endswith("smtp.EmailBackend"):
        return {"BACKEND": backend}
    options = {
        "host": url["EMAIL_HOST"],
        "port": url["EMAIL_PORT"],
        "username": url["EMAIL_HOST_USER"] or "",
        "password": url["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": url["EMAIL_USE_TLS"],
        "use_ssl": url["EMAIL_USE_SSL"],
    }
    return {"BACKEND": backend, "OPTIONS": options}
