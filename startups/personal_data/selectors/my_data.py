"""What is held about somebody, for that person to read and to take away."""

from typing import Any

from django.utils import timezone

from startups.core.models import Notice
from startups.people.models import Person
from startups.registry.models import Incubator, JournalEntry
from startups.reminders.models import MailPreference


def held_about(user: Any) -> dict[str, Any]:
    """Everything about ``user`` and the person whose account it is, as JSON can say it.

    A constant number of queries, whatever they did.
    """
    person = Person.objects.filter(user=user).first()
    data: dict[str, Any] = {
        "account": _account(user),
        "acts": _acts(user),
        "reminders": _rhythm(user),
        "mails": _mails(user),
        "saved_views": list(user.saved_views.values("name", "query")),
    }
    if person:
        data |= {
            "person": _person(person),
            "missions": _missions(person),
            "staff": _staff(person),
            "teams": [row.team.name for row in person.teams.select_related("team")],
            "consent": _consent_history(person),
            "requests": _requests(person),
        }
    return data


def _account(user: Any) -> dict[str, Any]:
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "since": user.date_joined,
        "last_sign_in": user.last_login,
        "administrator": user.is_superuser,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "identifier": person.ghid,
        "name": person.name,
        "email": person.email,
        "consent_given_on": person.consent_given_on,
    }


def _missions(person: Person) -> list[dict[str, Any]]:
    rows = person.memberships.select_related("startup", "role").order_by("start", "pk")
    return [
        {
            "startup": row.startup.name,
            "role": str(row.role),
            "title": row.title,
            "start": row.start,
            "end": row.end,
            "employment": str(row.get_employment_display()),
            "employer": row.employer,
            "team_editor": row.edits,
        }
        for row in rows
    ]


def _staff(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "incubator": row.incubator.name,
            "role": str(row.get_role_display()),
            "start": row.start,
            "end": row.end,
        }
        for row in person.assignments.select_related("incubator")
    ]


def _consent_history(person: Person) -> list[dict[str, Any]]:
    """Each change of mind, the first one first; ``agreed`` is what they then said."""
    rows = Person.history.filter(id=person.pk).order_by("history_date", "history_id")
    changes, agreed = [], False
    for row in rows:
        if bool(row.consent_given_on) != agreed:
            agreed = bool(row.consent_given_on)
            day = timezone.localtime(row.history_date).date()
            why = row.history_change_reason or ""
            changes.append({"day": day, "agreed": agreed, "how": why})
    return changes


def _requests(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "startup": row.startup.name,
            "asked_on": row.asked_on,
            "answered_on": row.answered_on,
            "agreed": row.agreed,
        }
        for row in person.consent_requests.select_related("startup")
    ]


def _acts(user: Any) -> list[dict[str, Any]]:
    rows = JournalEntry.objects.filter(actor=user).select_related("startup")
    return [
        {
            "day": row.on,
            "startup": row.startup.name,
            "act": str(row.get_kind_display()),
            "reason": row.reason,
        }
        for row in rows
    ]


def _rhythm(user: Any) -> str:
    """How often they want reminders, as they chose; empty where they chose nothing."""
    chosen = MailPreference.objects.filter(user=user).first()
    return str(chosen) if chosen else ""


def _mails(user: Any) -> list[dict[str, Any]]:
    """What the outbox keeps of the mails to them, the last one first.

    ``digested`` was not a mail of its own: the message of that week told it.
    """
    rows = Notice.objects.filter(recipient=user).order_by("-pk")
    return [
        {
            "written_on": row.written_on,
            "sent_at": row.sent_at,
            "digested": row.digested,
            "subject": row.subject,
            "body": row.body,
        }
        for row in rows
    ]


def contacts_for(person: Person) -> list[tuple[str, str]]:
    """The incubators of a person's startups, with their address: whom to ask."""
    rows = Incubator.objects.filter(startups__memberships__person=person, hidden=False)
    return list(rows.distinct().order_by("name").values_list("name", "contact"))
