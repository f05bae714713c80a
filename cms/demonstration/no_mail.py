"""What the demonstration does without while it is loaded: mails, and a trail of queries."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.urls import resolve

from startups.core.services.notices import notices_written
from startups.receivers import deliver

NOWHERE = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}


@contextmanager
def no_mail() -> Iterator[None]:
    """Nothing is sent meanwhile: the acts of the demonstration write to people who are invented.

    Nor are notices looked for after each act. For a command: it holds for its whole process.
    """
    kept = settings.MAILERS, settings.MAIL_IN_BACKGROUND
    settings.MAILERS, settings.MAIL_IN_BACKGROUND = NOWHERE, False
    notices_written.disconnect(deliver)
    try:
        yield
    finally:
        settings.MAILERS, settings.MAIL_IN_BACKGROUND = kept
        notices_written.connect(deliver)


@contextmanager
def no_trail() -> Iterator[None]:
    """Queries are not kept in memory, as Django does in development. For a command, too."""
    # Addresses are read once, and have those of pictures in development only.
    resolve("/")
    kept = settings.DEBUG
    settings.DEBUG = False
    try:
        yield
    finally:
        settings.DEBUG = kept
