"""Whose portfolio: the staff by the dates of their assignments, for what has no request."""

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from startups.people.enums import StaffRole
from startups.people.models import StaffAssignment
from startups.registry.models import Incubator, Startup, StartupIncubator

from .kinds import NeedScope


def managers_at_work(*, on: date) -> QuerySet:
    """The accounts of everybody who manages a portfolio on the day ``on``."""
    managers = _in_force(on).filter(role=StaffRole.MANAGER)
    return (
        get_user_model()
        .objects.filter(is_active=True, person__in=managers.values("person"))
        .filter(person__anonymised_on=None)
        .select_related("wagtail_userprofile")
        .order_by("pk")
    )


def scope_of_staff(user: Any, *, on: date) -> NeedScope:
    """What ``user`` is to the network by their assignments alone; one query."""
    rows = _in_force(on).filter(person__user=user).values_list("incubator", "role")
    known = list(rows)
    managed = [key for key, role in known if role == StaffRole.MANAGER]
    reviewed = [key for key, role in known if role == StaffRole.COMMITTEE]
    return NeedScope(
        reader=user,
        steered=_startups_in(managed),
        heard=_startups_in(reviewed),
        sessions=Incubator.objects.filter(pk__in={*managed, *reviewed}),
        held=Incubator.objects.filter(pk__in=managed),
    )


def _startups_in(incubators: list[int]) -> QuerySet[Startup]:
    ties = StartupIncubator.objects.filter(incubator__in=incubators)
    return Startup.objects.filter(pk__in=ties.values("startup"))


def _in_force(on: date) -> QuerySet[StaffAssignment]:
    rows = StaffAssignment.objects.filter(start__lte=on)
    return rows.filter(Q(end__isnull=True) | Q(end__gte=on))
