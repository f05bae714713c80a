"""The acts of the demonstration write to people who are invented: nothing is sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

NOWHERE = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}


@contextmanager
def no_mail() -> Iterator[None]:
    """Mails that are sent meanwhile go nowhere. For a command: it holds for its whole process."""
    kept = settings.MAILERS, settings.MAIL_IN_BACKGROUND
    settings.MAILERS, settings.MAIL_IN_BACKGROUND = NOWHERE, False
    try:
        yield
    finally:
        settings.MAILERS, settings.MAIL_IN_BACKGROUND = kept
