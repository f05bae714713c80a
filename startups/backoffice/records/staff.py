"""The record of a staff assignment, and the staff on the records of incubators and people."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import Invitation
from startups.backoffice.sections import Facts, RecordCell, RecordRows, one
from startups.people.models import Person, StaffAssignment
from startups.people.selectors.staff import AssignmentState, state_of
from startups.people.services.linking import PURPOSE
from startups.registry.models import Incubator
from startups.registry.selectors.record_values import day

from .parts import dates, link

# Those of today first.
ORDER = (
    AssignmentState.CURRENT,
    AssignmentState.ENDING,
    AssignmentState.COMING,
    AssignmentState.PAST,
)


def describe_assignment(assignment: StaffAssignment, *, on: date) -> Sequence[Any]:
    """Who, where, as what, from when to when, and whether they have an account."""
    facts = [
        (_("Person"), [link("people", assignment.person)]),
        (_("Incubator"), [link("incubators", assignment.incubator)]),
        (_("Role"), one(assignment.get_role_display())),
        (_("First day"), one(day(assignment.start))),
        (_("Last day"), one(day(assignment.end) or _("not set"))),
        (_("State"), [state_cell(assignment, on)]),
        (_("User account"), one(account_of(assignment.person))),
    ]
    return [Facts("identity", _("Identity"), "info-circle", facts)]


def state_cell(assignment: StaffAssignment, on: date) -> RecordCell:
    """Where it stands, as a tag where somebody has that role now."""
    state = state_of(assignment, on=on)
    return RecordCell(state.label, tag=state in {AssignmentState.CURRENT, AssignmentState.ENDING})


def account_of(person: Person) -> Any:
    """The account of a person; else since when an invitation waits for them."""
    if person.user:
        return str(person.user)
    last = Invitation.objects.filter(purpose=f"{PURPOSE}{person.pk}", used_at=None).first()
    if last is None:
        return _("none")
    words = {"day": day(timezone.localtime(last.made_at).date())}
    if last.is_open(now=timezone.now()):
        return _("none: invited on %(day)s") % words
    return _("none: the invitation of %(day)s has expired") % words


def staff_of(incubator: Incubator, on: date) -> RecordRows:
    """The staff of an incubator, those of today first."""
    rows = incubator.assignments.select_related("person")
    return _rows(rows, on, lambda row: link("people", row.person), _("Person"))


def staff_roles_of(person: Person, on: date) -> RecordRows:
    """What somebody is, was or will be on the staff of incubators."""
    rows = person.assignments.select_related("incubator")
    return _rows(rows, on, lambda row: link("incubators", row.incubator), _("Incubator"))


def _rows(assignments: Iterable[StaffAssignment], on: date, target: Any, column: Any) -> RecordRows:
    ordered = sorted(assignments, key=lambda row: ORDER.index(state_of(row, on=on)))
    rows = [
        [
            target(row),
            RecordCell(row.get_role_display()),
            RecordCell(dates(row)),
            state_cell(row, on),
        ]
        for row in ordered
    ]
    columns = (column, _("Role"), _("Dates"), _("State"))
    return RecordRows("staff", _("Managers and committees"), "group", columns, rows, _("Nobody."))
