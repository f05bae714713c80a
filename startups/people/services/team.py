"""What a team does to itself: members join, change, leave and are invited.

Nobody gives, lengthens or takes away a right that they do not hold: each act is told what its
actor may give (``Grants``), and refuses the rest whatever the form let pass.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from incubator.accounts.services.invitations import invite
from startups.core.enums import ActKind
from startups.core.services.facts import Actor, update_facts
from startups.core.versions import refuse_stale, version_of
from startups.people.models import Membership, Person
from startups.people.services import teams
from startups.registry.models import Role, Startup
from startups.registry.services.journal import record_act
from startups.registry.services.publication import mark_changed

from .linking import PURPOSE
from .people import Newcomer, person_at, person_for

# What the right of a membership hangs on.
WEIGHTY = ("role", "edits", "start", "end")


@dataclass(frozen=True)
class Grants:
    """What somebody may give in a team: the intrapreneur's role, the right to edit."""

    lead: bool = False
    edit: bool = False

    def cover(self, *, role: Role, edits: bool) -> bool:
        """Whether a membership like this carries no more than may be given."""
        return (self.lead or role.code != Role.INTRAPRENEUR) and (self.edit or not edits)

    def cover_membership(self, membership: Membership) -> bool:
        return self.cover(role=membership.role, edits=membership.edits)


@transaction.atomic
def add_member(
    *,
    startup: Startup,
    newcomer: Newcomer,
    values: Mapping[str, Any],
    grants: Grants,
    on: date,
    actor: Actor,
    reason: str,
) -> Membership:
    """Puts somebody in the team of ``startup``; ``values`` are the fields of the membership.

    Raises PermissionDenied when it would give more than ``grants``, ValidationError when they
    already join on that day. Side effects: maybe a person, history, the journal.
    """
    if not grants.cover(role=values["role"], edits=values["edits"]):
        raise PermissionDenied
    person = person_for(newcomer, actor=actor, reason=reason)
    membership = Membership(startup=startup, person=person, **values)
    membership.validate_unique()
    membership.validate_constraints()
    return teams.add_membership(
        person=person, values={"startup": startup, **values}, on=on, actor=actor, reason=reason
    )


@transaction.atomic
def change_member(
    *,
    membership: Membership,
    values: Mapping[str, Any],
    seen: str,
    grants: Grants,
    on: date,
    actor: Actor,
    reason: str,
) -> list[str]:
    """Sets the fields of a membership that differ; returns their names.

    Raises Stale when ``seen`` is not its last version, PermissionDenied when what it carries,
    before or after, is more than ``grants``. Side effects: history, the journal.
    """
    locked = _lock(membership, seen)
    if any(name in values and getattr(locked, name) != values[name] for name in WEIGHTY):
        after: dict[str, Any] = {"role": locked.role, "edits": locked.edits} | dict(values)
        _demand(grants, locked, role=after["role"], edits=after["edits"])
    return teams.change_membership(
        membership=locked, values=values, on=on, actor=actor, reason=reason
    )


@transaction.atomic
def end_member(
    *,
    membership: Membership,
    end: date,
    seen: str,
    grants: Grants,
    on: date,
    actor: Actor,
    reason: str,
) -> bool:
    """Ends a membership, ``end`` being its last day; False when it already ended then.

    Raises as ``change_member`` does, and ValidationError when it would end before it starts.
    Side effects: history, the journal; from the day after, its rights are gone.
    """
    locked = _lock(membership, seen)
    _demand(grants, locked, role=locked.role, edits=locked.edits)
    if end < locked.start:
        raise ValidationError({"end": _("A membership cannot end before it starts.")})
    if not update_facts(instance=locked, values={"end": end}, actor=actor, reason=reason):
        return False
    mark_changed(days={locked.startup_id: on})
    record_act(
        startup=locked.startup,
        kind=ActKind.MEMBER_LEFT,
        on=on,
        actor=actor,
        reason=reason,
        detail=str(locked),
    )
    return True


def _lock(membership: Membership, seen: str) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("role", "startup")
    locked = rows.get(pk=membership.pk)
    refuse_stale(locked, seen=seen, now=version_of(locked))
    return locked


def _demand(grants: Grants, membership: Membership, *, role: Role, edits: bool) -> None:
    if not (grants.cover_membership(membership) and grants.cover(role=role, edits=edits)):
        raise PermissionDenied


@transaction.atomic
def set_address(*, person: Person, email: str, actor: Actor, reason: str) -> None:
    """Gives an address to a person who has none, so that they can be asked and invited.

    Raises ValidationError when they have one, or when it is somebody else's. Whoever reads
    mail there may become this person: the view asks about all that the person has to do with.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    wanted = email.strip().lower()
    if locked.email or locked.user_id:
        raise ValidationError(_("This person already has an address."))
    if person_at(wanted):
        raise ValidationError({"email": _("This address is already another person's.")})
    update_facts(instance=locked, values={"email": wanted}, actor=actor, reason=reason)


@transaction.atomic
def invite_member(*, membership: Membership, on: date, now: datetime, actor: Any) -> None:
    """Invites a member by mail to make an account; the account will be this person's.

    Raises ValidationError without an address or with an account, PermissionDenied when
    ``actor`` may not. Side effects: an invitation, one mail, the journal.
    """
    person = membership.person
    if person.user_id:
        raise ValidationError(_("This person already has an account."))
    if not person.email:
        raise ValidationError(_("No address is known for this person: give one first."))
    invite(
        email=person.email,
        startup=membership.startup,
        inviter=actor,
        now=now,
        purpose=f"{PURPOSE}{person.pk}",
    )
    record_act(
        startup=membership.startup,
        kind=ActKind.MEMBER_INVITED,
        on=on,
        actor=actor,
        detail=str(membership),
    )
