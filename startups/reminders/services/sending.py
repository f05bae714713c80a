"""Writes the letters of a day to the outbox."""

from datetime import date

from django.db import transaction

from startups.core.services.notices import write_notice

from .letters import Mail, letters


def send_reminders(*, on: date) -> list[Mail]:
    """Writes what is due on the day ``on``, and returns what was written; safe to repeat.

    ``core.services.notices.deliver_notices`` sends it. One transaction a letter: what the
    message of a week gathers is remembered as told with it.
    """
    return [letter for letter in letters(on=on) if _write(letter, on=on)]


@transaction.atomic
def _write(letter: Mail, *, on: date) -> bool:
    written = write_notice(
        recipient=letter.recipient,
        key=letter.key,
        template=letter.template,
        context=letter.context,
        on=on,
    )
    if written:
        for reminder in letter.gathered:
            write_notice(
                recipient=reminder.recipient,
                key=reminder.key,
                template=f"mail/reminder_{reminder.kind}.txt",
                context={"reminder": reminder},
                on=on,
                gathered=True,
            )
    return written
