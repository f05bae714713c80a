"""The phases, what each means, and who is in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cms.addresses import startups_address
from cms.forms.listing import write
from cms.seo import Crumb, PageMeta
from startups.lifecycle.enums import ENDED, PHASE_ORDER, Phase
from startups.lifecycle.selectors.portfolio import portfolio_counts
from startups.public.faceting import NOT_STARTED, Criteria, Facet
from startups.public.grouping import latest_come
from startups.public.selectors.entries import catalogue

from .phase_texts import PHASE_TEXTS, PhaseText
from .public import public_startups

SHOWN = 60


@dataclass(frozen=True)
class PhaseView:
    """A phase in words, how many startups are in it, and the list of them."""

    phase: Phase
    text: PhaseText
    count: int

    @property
    def address(self) -> str:
        return _list_address(self.phase.value)

    @property
    def is_end(self) -> bool:
        return self.phase in ENDED


def index_context(*, on: date) -> dict[str, Any]:
    """Every phase with its number of startups, work apart from ends; one query."""
    counts = portfolio_counts(on=on, startups=public_startups())
    views = [
        PhaseView(phase, PHASE_TEXTS[phase], counts.by_phase[phase.value]) for phase in PHASE_ORDER
    ]
    return {
        "work": [view for view in views if not view.is_end],
        "ends": [view for view in views if view.is_end],
        "counts": counts,
        "not_started_address": _list_address(NOT_STARTED),
    }


def phase_context(code: str, section: Crumb, *, on: date) -> dict[str, Any] | None:
    """One phase and who is in it, the latest come first; None when there is no such phase.

    Three queries.
    """
    if code not in Phase.values:
        return None
    phase = Phase(code)
    startups = catalogue(on=on, startups=public_startups())
    entries = latest_come(entry for entry in startups.entries if entry.phase is phase)
    view = PhaseView(phase, PHASE_TEXTS[phase], len(entries))
    return {
        "phase": view,
        "rows": [(entry, startups.named(entry, Facet.INCUBATOR)) for entry in entries[:SHOWN]],
        "more": max(0, len(entries) - SHOWN),
        "meta": PageMeta(
            title=str(phase.label), description=str(view.text.summary), trail=(section,)
        ),
    }


def _list_address(code: str) -> str:
    return startups_address(write(Criteria(phases=(code,))))
