"""Mails that tell of acts: written with the act, sent once it is committed, never twice.

A notice that could not be sent stays, and goes with the next delivery.
"""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.dispatch import Signal

from incubator.accounts.languages import language_of
from incubator.accounts.mail import compose
from startups.core.models import Notice

logger = logging.getLogger(__name__)

# Sent after the commit of whatever wrote notices: whoever can, has them delivered.
notices_written = Signal()


def write_notice(
    *,
    recipient: Any,
    key: str,
    template: str,
    context: Mapping[str, Any],
    on: date,
    digested: bool = False,
) -> bool:
    """Writes a mail to a user, in their language, unless they got the one of that ``key``.

    ``template`` is a text template whose first line is the subject. Returns whether it was
    written; it is sent by ``deliver_notices``, at the latest by the next daily run. What is
    ``digested`` is remembered as told, and never sent: the message of the week tells it.
    """
    if not (recipient.is_active and recipient.email):
        return False
    message = compose(
        template,
        to=recipient.email,
        context={"recipient": recipient, **context},
        language=language_of(recipient),
    )
    subject, body = str(message.subject), str(message.body)
    try:
        with transaction.atomic():
            Notice.objects.create(
                recipient=recipient,
                key=key,
                subject=subject,
                body=body,
                written_on=on,
                digested=digested,
            )
    except IntegrityError:
        return False
    return True


def announce_notices() -> None:
    """Has the notices delivered once the present transaction is committed."""
    transaction.on_commit(lambda: notices_written.send(sender=Notice))


def deliver_notices(*, now: datetime) -> int:
    """Sends what is written and not sent yet; returns how many went.

    One transaction a mail, its row locked: two deliveries at once send nothing twice. A mail
    server that refuses leaves the notice for the next time.
    """
    return sum(_deliver(key, now) for key in list(_waiting().values_list("pk", flat=True)))


def _waiting() -> QuerySet[Notice]:
    """What was not sent yet; an account that was closed meanwhile gets no mail."""
    return Notice.objects.filter(sent_at=None, digested=False, recipient__is_active=True)


@transaction.atomic
def _deliver(key: int, now: datetime) -> bool:
    rows = _waiting().select_for_update(of=("self",)).select_related("recipient")
    notice = rows.filter(pk=key).first()
    if notice is None:
        return False
    message = EmailMessage(notice.subject, notice.body, to=[notice.recipient.email])
    try:
        message.send()
    except Exception:
        logger.exception("Notice %d could not be sent", key)
        return False
    notice.sent_at = now
    notice.save(update_fields=["sent_at"])
    return True
