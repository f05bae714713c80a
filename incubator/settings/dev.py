"""Development and demonstration, on one's own machine."""

from incubator.env import env

from .base import *  # noqa: F403 (settings are layered)

DEBUG = env.bool("DEBUG", True)
# Not a secret: it protects nothing but a development server on the loopback.
SECRET_KEY = env.str("SECRET_KEY", "") or "development-only-" + "x" * 40
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
