"""Who is to be told about a startup: its team's editors, its managers, its committee.

Rights follow dates: somebody whose mission ended is told nothing.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from startups.enums import StaffRole
from startups.models import Role, Startup


def team_of(startup: Startup, *, on: date) -> QuerySet:
    """The accounts of the intrapreneur and of the team editors, on the day ``on``."""
    return _accounts(
        Q(person__memberships__startup=startup)
        & _holds("person__memberships", on)
        & (
            Q(person__memberships__role__code=Role.INTRAPRENEUR)
            | Q(person__memberships__edits=True)
        )
    )


def staff_of(startup: Startup, *, on: date, roles: Iterable[StaffRole]) -> QuerySet:
    """The accounts of the staff of its incubators who hold one of ``roles`` on the day ``on``."""
    return _accounts(
        Q(person__assignments__incubator__startups=startup)
        & Q(person__assignments__role__in=list(roles))
        & _holds("person__assignments", on)
    )


def managers_of(startup: Startup, *, on: date) -> QuerySet:
    """The accounts of its portfolio managers on the day ``on``."""
    return staff_of(startup, on=on, roles=[StaffRole.MANAGER])


def committee_of(startup: Startup, *, on: date) -> QuerySet:
    """The accounts of the committee of its incubators on the day ``on``."""
    return staff_of(startup, on=on, roles=[StaffRole.COMMITTEE])


def _accounts(condition: Q) -> QuerySet:
    users = get_user_model().objects.filter(condition, is_active=True)
    return users.filter(person__anonymised_on=None).distinct().order_by("pk")


def _holds(prefix: str, on: date) -> Q:
    open_ended = Q(**{f"{prefix}__end__isnull": True})
    return Q(**{f"{prefix}__start__lte": on}) & (open_ended | Q(**{f"{prefix}__end__gte": on}))
