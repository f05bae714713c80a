"""Development and demonstration, on one's own machine."""

from incubator.env import env

from .base import *  # noqa: F403 (settings are layered)

DEBUG = env.bool("DEBUG", True)
# Not a secret: it protects nothing but a development server on the loopback.
SECRET_KEY = env.str("SECRET_KEY", "") or "development-only-" + "x" * 40
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

# Browsers make passkeys for a name, never for a number.
OTP_WEBAUTHN_RP_ID = "localhost"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL.replace("127.0.0.1", "localhost")]  # noqa: F405 (from base)
# The demonstration's accounts have a password that everybody knows: a second factor adds nothing.
SECOND_FACTOR_ENFORCED = env.bool("SECOND_FACTOR_ENFORCED", False)
MAIL_IN_BACKGROUND = False
# Each task that runs at once (the indexes have some at each save) would be two lines on the screen.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"django.tasks": {"level": "WARNING"}},
}
