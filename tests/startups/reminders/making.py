"""A startup with its people, and what is written to them from day to day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from startups.core.models import Notice
from startups.lifecycle.enums import Phase
from startups.people.enums import StaffRole
from startups.registry.models import Incubator, Role, Startup
from startups.reminders.enums import Frequency
from startups.reminders.models import MailPreference
from startups.reminders.services import send_reminders
from tests.access.cast import assign, make_user, person
from tests.factories import make_incubator, make_membership, make_startup

type Line = tuple[str, str, str]


@dataclass
class House:
    """An incubator of one startup: who leads it, edits it, manages and hears it."""

    incubator: Incubator
    startup: Startup
    lead: Any
    editor: Any
    manager: Any
    member: Any


def make_house(name: str = "Covoit", prefix: str = "") -> House:
    """Nothing is asked of anybody: there is no review yet."""
    incubator = make_incubator(f"Fabrique {name}")
    startup = make_startup(
        name, incubators=[incubator], phases=[(Phase.CONSTRUCTION, "2025-09-01")]
    )
    users = {role: make_user(f"{prefix}{role}") for role in ("lead", "editor", "manager", "member")}
    make_membership(startup, person(users["lead"]), role=Role.INTRAPRENEUR)
    make_membership(startup, person(users["editor"]), edits=True)
    assign(users["manager"], incubator, StaffRole.MANAGER)
    assign(users["member"], incubator, StaffRole.COMMITTEE)
    return House(incubator, startup, **users)


def choose(rhythm: Frequency, *users: Any) -> None:
    """Each of ``users`` chose that rhythm."""
    for user in users:
        MailPreference.objects.update_or_create(user=user, defaults={"rhythm": rhythm})


def silence(*users: Any) -> None:
    """They want no reminder: what the others get is easier to read."""
    choose(Frequency.NEVER, *users)


def days(start: date, end: date) -> Iterator[date]:
    """Every day from ``start`` to ``end``, both included."""
    for number in range((end - start).days + 1):
        yield start + timedelta(days=number)


def name_of(user: Any) -> str:
    return str(user.email.partition("@")[0])


def sent(run_on: Iterable[date]) -> list[Line]:
    """What the daily runs of these days write: day, to whom, key; in order."""
    return [
        (f"{on:%Y-%m-%d}", name_of(letter.recipient), letter.key)
        for on in run_on
        for letter in send_reminders(on=on)
    ]


def outbox() -> list[tuple[str, str]]:
    """Who was told what, whether alone or digested."""
    rows = Notice.objects.values_list("recipient__email", "key")
    return sorted((email.partition("@")[0], key) for email, key in rows)
