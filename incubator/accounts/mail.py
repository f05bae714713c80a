"""Mails about accounts: plain text, in the reader's language, sent without making anybody wait.

How long an answer takes must not tell whether a mail was sent: sending happens elsewhere.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from .languages import chosen_language
from .models import User

logger = logging.getLogger("incubator.accounts")
_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")


def compose(
    template: str, *, to: str, context: dict[str, Any], language: str | None = None
) -> EmailMessage:
    """A mail from a template whose first line is its subject.

    ``language`` is the reader's: that of the page by default.
    """
    shared = {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL}
    with translation.override(language or translation.get_language()):
        text = render_to_string(template, {**shared, **context})
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[to])


def deliver(message: EmailMessage) -> None:
    """Send after the transaction, outside the request (setting MAIL_IN_BACKGROUND)."""
    transaction.on_commit(lambda: _hand_over(message))


def notify(user: User, template: str, **context: Any) -> None:
    """Tell the owner of an account what changed on it: they may not be who changed it."""
    words = {"user": user, **context}
    deliver(compose(template, to=user.email, context=words, language=chosen_language(user)))


def _hand_over(message: EmailMessage) -> None:
    if settings.MAIL_IN_BACKGROUND:
        _pool.submit(_send, message)
    else:
        _send(message)


def _send(message: EmailMessage) -> None:
    """A mail that cannot be sent is logged (without its address): nobody waits for it here."""
    try:
        message.send()
    except Exception:
        logger.exception("A mail could not be sent")
