"""The life of a startup: which phase is in force on a day, and how its phases follow.

Pure: values in, values out; no database and no clock. This is the one rule that every
page, list, count, export and chart obeys; ``lifecycle.selectors.portfolio.with_phase`` says the
same to the database, and a test holds the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Protocol

from .enums import ACTIVE, ENDED, Phase


class Period(Protocol):
    """Anything that says that a phase starts on a day."""

    @property
    def phase(self) -> str: ...

    @property
    def start(self) -> date: ...


@dataclass(frozen=True)
class Spell:
    """A phase as it was lived: from ``start`` until the day that the next one starts.

    ``end`` is None for the phase in force and for a planned one. ``days`` counts civil
    days up to ``end``, or up to the day asked for; None when planned.
    """

    phase: Phase
    start: date
    end: date | None
    days: int | None
    planned: bool
    in_force: bool

    @property
    def is_end(self) -> bool:
        """Whether this is a final state rather than a time of work."""
        return self.phase in ENDED


def chronological[P: Period](periods: Iterable[P]) -> list[P]:
    """Periods by start; those that start the same day, in the order of the vocabulary."""
    return sorted(periods, key=lambda period: (period.start, Phase(period.phase).rank))


def period_in_force[P: Period](periods: Iterable[P], on: date) -> P | None:
    """The period with the latest start that is not after ``on``; None before the first."""
    begun = [period for period in periods if period.start <= on]
    return chronological(begun)[-1] if begun else None


def phase_in_force(periods: Iterable[Period], on: date) -> Phase | None:
    """The phase in force on the day ``on``; None when the startup has not started."""
    period = period_in_force(periods, on)
    return Phase(period.phase) if period else None


def is_active(phase: Phase | None) -> bool:
    """Whether a team is at work. Not started is neither active nor ended."""
    return phase in ACTIVE


def is_ended(phase: Phase | None) -> bool:
    """Whether the incubator's work is over: handed over, or stopped."""
    return phase in ENDED


def spells(periods: Iterable[Period], on: date) -> list[Spell]:
    """The phases in order, each until the next one starts, planned ones said as planned.

    Of two periods that start on the same day only the later in the vocabulary is lived.
    """
    ordered = chronological(periods)
    current = period_in_force(ordered, on)
    return [
        _spell(period, after, on, in_force=period is current)
        for period, after in zip_longest(ordered, ordered[1:])
        if after is None or after.start != period.start
    ]


def _spell(period: Period, after: Period | None, on: date, *, in_force: bool) -> Spell:
    planned = period.start > on
    end = None if in_force or planned or after is None else after.start
    days = None if planned else ((end or on) - period.start).days
    return Spell(Phase(period.phase), period.start, end, days, planned, in_force)
