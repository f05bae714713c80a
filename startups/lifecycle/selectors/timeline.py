"""What happened lately, across the portfolio or to one startup: phases begun and events."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from startups.lifecycle.enums import EventKind, Phase
from startups.lifecycle.models import Event, PhasePeriod
from startups.registry.models import Startup

from .portfolio import phase_rank


@dataclass(frozen=True)
class PhaseChange:
    """Something that happened to a startup: a phase began (``phase``) or an event (``event``).

    ``key`` identifies it among those of its startup, whatever the database: it is made of
    what the content files say. ``declared`` is the word of the content for another event.
    """

    ghid: str
    slug: str
    startup: str
    date: date
    key: str
    comment: str
    phase: Phase | None = None
    event: EventKind | None = None
    declared: str = ""


def latest_changes(
    *, on: date, limit: int, startups: QuerySet[Startup] | None = None
) -> list[PhaseChange]:
    """The last ``limit`` changes up to the day ``on``, the latest first; two queries.

    The end of a startup is told once: the event *end* says no more than the phase that
    begins that day, unless it has a comment.
    """
    chosen = Q() if startups is None else Q(startup__in=startups.order_by().values("pk"))
    changes = [*_phases(chosen, on, limit), *_events(chosen, on, limit)]
    return sorted(_ends_told_once(changes), key=_latest_first)[:limit]


def _latest_first(change: PhaseChange) -> tuple[int, str, int, str]:
    rank = -1 if change.phase is None else -change.phase.rank
    return (-change.date.toordinal(), change.startup, rank, change.key)


def _phases(chosen: Q, on: date, limit: int) -> Iterable[PhaseChange]:
    rows = (
        PhasePeriod.objects.filter(chosen, start__lte=on)
        .annotate(rank=phase_rank())
        .order_by("-start", "startup_id", "-rank")
        .values_list(*STARTUP, "start", "phase", "comment")[:limit]
    )
    for ghid, slug, name, start, phase, comment in rows:
        key = f"phase/{phase}/{start.isoformat()}"
        yield PhaseChange(ghid, slug, name, start, key, comment.strip(), phase=Phase(phase))


STARTUP = ("startup__ghid", "startup__slug", "startup__name")


def _events(chosen: Q, on: date, limit: int) -> Iterable[PhaseChange]:
    rows = (
        Event.objects.filter(chosen, date__lte=on)
        .order_by("-date", "startup_id", "position", "pk")
        .values_list(*STARTUP, "date", "kind", "declared_kind", "comment")[:limit]
    )
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for ghid, slug, name, day, kind, declared, comment in rows:
        key = f"event/{kind}/{day.isoformat()}"
        seen[ghid, key] += 1
        if seen[ghid, key] > 1:
            key = f"{key}/{seen[ghid, key]}"
        yield PhaseChange(
            ghid, slug, name, day, key, comment.strip(), event=EventKind(kind), declared=declared
        )


def _ends_told_once(changes: list[PhaseChange]) -> list[PhaseChange]:
    begun = {(change.ghid, change.date) for change in changes if change.phase}
    return [
        change
        for change in changes
        if change.event is not EventKind.END
        or change.comment
        or (change.ghid, change.date) not in begun
    ]
