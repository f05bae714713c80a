"""Writes the closing dossier, until the stop publishes it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, update_facts
from startups.endings.enums import Matter
from startups.endings.models import StopDossier, StopMatter
from startups.endings.selectors.ending_values import (
    MATTER_FIELDS,
    STOP_FIELDS,
    matter_field,
    stop_values,
)
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .drafts import Written, differing, lock_draft, refuse_both, write_version


@transaction.atomic
def write_stop(
    *, startup: Startup, values: Mapping[str, Any], seen: int, on: date, actor: Actor
) -> Written:
    """Sets what differs in the draft of the closing dossier; it may stay incomplete.

    ``values`` have the names of ``endings.selectors.ending_values``. Raises Stale when ``seen``
    is not the last version, ValidationError when no stop can follow or when a matter is both
    settled and not applicable. Side effects: history, the journal; nothing when nothing differs.
    """
    draft = lock_draft(StopDossier, startup, seen=seen)
    before = stop_values(draft)
    changed = differing(before, values)
    if not changed:
        return Written([])
    after = before | dict(values)
    for matter in Matter:
        _refuse_both(after, matter)
    write_version(draft, {name: after[name] for name in STOP_FIELDS}, actor=actor)
    for matter in Matter:
        _write_matter(draft, matter, after, actor=actor)
    record_act(
        startup=draft.startup,
        kind=ActKind.STOP_DOSSIER_WRITTEN,
        on=on,
        actor=actor,
        detail=_change_text(draft, changed),
    )
    return Written(changed)


def _refuse_both(values: Mapping[str, Any], matter: Matter) -> None:
    message = _("%(matter)s: say what becomes of it, or why it does not apply, not both.")
    settled, excused = matter_field(matter, "outcome"), matter_field(matter, "not_applicable")
    refuse_both(values, settled, excused, message % {"matter": matter.label})


def _write_matter(
    draft: StopDossier, matter: Matter, values: Mapping[str, Any], *, actor: Actor
) -> None:
    matter_values = {name: values[matter_field(matter, name)] for name in MATTER_FIELDS}
    row = draft.matters.filter(matter=matter).first()
    if row or any(matter_values.values()):
        row = row or StopMatter(dossier=draft, matter=matter)
        update_facts(instance=row, values=matter_values, actor=actor, reason="")


def _change_text(draft: StopDossier, changed: list[str]) -> str:
    """What changed, in the words of the form."""
    fields: list[Any] = [draft._meta.get_field(name) for name in changed if name in STOP_FIELDS]
    own = [str(field.verbose_name) for field in fields]
    matters = [
        str(matter.label)
        for matter in Matter
        if any(matter_field(matter, name) in changed for name in MATTER_FIELDS)
    ]
    return ", ".join([*own, *matters])
