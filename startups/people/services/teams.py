"""Acts about teams: who joins which startup, as what, and until when.

Each writes its history and the journal, which says the role and not the name.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, delete_facts, sign, update_facts
from startups.people.models import Membership, Person
from startups.registry.services.journal import record_act
from startups.registry.services.publication import mark_changed


@transaction.atomic
def add_membership(
    *, person: Person, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> Membership:
    """Puts ``person`` in a team; ``values`` are the fields of the membership."""
    membership = Membership(person=person, **values)
    sign(membership, actor=actor, reason=reason).save()
    _tell(membership, ActKind.MEMBER_JOINED, on=on, actor=actor, reason=reason)
    return membership


@transaction.atomic
def change_membership(
    *, membership: Membership, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> list[str]:
    """Sets the fields of a membership that differ; returns their names."""
    changed = update_facts(instance=membership, values=values, actor=actor, reason=reason)
    if changed:
        _tell(membership, ActKind.MEMBER_CHANGED, on=on, actor=actor, reason=reason)
    return changed


@transaction.atomic
def remove_membership(*, membership: Membership, on: date, actor: Actor, reason: str) -> None:
    """Removes a membership that never was; one that is over gets an end instead."""
    delete_facts(rows=[membership], actor=actor, reason=reason)
    _tell(membership, ActKind.MEMBER_LEFT, on=on, actor=actor, reason=reason)


def _tell(membership: Membership, kind: ActKind, *, on: date, actor: Actor, reason: str) -> None:
    mark_changed(days={membership.startup_id: on})
    record_act(
        startup=membership.startup,
        kind=kind,
        on=on,
        actor=actor,
        reason=reason,
        detail=str(membership),
    )
