"""The phases, what each means, and who is in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cms.views.phase_texts import PHASE_TEXTS, PhaseText
from startups.enums import ENDED, PHASE_ORDER, Phase
from startups.faceting import NOT_STARTED, Facet
from startups.grouping import latest_come
from startups.selectors.entries import catalogue
from startups.selectors.portfolio import portfolio_counts

SHOWN = 60


@dataclass(frozen=True)
class PhaseView:
    """A phase in words, and how many startups are in it."""

    phase: Phase
    text: PhaseText
    count: int


def index_context(*, on: date) -> dict[str, Any]:
    """Every phase with its number of startups, work apart from ends; one query."""
    counts = portfolio_counts(on=on)
    views = [
        PhaseView(phase, PHASE_TEXTS[phase], counts.by_phase[phase.value]) for phase in PHASE_ORDER
    ]
    return {
        "work": [view for view in views if view.phase not in ENDED],
        "ends": [view for view in views if view.phase in ENDED],
        "counts": counts,
        "not_started": NOT_STARTED,
    }


def phase_context(code: str, *, on: date) -> dict[str, Any] | None:
    """One phase and who is in it, the latest come first; None when there is no such phase."""
    if code not in Phase.values:
        return None
    phase = Phase(code)
    startups = catalogue(on=on)
    entries = latest_come(entry for entry in startups.entries if entry.phase is phase)
    return {
        "phase": PhaseView(phase, PHASE_TEXTS[phase], len(entries)),
        "is_end": phase in ENDED,
        "rows": [(entry, startups.named(entry, Facet.INCUBATOR)) for entry in entries[:SHOWN]],
        "more": max(0, len(entries) - SHOWN),
    }
