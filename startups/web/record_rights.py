"""Who may do what in the back office, in the words of its views: asks the table of rights.

The one place that its views, menus and buttons ask. Staff and committees read the records of
their incubators, teams read their own; only staff write here. What belongs to the network
(organisations, people, vocabularies) is the administrators' to change.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from django.db.models import Model, Q, QuerySet

from startups.people.models import Person, StaffAssignment, Team
from startups.permissions import Permission, Rights
from startups.registry.models import Incubator, Organisation, Startup

from .requests import rights_today


class RecordAction(StrEnum):
    """What somebody may want to do to a record; the words are those of Wagtail."""

    VIEW = "view"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"


# What each act of the back office asks of the table, for records that have a portfolio.
STARTUP_RIGHTS = {
    RecordAction.VIEW: Permission.READ_RECORD,
    RecordAction.ADD: Permission.OPEN_STARTUP,
    RecordAction.CHANGE: Permission.EDIT_TIES,
}
INCUBATOR_RIGHTS = {
    RecordAction.VIEW: Permission.READ_RECORD,
    RecordAction.CHANGE: Permission.EDIT_INCUBATOR,
}


def may(user: Any, act: RecordAction, subject: Any) -> bool:
    """Whether ``user`` may do ``act`` to ``subject``: a record, or a model before there is one."""
    if not user.is_active:
        return False
    rights = rights_today(user)
    if rights.may(Permission.ADMINISTER):
        return True
    model = subject if isinstance(subject, type) else type(subject)
    rule = RULES.get(model)
    return rule is not None and rule(rights, act, None if subject is model else subject)


def _startup(rights: Rights, act: RecordAction, startup: Startup | None) -> bool:
    right = STARTUP_RIGHTS.get(act)
    if right is None:
        return False
    return rights.may(right, startup) if startup else rights.may_somewhere(right)


def _incubator(rights: Rights, act: RecordAction, incubator: Incubator | None) -> bool:
    right = INCUBATOR_RIGHTS.get(act)
    if right is None:
        return False
    if incubator is None:
        return rights.incubators(right).exists()
    return rights.may(right, incubator)


def _organisation(rights: Rights, act: RecordAction, organisation: Organisation | None) -> bool:
    """Organisations are public; staff look them up."""
    return act is RecordAction.VIEW and rights.may_somewhere(Permission.EDIT_TIES)


def _person(rights: Rights, act: RecordAction, person: Person | None) -> bool:
    """Staff read about those who work, or worked, for their startups."""
    if act is not RecordAction.VIEW or not rights.may_somewhere(Permission.EDIT_TIES):
        return False
    return person is None or _people(rights).filter(pk=person.pk).exists()


def _team(rights: Rights, act: RecordAction, team: Team | None) -> bool:
    if act is not RecordAction.VIEW or not rights.may_somewhere(Permission.EDIT_TIES):
        return False
    return team is None or _teams(rights).filter(pk=team.pk).exists()


def _assignment(rights: Rights, act: RecordAction, assignment: StaffAssignment | None) -> bool:
    """Managers read who is of the staff with them, and compose their committee."""
    if assignment is None:
        return rights.may_somewhere(Permission.APPOINT)
    if act is RecordAction.VIEW:
        return rights.may(Permission.APPOINT, assignment.incubator)
    return assignment.role in rights.staff_roles(assignment.incubator)


RULES: Mapping[type[Model], Callable[[Rights, RecordAction, Any], bool]] = {
    Startup: _startup,
    Incubator: _incubator,
    Organisation: _organisation,
    Person: _person,
    Team: _team,
    StaffAssignment: _assignment,
}


def visible(user: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of ``rows`` that ``user`` may see; lists, exports and searches show no others."""
    rights = rights_today(user)
    if rights.may(Permission.ADMINISTER):
        return rows
    seen = VISIBLE.get(rows.model)
    return rows.filter(pk__in=seen(rights).values("pk")) if seen else rows.none()


def _people(rights: Rights) -> QuerySet[Person]:
    startups = rights.startups(Permission.EDIT_TIES).values("pk")
    incubators = rights.incubators(Permission.EDIT_INCUBATOR).values("pk")
    return Person.objects.filter(
        Q(pk__in=Person.objects.filter(memberships__startup__in=startups).values("pk"))
        | Q(pk__in=Person.objects.filter(assignments__incubator__in=incubators).values("pk"))
        | Q(pk__in=Person.objects.filter(teams__team__incubator__in=incubators).values("pk"))
    )


def _teams(rights: Rights) -> QuerySet[Team]:
    return Team.objects.filter(
        incubator__in=rights.incubators(Permission.EDIT_INCUBATOR).values("pk")
    )


def _assignments(rights: Rights) -> QuerySet[StaffAssignment]:
    incubators = rights.incubators(Permission.APPOINT).values("pk")
    return StaffAssignment.objects.filter(incubator__in=incubators)


VISIBLE: Mapping[type[Model], Callable[[Rights], QuerySet[Any]]] = {
    Startup: lambda rights: rights.startups(Permission.READ_RECORD),
    Incubator: lambda rights: rights.incubators(Permission.READ_RECORD),
    Organisation: lambda rights: Organisation.objects.all(),
    Person: _people,
    Team: _teams,
    StaffAssignment: _assignments,
}
