"""What is to be written on a day, and to whom: each reminder alone, or the week's in one.

Pure planning: nothing is written here, so that it can be shown before it is sent.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import override

from incubator.accounts.languages import language_of
from startups.core.models import Notice
from startups.portfolio.enums import NeedKind
from startups.portfolio.selectors.needs import Need, needs_today
from startups.portfolio.selectors.needs.scopes import managers_at_work, scope_of_staff
from startups.reminders.enums import Frequency, ReminderKind
from startups.reminders.models import MailPreference

from .conditions import condition_reminders
from .kinds import Reminder
from .reviews import review_reminders
from .sessions import session_reminders

# What the managers' list of needs says already.
IN_THE_NEEDS = frozenset({ReminderKind.DECIDE, ReminderKind.READ, ReminderKind.FOLLOW})
WEEK = "mail/week.txt"

type Needs = Mapping[NeedKind, list[Need]]


@dataclass(frozen=True)
class Mail:
    """A mail to be written: its reminder, or for that of the week the reminders that it tells
    (``digested``), with what needs its reader."""

    recipient: Any
    key: str
    template: str
    context: Mapping[str, Any]
    digested: list[Reminder] = field(default_factory=list)


def mails_of(*, on: date) -> list[Mail]:
    """Everything that is to be written on the day ``on`` and was not yet; safe to repeat.

    Days that were missed are caught up once, with the last step of each thing. The week's
    message is Monday's: what began later waits for the next. A constant number of queries, and
    a dozen a manager who has not got theirs.
    """
    reminders = _not_sent([*_pending(on)])
    rhythms = dict(MailPreference.objects.values_list("user", "rhythm"))
    alone = [row for row in reminders if _rhythm(rhythms, row.recipient) == Frequency.EACH]
    weekly = [row for row in reminders if _rhythm(rhythms, row.recipient) == Frequency.WEEKLY]
    return [*map(_letter, alone), *_weeks(weekly, rhythms, on)]


def _pending(on: date) -> Iterable[Reminder]:
    yield from review_reminders(on=on)
    yield from session_reminders(on=on)
    yield from condition_reminders(on=on)


def _not_sent(reminders: Collection[Reminder]) -> list[Reminder]:
    keys = {row.key for row in reminders}
    written = set(Notice.objects.filter(key__in=keys).values_list("recipient", "key"))
    return [row for row in reminders if (row.recipient.pk, row.key) not in written]


def _rhythm(rhythms: Mapping[int, str], user: Any) -> str:
    return rhythms.get(user.pk, Frequency.EACH)


def _letter(reminder: Reminder) -> Mail:
    template = f"mail/reminder_{reminder.kind}.txt"
    return Mail(reminder.recipient, reminder.key, template, {"reminder": reminder})


def _weeks(weekly: Iterable[Reminder], rhythms: Mapping[int, str], on: date) -> Iterable[Mail]:
    """The messages of the week of ``on``, to those who have not got theirs."""
    monday = on - timedelta(days=on.weekday())
    key = f"week-{monday:%Y-%m-%d}"
    served = set(Notice.objects.filter(key=key).values_list("recipient", flat=True))
    lines: dict[int, list[Reminder]] = {}
    for row in weekly:
        if row.day <= monday:
            lines.setdefault(row.recipient.pk, []).append(row)
    managers = _managers(monday, on)
    readers = {row.recipient.pk: row.recipient for rows in lines.values() for row in rows}
    for pk, reader in sorted((readers | managers).items()):
        if pk in served or _rhythm(rhythms, reader) == Frequency.NEVER:
            continue
        needs = needs_of(reader, since=monday, on=on) if pk in managers else {}
        if needs or lines.get(pk):
            yield week(reader, key, monday, needs, lines.get(pk, []))


def _managers(monday: date, on: date) -> dict[int, Any]:
    """Who managed a portfolio on Monday, and still does; who came since waits for the next."""
    then = {user.pk for user in managers_at_work(on=monday)}
    return {user.pk: user for user in managers_at_work(on=on) if user.pk in then}


def needs_of(reader: Any, *, since: date, on: date) -> Needs:
    """What needs somebody of the staff on the day ``on``, in their language, of what began by
    ``since``; eleven queries."""
    with override(language_of(reader)):
        needs = needs_today(scope=scope_of_staff(reader, on=on), on=on)
    begun = {kind: [need for need in rows if need.since <= since] for kind, rows in needs.items()}
    return {kind: rows for kind, rows in begun.items() if rows}


def week(reader: Any, key: str, monday: date, needs: Needs, reminders: list[Reminder]) -> Mail:
    """The message of the week: what needs its reader, and the reminders that it gathers."""
    listed = [row for row in reminders if not (needs and row.kind in IN_THE_NEEDS)]
    context = {
        "monday": monday,
        "needs": needs.items(),
        "reminders": listed,
        "count": sum(map(len, needs.values())) + len(listed),
    }
    return Mail(reader, key, WEEK, context, digested=reminders)
