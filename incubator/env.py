"""Reads the environment once, and says clearly which variable is missing or wrong."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

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


def mailer(default: str) -> dict[str, object]:
    """The default mailer, from EMAIL_URL such as ``smtp+tls://user:password@host:587``."""
    try:
        url = env.dj_email_url("EMAIL_URL", default)
    except EnvError as error:
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}") from error
    options = {
        "host": url["EMAIL_HOST"],
        "port": url["EMAIL_PORT"],
        "username": url["EMAIL_HOST_USER"],
        "password": url["EMAIL_HOST_PASSWORD"],
        "use_tls": url["EMAIL_USE_TLS"],
        "use_ssl": url["EMAIL_USE_SSL"],
    }
    is_smtp = url["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    return {"BACKEND": url["EMAIL_BACKEND"], "OPTIONS": options if is_smtp else {}}
