"""Production: fails at start, naming the variable, when something it needs is absent."""

from pathlib import Path
from urllib.parse import urlsplit

from incubator.env import env, mailer, required, required_list

from .base import *  # noqa: F403 (settings are layered)

DEBUG = False
SECRET_KEY = required("SECRET_KEY", "it signs sessions and links (50 random characters).")
ALLOWED_HOSTS = required_list("ALLOWED_HOSTS", "the host names that this site answers to.")
SITE_URL = required("SITE_URL", "the public address, written in mails and feeds.").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_URL).hostname
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL]
MEDIA_ROOT = Path(required("MEDIA_ROOT", "the folder that keeps uploaded files."))
required("EMAIL_URL", "the server that sends mail.")
MAILERS = {"default": mailer()}
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL", "the sender of mails.")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
required("DATABASE_URL", "sqlite:////folder/file.sqlite3 or postgres://user:password@host/name.")

STORAGES = {
    **STORAGES,  # noqa: F405 (from base)
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
# Set only behind a proxy that overwrites this header, or a visitor could forge it.
if env.bool("BEHIND_TLS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # It would write names of accounts.
    "loggers": {"sesame": {"level": "INFO"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
