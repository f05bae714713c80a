"""What a calendar tells: sessions, due reviews, phases that begin or are to end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.lifecycle.enums import ACTIVE
from startups.lifecycle.models import PhasePeriod
from startups.lifecycle.phases import period_in_force
from startups.registry.models import Incubator, Startup
from startups.reviews.enums import OPEN_REVIEWS
from startups.reviews.models import Review
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession

KEPT_FOR = timedelta(days=365)


@dataclass(frozen=True)
class CalendarEntry:
    """Something on a day, at an hour of Paris when ``start`` is given.

    ``uid`` stays the same whatever becomes of it. ``changes`` counts how often it changed since
    it was first recorded, ``changed_at`` says when it last did. ``path`` is where to read more,
    below the site's address.
    """

    uid: str
    day: date
    title: str
    detail: str = ""
    path: str = ""
    start: time | None = None
    end: time | None = None
    place: str = ""
    is_cancelled: bool = False
    changes: int = 0
    changed_at: datetime | None = None


type Changes = Mapping[int, tuple[int, datetime]]


def session_entries(sessions: QuerySet[CommitteeSession]) -> list[CalendarEntry]:
    """The sessions, cancelled ones said to be; a constant number of queries."""
    agenda = AgendaItem.objects.select_related("review__startup").order_by("position", "pk")
    rows = list(sessions.select_related("incubator").prefetch_related(Prefetch("agenda", agenda)))
    changes = _changes(CommitteeSession, rows)
    return [_session(row, changes) for row in rows]


def sessions_for_calendar(
    incubators: QuerySet[Incubator], *, on: date
) -> QuerySet[CommitteeSession]:
    """The sessions of ``incubators``, but those that were over a year before ``on``."""
    rows = CommitteeSession.objects.filter(
        incubator__in=incubators.values("pk"), date__gte=on - KEPT_FOR
    )
    return rows.order_by("date", "pk")


def review_entries(startups: QuerySet[Startup]) -> list[CalendarEntry]:
    """The day by which the open review of each of ``startups`` is due."""
    rows = Review.objects.filter(startup__in=startups.values("pk"), state__in=sorted(OPEN_REVIEWS))
    reviews = list(rows.select_related("startup").order_by("due_on", "pk"))
    changes = _changes(Review, reviews)
    return [
        CalendarEntry(
            uid=f"review-{row.pk}",
            day=row.due,
            title=_("Review due: %(startup)s") % {"startup": row.startup.name},
            detail=str(row.get_state_display()),
            path=reverse("team:dashboard", args=(row.startup.slug,)),
            **_changed(changes, row.pk),
        )
        for row in reviews
    ]


def phase_entries(startups: QuerySet[Startup], *, on: date) -> list[CalendarEntry]:
    """The phases to come of each of ``startups``, and the declared end of the one in force."""
    rows = PhasePeriod.objects.filter(startup__in=startups.values("pk")).select_related("startup")
    by_startup: dict[int, list[PhasePeriod]] = {}
    for row in rows:
        by_startup.setdefault(row.startup_id, []).append(row)
    to_come = [pair for periods in by_startup.values() for pair in _to_come(periods, on)]
    changes = _changes(PhasePeriod, [period for _is_start, period in to_come])
    return [_phase(period, is_start, changes) for is_start, period in to_come]


def _to_come(periods: Sequence[PhasePeriod], on: date) -> Iterable[tuple[bool, PhasePeriod]]:
    """Periods with whether it is their start that is to come; else it is their end."""
    yield from ((True, period) for period in periods if period.start > on)
    current = period_in_force(periods, on)
    if current and current.declared_end and current.phase in ACTIVE:
        yield False, current


def _phase(period: PhasePeriod, is_start: bool, changes: Changes) -> CalendarEntry:
    words = {"startup": period.startup.name, "phase": period.get_phase_display()}
    begins, ends = _("%(startup)s: “%(phase)s” begins"), _("%(startup)s: “%(phase)s” ends")
    return CalendarEntry(
        uid=f"phase-{'start' if is_start else 'end'}-{period.pk}",
        day=period.start if is_start else period.declared_end or period.start,
        title=(begins if is_start else ends) % words,
        path=reverse("team:dashboard", args=(period.startup.slug,)),
        **_changed(changes, period.pk),
    )


def _session(row: CommitteeSession, changes: Changes) -> CalendarEntry:
    names = [item.review.startup.name for item in row.agenda.all()]
    return CalendarEntry(
        uid=f"session-{row.pk}",
        day=row.date,
        title=_("Committee session: %(incubator)s") % {"incubator": row.incubator.name},
        detail="\n".join(filter(None, [row.cancelled_reason, *names, row.link])),
        path=reverse("sessions:page", args=(row.pk,)),
        start=row.starts_at,
        end=row.ends_at,
        place=row.place or row.link,
        is_cancelled=row.state == SessionState.CANCELLED,
        **_changed(changes, row.pk),
    )


def _changes(model: Any, rows: Iterable[Any]) -> Changes:
    """By key, how often each row changed since it was made, and when it last did; one query."""
    history = model.history.filter(id__in=[row.pk for row in rows]).order_by()
    counted = history.values("id").annotate(count=Count("history_id"), last=Max("history_date"))
    return {row["id"]: (row["count"] - 1, row["last"]) for row in counted}


def _changed(changes: Changes, key: int) -> dict[str, Any]:
    count, last = changes.get(key, (0, None))
    return {"changes": count, "changed_at": last}
