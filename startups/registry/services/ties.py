"""Writes what a startup is tied to, in its order: incubators, sponsors, terms of vocabularies."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from startups.core.services.facts import Actor, create_facts, delete_facts, update_facts
from startups.registry.models import Startup


@transaction.atomic
def replace_links(
    *,
    startup: Startup,
    model: Any,
    field: str,
    targets: Sequence[Any],
    actor: Actor,
    reason: str,
) -> bool:
    """Makes ``targets``, in that order, the ones that ``startup`` is tied to by ``model``.

    ``field`` names the foreign key to the target. Ties that stay are kept (moved when their
    position changed); returns whether anything changed.
    """
    existing = {
        getattr(link, f"{field}_id"): link for link in model.objects.filter(startup=startup)
    }
    wanted = {target.pk: position for position, target in enumerate(targets)}
    gone = [link for key, link in existing.items() if key not in wanted]
    moved = [
        link for key, link in existing.items() if wanted.get(key, link.position) != link.position
    ]
    added = [
        model(startup=startup, position=position, **{f"{field}_id": key})
        for key, position in wanted.items()
        if key not in existing
    ]
    delete_facts(rows=gone, actor=actor, reason=reason)
    _move(moved, wanted, field, actor=actor, reason=reason)
    create_facts(model=model, rows=added, actor=actor, reason=reason)
    return bool(gone or moved or added)


def _move(
    links: Sequence[Any], wanted: Mapping[int, int], field: str, *, actor: Actor, reason: str
) -> None:
    # The lead (position 0) is unique: whoever takes it must come after whoever leaves it.
    for link in sorted(links, key=lambda link: wanted[getattr(link, f"{field}_id")] == 0):
        position = wanted[getattr(link, f"{field}_id")]
        update_facts(instance=link, values={"position": position}, actor=actor, reason=reason)
