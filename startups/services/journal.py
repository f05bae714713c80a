"""Writes the trail of acts. Called inside the transaction of the act itself."""

from datetime import date

from startups.enums import ActKind
from startups.models import JournalEntry, Startup
from startups.services.facts import Actor


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
