"""What happened lately to a startup, from its histories and its journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from startups.core.enums import ActKind
from startups.registry.models import JournalEntry, Startup

from .record_history import RecordedChange, acts, record_history

# The histories already tell of these, value by value.
TOLD_BY_HISTORY = frozenset(
    {
        ActKind.OPENED,
        ActKind.FACTS_CHANGED,
        ActKind.MEMBER_JOINED,
        ActKind.MEMBER_CHANGED,
        ActKind.MEMBER_LEFT,
        ActKind.TIMELINE_CORRECTED,
    }
)


@dataclass(frozen=True)
class Lately:
    """Something that was done: when, by whom (empty for a command), what and why.

    ``changes`` are those of fields, ``act`` and ``detail`` what the journal alone tells.
    """

    day: date
    actor: str
    reason: str
    changes: tuple[RecordedChange, ...] = ()
    act: str = ""
    detail: str = ""


def lately(startup: Startup, *, limit: int) -> list[Lately]:
    """The last ``limit`` acts, from the histories and the journal, the latest first.

    A constant number of queries: one a history, and one.
    """
    recorded = [
        Lately(timezone.localtime(act.when).date(), act.actor, act.reason, act.changes)
        for act in acts(record_history(startup))[:limit]
    ]
    both = [*recorded, *_journalled(startup, limit)]
    return sorted(both, key=lambda row: row.day, reverse=True)[:limit]


def _journalled(startup: Startup, limit: int) -> Iterable[Lately]:
    rows = JournalEntry.objects.filter(~Q(kind__in=TOLD_BY_HISTORY), startup=startup)
    for row in rows.select_related("actor")[:limit]:
        actor = str(row.actor) if row.actor else ""
        yield Lately(row.on, actor, row.reason, act=row.get_kind_display(), detail=row.detail)
