"""Writes the trail of acts. Called inside the transaction of the act itself."""

from datetime import date

from startups.core.enums import ActKind
from startups.core.services.facts import Actor
from startups.registry.models import JournalEntry, Startup


def record_act(
    *,
    startup: Startup,
    kind: ActKind,
    on: date,
    actor: Actor,
    reason: str = "",
    detail: str = "",
) -> JournalEntry:
    """Adds an act to the startup's journal: who, what, when, why."""
    return JournalEntry.objects.create(
        startup=startup, kind=kind, on=on, actor=actor, reason=reason, detail=detail
    )
