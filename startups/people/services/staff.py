"""Acts about the staff of incubators: who steers a portfolio or sits on its committee, and when.

Nobody gives, lengthens or takes away a role that they may not give: each act is told which
those are (``Rights.staff_roles``), and refuses the rest whatever the form let pass. There is no
journal of incubators: the history tells who did what, when and why.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from incubator.accounts.mail import notify
from incubator.accounts.services.invitations import invite
from startups.core.services.facts import Actor, delete_facts, sign, update_facts
from startups.people.enums import StaffRole
from startups.people.models import Person, StaffAssignment
from startups.registry.models import Incubator

from .linking import PURPOSE
from .people import Newcomer, person_for

EVERY_ROLE = frozenset(StaffRole)


@transaction.atomic
def assign(
    *,
    incubator: Incubator,
    newcomer: Newcomer,
    role: StaffRole,
    start: date,
    end: date | None,
    roles: Collection[StaffRole],
    now: datetime,
    actor: Any,
    reason: str,
) -> StaffAssignment:
    """Names somebody to the staff of ``incubator``, from ``start`` to ``end``, both included.

    Raises PermissionDenied when ``role`` is none of ``roles``; ValidationError when they have
    it already at some of that time, or when ``actor`` names themselves without being able to
    give every role. Side effects: maybe a person; history; one mail, which is an invitation
    where there is no account.
    """
    if role not in roles:
        raise PermissionDenied
    person = person_for(newcomer, actor=actor, reason=reason)
    Person.objects.select_for_update().get(pk=person.pk)
    if person.user_id == actor.pk and not EVERY_ROLE.issubset(roles):
        raise ValidationError(_("Nobody names themselves: ask an administrator."))
    assignment = StaffAssignment(
        person=person, incubator=incubator, role=role, start=start, end=end
    )
    _refuse_nonsense(assignment)
    sign(assignment, actor=actor, reason=reason).save()
    if person.user:
        notify(person.user, "mail/staff_assigned.txt", assignment=assignment, actor=actor)
    else:
        _invite(assignment, now=now, actor=actor)
    return assignment


def _refuse_nonsense(assignment: StaffAssignment) -> None:
    """Its dates make sense, and the person has that role only once at a time."""
    assignment.validate_constraints()
    others = StaffAssignment.objects.exclude(pk=assignment.pk).filter(
        Q(end__isnull=True) | Q(end__gte=assignment.start),
        person=assignment.person,
        incubator=assignment.incubator,
        role=assignment.role,
    )
    if assignment.end:
        others = others.filter(start__lte=assignment.end)
    if others.exists():
        raise ValidationError(_("This person already has that role at some of that time."))


@transaction.atomic
def invite_again(
    *, assignment: StaffAssignment, roles: Collection[StaffRole], now: datetime, actor: Any
) -> None:
    """Sends another invitation to somebody of the staff who has no account yet.

    Raises PermissionDenied for a role that is none of ``roles``, ValidationError when they have
    an account or no address. Side effects: an invitation, one mail.
    """
    if assignment.role not in roles:
        raise PermissionDenied
    if assignment.person.user_id:
        raise ValidationError(_("This person already has an account."))
    _invite(assignment, now=now, actor=actor)


def _invite(assignment: StaffAssignment, *, now: datetime, actor: Any) -> None:
    """The account made by whoever accepts is that of the person named."""
    person = assignment.person
    if not person.email:
        raise ValidationError(_("No address is known for this person: give one first."))
    invite(
        email=person.email,
        startup=None,
        incubator=assignment.incubator,
        inviter=actor,
        now=now,
        purpose=f"{PURPOSE}{person.pk}",
    )


@transaction.atomic
def end_assignment(
    *,
    assignment: StaffAssignment,
    end: date,
    roles: Collection[StaffRole],
    actor: Actor,
    reason: str,
) -> bool:
    """Sets the last day of an assignment, sooner or later; False when it was that day already.

    Raises PermissionDenied when its role is none of ``roles``, ValidationError without a reason,
    when it would end before it starts, or run into another one. Side effects: history; one mail
    to the person; from the day after ``end`` its rights are gone.
    """
    locked = _lock(assignment, roles, reason)
    before, locked.end = locked.end, end
    _refuse_nonsense(locked)
    locked.end = before
    if not update_facts(instance=locked, values={"end": end}, actor=actor, reason=reason):
        return False
    if locked.person.user:
        notify(locked.person.user, "mail/staff_ended.txt", assignment=locked, actor=actor)
    return True


@transaction.atomic
def withdraw_assignment(
    *,
    assignment: StaffAssignment,
    roles: Collection[StaffRole],
    on: date,
    actor: Actor,
    reason: str,
) -> None:
    """Takes back an assignment that was a mistake: its rights are gone at once.

    Raises as ``end_assignment`` does, and ValidationError once it has held for a day: it gets an
    end then. Side effect: history, which keeps it.
    """
    locked = _lock(assignment, roles, reason)
    if locked.start < on:
        raise ValidationError(_("It has held already: give it an end."))
    delete_facts(rows=[locked], actor=actor, reason=reason)


def _lock(
    assignment: StaffAssignment, roles: Collection[StaffRole], reason: str
) -> StaffAssignment:
    rows = StaffAssignment.objects.select_for_update(of=("self", "person"))
    locked = rows.select_related("person__user", "incubator").get(pk=assignment.pk)
    if locked.role not in roles:
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: it stays in the history.")})
    return locked
