"""Edits records: facts and ties together, and what is derived from them kept in step."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from startups.core.enums import ActKind
from startups.core.models.base import DomainModel
from startups.core.services.facts import Actor, delete_facts, sign, update_facts
from startups.core.slugs import address_from
from startups.registry.models import Organisation, Startup, Technology
from startups.registry.selectors.versions import TIES

from .journal import record_act
from .publication import mark_changed
from .search import refresh_search_text
from .ties import replace_links

# Whose names the list of startups searches.
SEARCHED: Mapping[type[DomainModel], tuple[Any, str]] = {
    Organisation: TIES["sponsors"],
    Technology: TIES["technologies"],
}


@transaction.atomic
def edit_startup(
    *,
    startup: Startup,
    values: Mapping[str, Any],
    ties: Mapping[str, Sequence[Any]],
    on: date,
    actor: Actor,
    reason: str,
) -> list[str]:
    """Sets the facts that differ and the ties named in ``TIES``; returns what changed.

    Locks the startup. Side effects: history, the journal, the text that the list searches, and
    the day of the last change, none of them when nothing differs.
    """
    locked = Startup.objects.select_for_update().get(pk=startup.pk)
    changed = update_facts(instance=locked, values=values, actor=actor, reason=reason)
    for name, targets in ties.items():
        model, field = TIES[name]
        if replace_links(
            startup=locked, model=model, field=field, targets=targets, actor=actor, reason=reason
        ):
            changed.append(name)
    if changed:
        refresh_search_text(startups=[locked.pk], on=on)
        mark_changed(days={locked.pk: on})
        record_act(
            startup=locked,
            kind=ActKind.FACTS_CHANGED,
            on=on,
            actor=actor,
            reason=reason,
            detail=", ".join(changed),
        )
    return changed


@transaction.atomic
def create_record[M: DomainModel](*, instance: M, actor: Actor, reason: str) -> M:
    """Creates a row other than a startup, with an address made from its identifier."""
    if hasattr(instance, "slug"):
        taken = type(instance)._default_manager.values_list("slug", flat=True)
        instance.slug = address_from(instance.ghid, taken)  # type: ignore[attr-defined]
    sign(instance, actor=actor, reason=reason).save()
    return instance


@transaction.atomic
def edit_record(
    *, instance: DomainModel, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> list[str]:
    """Sets the facts of any record that differ; returns their names.

    Locks the row. Side effects: history; where startups are searched by its name, their text.
    """
    locked = type(instance)._default_manager.select_for_update().get(pk=instance.pk)
    changed = update_facts(instance=locked, values=values, actor=actor, reason=reason)
    if changed and type(instance) in SEARCHED:
        model, field = SEARCHED[type(instance)]
        tied = model.objects.filter(**{field: instance}).values_list("startup", flat=True)
        refresh_search_text(startups=list(tied), on=on)
    return changed


@transaction.atomic
def delete_record(*, instance: DomainModel, actor: Actor, reason: str) -> None:
    """Deletes a row that nothing is tied to. Raises ProtectedError when something is."""
    delete_facts(rows=[instance], actor=actor, reason=reason)
