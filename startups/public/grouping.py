"""Startups counted and grouped, for the pages of incubators, sponsors and phases.

Pure: values in, values out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from startups.lifecycle.enums import PHASE_ORDER, Phase

from .faceting import ACTIVE, ENDED, Facet, FacetEntry, Sort, ordered


@dataclass(frozen=True)
class Numbers:
    """How many startups; those that have not started are in the total only."""

    active: int = 0
    ended: int = 0
    total: int = 0


@dataclass(frozen=True)
class PhaseGroup:
    """The startups whose phase in force is ``phase`` (None: not started), latest come first."""

    phase: Phase | None
    entries: list[FacetEntry]


def numbers(entries: Iterable[FacetEntry]) -> Numbers:
    """How many of these are active, ended, and how many in all."""
    statuses = [entry.values.get(Facet.STATUS, ()) for entry in entries]
    return Numbers(
        active=sum(ACTIVE in status for status in statuses),
        ended=sum(ENDED in status for status in statuses),
        total=len(statuses),
    )


def numbers_by(entries: Iterable[FacetEntry], facet: Facet) -> Mapping[str, Numbers]:
    """The same for each code of ``facet`` that some entry is tied to."""
    by_code: dict[str, list[FacetEntry]] = defaultdict(list)
    for entry in entries:
        for code in entry.values.get(facet, ()):
            by_code[code].append(entry)
    return {code: numbers(tied) for code, tied in by_code.items()}


def by_phase(entries: Iterable[FacetEntry]) -> list[PhaseGroup]:
    """Entries by phase in force, in the order of the vocabulary; empty groups left out."""
    latest = latest_come(entries)
    phases: list[Phase | None] = [*PHASE_ORDER, None]
    groups = (
        PhaseGroup(phase, [entry for entry in latest if entry.phase is phase]) for phase in phases
    )
    return [group for group in groups if group.entries]


def latest_come(entries: Iterable[FacetEntry]) -> list[FacetEntry]:
    """Entries by the day that they entered their phase, the latest first."""
    by_name = ordered(entries, Sort.NAME)
    return sorted(
        by_name, key=lambda entry: entry.since.toordinal() if entry.since else 0, reverse=True
    )
