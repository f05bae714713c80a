"""A startup's phases on a line of time: dates, durations, and a bar for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from startups.lifecycle.enums import EventKind, Phase
from startups.lifecycle.models import Event
from startups.lifecycle.phases import Spell

from .changes import event_label
from .durations import duration
from .outlook import DecisionView, decision_of

# The width of the drawing in its own units: bars are placed to a thousandth.
WIDTH = 1000
THINNEST = 8


@dataclass(frozen=True)
class PhaseBar:
    """Where a phase lies on the line, in thousandths of it."""

    x: int
    width: int


@dataclass(frozen=True)
class PhaseStep:
    """A phase as it was lived, is lived, or is planned. ``end`` is the day it gave way."""

    phase: Phase
    start: date
    end: date | None
    lasted: str
    planned: bool
    current: bool
    final: bool
    bar: PhaseBar
    comment: str = ""


@dataclass(frozen=True)
class Milestone:
    """An event, past or announced. ``label`` is empty where only ``comment`` tells anything.

    ``decision`` is the one that the page tells of at length: it is named here, not told twice.
    """

    label: str
    date: date
    comment: str
    planned: bool
    decision: DecisionView | None = None


def steps(
    spells: Sequence[Spell], comments: dict[tuple[str, date], str], on: date
) -> list[PhaseStep]:
    """The phases in order, each with its place on a line that runs from the first to today.

    For a startup that has ended the line stops there; planned phases lengthen it.
    """
    if not spells:
        return []
    first, last = spells[0].start, _last_day(spells, on)
    return [
        PhaseStep(
            phase=spell.phase,
            start=spell.start,
            end=spell.end,
            lasted="" if spell.planned or spell.is_end else duration(spell.days or 0),
            planned=spell.planned,
            current=spell.in_force,
            final=spell.is_end,
            bar=_bar(spell.start, _drawn_end(spell, on), first, last),
            comment=comments.get((spell.phase.value, spell.start), ""),
        )
        for spell in spells
    ]


def milestones(
    events: Sequence[Event], on: date, decisions: Sequence[DecisionView] = ()
) -> list[Milestone]:
    """Events, the latest first."""
    return [_milestone(event, on, decision_of(event, decisions)) for event in reversed(events)]


def _milestone(event: Event, on: date, decision: DecisionView | None) -> Milestone:
    comment, kind = event.comment.strip(), EventKind(event.kind)
    untold = kind is EventKind.OTHER and comment and not event.declared_kind
    label = "" if untold else event_label(kind, event.declared_kind)
    return Milestone(
        label,
        event.date,
        "" if decision else comment,
        planned=event.date > on,
        decision=decision,
    )


def _last_day(spells: Sequence[Spell], on: date) -> date:
    return max(_drawn_end(spell, on) for spell in spells)


def _drawn_end(spell: Spell, on: date) -> date:
    """An end and a planned phase are marks; the phase in force is drawn up to today."""
    if spell.is_end or spell.planned:
        return spell.start
    return spell.end or on


def _bar(start: date, end: date, first: date, last: date) -> PhaseBar:
    total = max(1, (last - first).days)
    width = max(THINNEST, round(WIDTH * (end - start).days / total))
    x = round(WIDTH * (start - first).days / total)
    return PhaseBar(min(x, WIDTH - width), width)


def comments_by_phase(periods: Sequence[Any]) -> dict[tuple[str, date], str]:
    """What is said of each phase, by phase and first day."""
    return {(period.phase, period.start): period.comment.strip() for period in periods}
