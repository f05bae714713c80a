"""Tests: quick password hashes, mail kept in memory, no debug, files in a folder that goes."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403 (settings are layered)

DEBUG = False
SECRET_KEY = "test-only-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
MAIL_IN_BACKGROUND = False
OTP_WEBAUTHN_RP_ID = "localhost"
OTP_WEBAUTHN_ALLOWED_ORIGINS = ["http://localhost"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="portfolio-test-media-"))
PRIVATE_MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="portfolio-test-private-"))
STATICFILES_DIRS = [BASE_DIR / "static"]  # noqa: F405 (from base)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
