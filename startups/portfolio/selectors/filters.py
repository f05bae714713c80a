"""What is looked for among the rows of the portfolio, and in what order they come."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from startups.core.search_text import fold
from startups.lifecycle.enums import (
    ACTIVE,
    ALL_ACTIVE,
    ALL_ENDED,
    ENDED,
    NOT_STARTED,
    PHASE_ORDER,
    Phase,
)
from startups.registry.models import Startup, StartupIncubator, StartupTheme
from startups.reviews.enums import Confidence

from .rows import PortfolioRow


@dataclass(frozen=True)
class PortfolioFilter:
    """Empty means anything. ``incubator`` and ``theme`` are keys; ``phase`` is a phase, or one
    of ``active``, ``ended``, ``none``; ``sort`` is a column, after a minus sign for the last
    first."""

    q: str = ""
    phase: str = ""
    incubator: int | None = None
    theme: int | None = None
    intrapreneur: str = ""
    conditions: str = ""
    text: str = ""
    late: bool = False
    mine: bool = False
    sort: str = ""


def among(startups: QuerySet[Startup], sought: PortfolioFilter, *, own: Q) -> QuerySet[Startup]:
    """Narrows by what the startups are tied to; ``own`` says which are the reader's."""
    if sought.q:
        startups = startups.filter(published_text__search_name__contains=fold(sought.q))
    if sought.incubator:
        tied = StartupIncubator.objects.filter(incubator=sought.incubator)
        startups = startups.filter(pk__in=tied.values("startup"))
    if sought.theme:
        about = StartupTheme.objects.filter(term=sought.theme)
        startups = startups.filter(pk__in=about.values("startup"))
    return startups.filter(own) if sought.mine else startups


def matching(rows: Iterable[PortfolioRow], sought: PortfolioFilter) -> list[PortfolioRow]:
    """Narrows by what the rows say."""
    asked = [test for name, test in TESTS.items() if getattr(sought, name)]
    return [row for row in rows if all(test(row, sought) for test in asked)]


def _in_phase(row: PortfolioRow, sought: PortfolioFilter) -> bool:
    group: Mapping[str, Any] = {ALL_ACTIVE: ACTIVE, ALL_ENDED: ENDED, NOT_STARTED: {None}}
    return row.phase in group.get(sought.phase, {sought.phase})


def _in_conditions(row: PortfolioRow, sought: PortfolioFilter) -> bool:
    count = row.conditions.overdue if sought.conditions == "overdue" else row.conditions.open
    return count > 0


def _in_text(row: PortfolioRow, sought: PortfolioFilter) -> bool:
    return row.is_waiting if sought.text == "waiting" else row.is_stale


TESTS: Mapping[str, Callable[[PortfolioRow, PortfolioFilter], bool]] = {
    "phase": _in_phase,
    "late": lambda row, sought: row.late > 0,
    "intrapreneur": lambda row, sought: row.has_intrapreneur == (sought.intrapreneur == "yes"),
    "conditions": _in_conditions,
    "text": _in_text,
}

CONFIDENCE = list(Confidence)

type Key = Callable[[PortfolioRow], Any]
# What each column is sorted by; None comes last, whichever way.
SORT_KEYS: Mapping[str, Key] = {
    "name": lambda row: fold(row.name),
    "phase": lambda row: _rank(row.phase),
    "since": lambda row: row.since,
    "incubators": lambda row: fold(", ".join(row.incubators)) or None,
    "intrapreneur": lambda row: row.has_intrapreneur,
    "decision": lambda row: row.decision.day if row.decision else None,
    "review": lambda row: row.review.due if row.review else None,
    "late": lambda row: row.late or None,
    "team": lambda row: _place(row.voices.team),
    "committee": lambda row: _place(row.voices.worst),
    "conditions": lambda row: row.conditions.open or None,
    "touched": lambda row: row.touched_on,
    "granted": lambda row: row.granted,
}


def _rank(phase: Phase | None) -> int | None:
    return PHASE_ORDER.index(phase) if phase else None


def _place(confidence: Confidence | None) -> int | None:
    return CONFIDENCE.index(confidence) if confidence else None


def in_order(rows: Iterable[PortfolioRow], sort: str) -> list[PortfolioRow]:
    """By the column that ``sort`` names, then by name; by name when it names none."""
    key = SORT_KEYS.get(sort.removeprefix("-"), SORT_KEYS["name"])
    by_name = sorted(rows, key=lambda row: (fold(row.name), row.key))
    with_value = [row for row in by_name if key(row) is not None]
    without_value = [row for row in by_name if key(row) is None]
    return [*sorted(with_value, key=key, reverse=sort.startswith("-")), *without_value]


def most_pressing_first(rows: Iterable[PortfolioRow]) -> list[PortfolioRow]:
    """The latest reviews, then those due first, then those that await none."""

    def order(row: PortfolioRow) -> tuple[int, date, str]:
        return -row.late, row.review.due if row.review else date.max, fold(row.name)

    return sorted(rows, key=order)
