"""Writes facts: every change with its author and its reason, and nothing when nothing changes.

The other services, the import and the forms all write through here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from startups.core.models.base import DomainModel

type Actor = Any  # a user, or None for a command run from the shell


def sign[M: DomainModel](instance: M, *, actor: Actor, reason: str) -> M:
    """Says who changes ``instance`` and why; read by the history when it is saved."""
    instance._history_user = actor  # type: ignore[attr-defined]
    instance._change_reason = reason  # type: ignore[attr-defined]
    return instance


def update_facts(
    *, instance: DomainModel, values: Mapping[str, Any], actor: Actor, reason: str
) -> list[str]:
    """Sets the fields that differ and saves once; returns the names of those that changed.

    Writes neither row nor history when nothing differs.
    """
    changed = [name for name, value in values.items() if getattr(instance, name) != value]
    if changed:
        for name in changed:
            setattr(instance, name, values[name])
        with transaction.atomic():
            sign(instance, actor=actor, reason=reason).save()
    return changed


def create_facts[M: DomainModel](
    *, model: type[M], rows: Sequence[M], actor: Actor, reason: str
) -> list[M]:
    """Creates many rows and one history row each, in a few queries whatever their number."""
    if not rows:
        return []
    return bulk_create_with_history(
        list(rows), model, batch_size=500, default_user=actor, default_change_reason=reason
    )


def delete_facts(*, rows: Iterable[DomainModel], actor: Actor, reason: str) -> int:
    """Deletes rows one by one, each leaving its history; returns how many."""
    count = 0
    for row in rows:
        sign(row, actor=actor, reason=reason).delete()
        count += 1
    return count
