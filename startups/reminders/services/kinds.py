"""A reminder: to whom, of what, since when. Its words are found when it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.core.formats import long_day
from startups.reminders.enums import ReminderKind


@dataclass(frozen=True)
class Reminder:
    """``day`` is when its step began, ``due`` when the thing is due, ``late`` the days since.

    ``subject`` is the startup, or the incubator of a session; ``detail`` is the wording of a
    condition; ``count`` the dossiers to read. ``route`` and ``args`` lead to where it is done.
    """

    kind: ReminderKind
    recipient: Any
    key: str
    day: date
    due: date
    late: int
    subject: str
    route: str
    args: tuple[Any, ...]
    detail: str = ""
    count: int = 0

    @property
    def path(self) -> str:
        """The address, in the language of whoever reads it now."""
        return reverse(self.route, args=self.args)

    @property
    def due_text(self) -> str:
        return long_day(self.due)

    @property
    def headline(self) -> str:
        """The reminder in a sentence: the subject of its mail, a line of the week's."""
        return HEADLINES[self.kind](self)


def _words(reminder: Reminder) -> dict[str, Any]:
    return {
        "subject": reminder.subject,
        "day": reminder.due_text,
        "days": reminder.late,
        "count": reminder.count,
    }


def _prepare(reminder: Reminder) -> str:
    if not reminder.late:
        return _("%(subject)s: the review is due on %(day)s") % _words(reminder)
    message = ngettext(
        "%(subject)s: the review is %(days)s day late",
        "%(subject)s: the review is %(days)s days late",
        reminder.late,
    )
    return message % _words(reminder)


def _decide(reminder: Reminder) -> str:
    if not reminder.late:
        message = _("%(subject)s: a dossier waits for its decision, due on %(day)s")
        return message % _words(reminder)
    message = ngettext(
        "%(subject)s: a decision is %(days)s day late",
        "%(subject)s: a decision is %(days)s days late",
        reminder.late,
    )
    return message % _words(reminder)


def _read(reminder: Reminder) -> str:
    message = ngettext(
        "%(subject)s: %(count)s dossier to read before the session of %(day)s",
        "%(subject)s: %(count)s dossiers to read before the session of %(day)s",
        reminder.count,
    )
    return message % _words(reminder)


def _condition(reminder: Reminder) -> str:
    if not reminder.late:
        return _("%(subject)s: a condition is due on %(day)s") % _words(reminder)
    return _("%(subject)s: a condition was due on %(day)s") % _words(reminder)


HEADLINES: Mapping[ReminderKind, Callable[[Reminder], str]] = {
    ReminderKind.PREPARE: _prepare,
    ReminderKind.DECIDE: _decide,
    ReminderKind.READ: _read,
    ReminderKind.CONDITION: _condition,
    ReminderKind.FOLLOW: _condition,
}
