"""Who is to be told about a startup: its team's editors, its managers, its committee.

Rights follow dates: somebody whose mission ended is told nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Q, QuerySet

from startups.people.enums import StaffRole
from startups.registry.models import Role, Startup

type Readers = Mapping[int, list[Any]]
"""Accounts by the key of what they are to be told about."""


@dataclass(frozen=True)
class Audiences:
    """The accounts to be told about each startup, by its key."""

    team: Readers
    managers: Readers
    committee: Readers


def audiences(*, on: date, startups: Collection[int]) -> Audiences:
    """Who is to be told about each of ``startups`` on the day ``on``; three queries."""
    return Audiences(
        team=_by(
            "person__memberships__startup",
            Q(person__memberships__startup__in=startups) & _edits(on),
        ),
        managers=_staff_by_startup(StaffRole.MANAGER, startups, on),
        committee=_staff_by_startup(StaffRole.COMMITTEE, startups, on),
    )


def committees(*, on: date, incubators: Collection[int]) -> Readers:
    """The committee of each of ``incubators`` on the day ``on``, by its key; one query."""
    condition = Q(person__assignments__incubator__in=incubators)
    return _by("person__assignments__incubator", condition & _serves([StaffRole.COMMITTEE], on))


def team_of(startup: Startup, *, on: date) -> QuerySet:
    """The accounts of the intrapreneur and of the team editors, on the day ``on``."""
    return _accounts(Q(person__memberships__startup=startup) & _edits(on))


def staff_of(startup: Startup, *, on: date, roles: Iterable[StaffRole]) -> QuerySet:
    """The accounts of the staff of its incubators who hold one of ``roles`` on the day ``on``."""
    return _accounts(Q(person__assignments__incubator__startups=startup) & _serves(roles, on))


def managers_of(startup: Startup, *, on: date) -> QuerySet:
    """The accounts of its portfolio managers on the day ``on``."""
    return staff_of(startup, on=on, roles=[StaffRole.MANAGER])


def committee_of(startup: Startup, *, on: date) -> QuerySet:
    """The accounts of the committee of its incubators on the day ``on``."""
    return staff_of(startup, on=on, roles=[StaffRole.COMMITTEE])


def _staff_by_startup(role: StaffRole, startups: Collection[int], on: date) -> Readers:
    condition = Q(person__assignments__incubator__startups__in=startups)
    return _by("person__assignments__incubator__startups", condition & _serves([role], on))


def _by(path: str, condition: Q) -> Readers:
    """The accounts that fulfil ``condition``, by the key at the end of ``path``."""
    readers: dict[int, list[Any]] = {}
    rows = _accounts(condition).select_related("wagtail_userprofile")
    for account in rows.annotate(about=F(path)):
        readers.setdefault(account.about, []).append(account)
    return readers


def _edits(on: date) -> Q:
    lead = Q(person__memberships__role__code=Role.INTRAPRENEUR)
    return _holds("person__memberships", on) & (lead | Q(person__memberships__edits=True))


def _serves(roles: Iterable[StaffRole], on: date) -> Q:
    return Q(person__assignments__role__in=list(roles)) & _holds("person__assignments", on)


def _accounts(condition: Q) -> QuerySet:
    users = get_user_model().objects.filter(condition, is_active=True)
    return users.filter(person__anonymised_on=None).distinct().order_by("pk")


def _holds(prefix: str, on: date) -> Q:
    open_ended = Q(**{f"{prefix}__end__isnull": True})
    return Q(**{f"{prefix}__start__lte": on}) & (open_ended | Q(**{f"{prefix}__end__gte": on}))
