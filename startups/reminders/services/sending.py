"""Writes the mails of a day to the outbox."""

from datetime import date

from django.db import transaction

from startups.core.services.notices import write_notice

from .mails import Mail, mails_of


def send_reminders(*, on: date) -> list[Mail]:
    """Writes what is due on the day ``on``, and returns what was written; safe to repeat.

    ``core.services.notices.deliver_notices`` sends it. One transaction a mail: what the
    message of a week gathers is remembered as told with it.
    """
    return [mail for mail in mails_of(on=on) if _write(mail, on=on)]


@transaction.atomic
def _write(mail: Mail, *, on: date) -> bool:
    written = write_notice(
        recipient=mail.recipient,
        key=mail.key,
        template=mail.template,
        context=mail.context,
        on=on,
    )
    if written:
        for reminder in mail.digested:
            write_notice(
                recipient=reminder.recipient,
                key=reminder.key,
                template=f"mail/reminder_{reminder.kind}.txt",
                context={"reminder": reminder},
                on=on,
                digested=True,
            )
    return written
