"""What the due dates of reviews follow from, for one startup or for all of them."""

from collections.abc import Collection, Mapping
from datetime import date

from startups.lifecycle.enums import ACTIVE, EventKind
from startups.lifecycle.models import Event, PhasePeriod
from startups.lifecycle.phases import chronological, period_in_force
from startups.reviews.due_dates import Background
from startups.reviews.enums import OPEN_REVIEWS, DueBasis, ReviewState
from startups.reviews.models import Decision, Review


def backgrounds(
    *, on: date, startups: Collection[int] | None = None, envelope_ends: Mapping[int, date]
) -> dict[int, Background]:
    """By key, the background of the due date of each startup that is active on ``on``.

    ``envelope_ends`` gives the forecast end of the envelope by key. Four queries whatever the
    number of startups. A decision or a committee from before the startup (re)started is not
    counted: what was stopped starts anew.
    """
    runs = _runs(on, startups)
    decisions = _decisions(on, runs)
    committees = _committees(on, runs)
    reviews = _reviews(runs)
    return {
        key: Background(
            phase_start=phase_start,
            committee_on=_since(run_start, committees.get(key)),
            envelope_ends=envelope_ends.get(key),
            **_decided(run_start, decisions.get(key)),
            **_reviewed(run_start, reviews.get(key, [])),
        )
        for key, (run_start, phase_start) in runs.items()
    }


def _runs(on: date, startups: Collection[int] | None) -> dict[int, tuple[date, date]]:
    """When each active startup (re)started, and when its phase in force did."""
    rows = PhasePeriod.objects.filter(start__lte=on)
    if startups is not None:
        rows = rows.filter(startup__in=startups)
    by_startup: dict[int, list[PhasePeriod]] = {}
    for row in rows:
        by_startup.setdefault(row.startup_id, []).append(row)
    return {
        key: (_run_start(periods, on), current.start)
        for key, periods in by_startup.items()
        if (current := period_in_force(periods, on)) and current.phase in ACTIVE
    }


def _run_start(periods: list[PhasePeriod], on: date) -> date:
    """The start of the first phase of the present run of active phases."""
    start = on
    for period in reversed(chronological(periods)):
        if period.phase not in ACTIVE:
            break
        start = period.start
    return start


def _decisions(on: date, runs: Collection[int]) -> dict[int, Decision]:
    rows = Decision.objects.filter(review__startup__in=list(runs), decided_on__lte=on)
    rows = rows.select_related("review").prefetch_related("corrections").order_by("decided_on")
    return {row.review.startup_id: row for row in rows}


def _committees(on: date, runs: Collection[int]) -> dict[int, date]:
    rows = Event.objects.filter(
        startup__in=list(runs), kind=EventKind.COMMITTEE, date__lte=on
    ).order_by("date")
    return {row.startup_id: row.date for row in rows}


def _reviews(runs: Collection[int]) -> dict[int, list[Review]]:
    wanted = {*OPEN_REVIEWS, ReviewState.CANCELLED}
    by_startup: dict[int, list[Review]] = {}
    for row in Review.objects.filter(startup__in=list(runs), state__in=wanted):
        by_startup.setdefault(row.startup_id, []).append(row)
    return by_startup


def _since(start: date, day: date | None) -> date | None:
    return day if day and day >= start else None


def next_due_of(decision: Decision) -> date | None:
    """The next due date that a decision sets, its corrections included."""
    corrected = [row.next_due_on for row in decision.corrections.all() if row.next_due_on]
    return corrected[-1] if corrected else decision.next_due_on


def _decided(start: date, decision: Decision | None) -> dict[str, date | None]:
    if decision is None or decision.decided_on < start:
        return {}
    return {"decided_on": decision.decided_on, "decided_next": next_due_of(decision)}


def _reviewed(start: date, reviews: list[Review]) -> dict[str, date | None]:
    skipped = [row.due for row in reviews if row.state == ReviewState.CANCELLED]
    first = [row.due_on for row in reviews if row.is_open and row.due_basis == DueBasis.OPENING]
    return {
        "skipped_due": _since(start, max(skipped, default=None)),
        "set_first": first[0] if first else None,
    }
