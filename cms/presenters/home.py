"""What the home page shows: figures, startups put forward, news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cms import addresses
from startups.lifecycle.enums import ACTIVE, PHASE_ORDER, STOPPED, Phase
from startups.lifecycle.selectors.portfolio import PortfolioCounts
from startups.lifecycle.selectors.timeline import PhaseChange
from startups.public.faceting import FacetEntry

from .changes import phase_change_text


@dataclass(frozen=True)
class HomeFigure:
    """A number of startups, with the list of them. ``share`` is in hundredths of the active."""

    label: Any
    number: int
    address: str
    share: int = 0
    phase: Phase | None = None


@dataclass(frozen=True)
class HomeFigures:
    """The portfolio in numbers. ``stopped_share`` is in hundredths of what was ever opened."""

    total: int
    active: int
    phases: list[HomeFigure]
    handed_over: int
    stopped: int
    stopped_share: int
    incubators: int
    active_address: str
    handed_over_address: str
    stopped_address: str


@dataclass(frozen=True)
class News:
    """Something that happened to a startup, and where to read of it."""

    date: date
    startup: str
    address: str
    label: str
    comment: str


@dataclass(frozen=True)
class HomeView:
    """``chosen`` tells whether editors chose the startups shown, or the calendar did."""

    figures: HomeFigures
    startups: Sequence[FacetEntry]
    chosen: bool
    news: list[News]


def figures(counts: PortfolioCounts, incubators: int) -> HomeFigures:
    """The numbers of the home page, each with the address of its list."""
    stopped = sum(counts.by_phase[phase.value] for phase in STOPPED)
    opened = counts.total - counts.not_started
    return HomeFigures(
        total=counts.total,
        active=counts.active,
        phases=[_phase_figure(phase, counts) for phase in PHASE_ORDER if phase in ACTIVE],
        handed_over=counts.by_phase[Phase.TRANSFERRED.value],
        stopped=stopped,
        stopped_share=_share(stopped, opened),
        incubators=incubators,
        active_address=addresses.startups_address("status=active"),
        handed_over_address=addresses.startups_address(f"phase={Phase.TRANSFERRED.value}"),
        stopped_address=addresses.startups_address(
            "&".join(f"phase={phase.value}" for phase in PHASE_ORDER if phase in STOPPED)
        ),
    )


def news(changes: Sequence[PhaseChange]) -> list[News]:
    """Changes as they are told, each with the address of its startup."""
    return [
        News(
            change.date,
            change.startup,
            addresses.startup_address(change.slug),
            *phase_change_text(change),
        )
        for change in changes
    ]


def _phase_figure(phase: Phase, counts: PortfolioCounts) -> HomeFigure:
    number = counts.by_phase[phase.value]
    return HomeFigure(
        label=phase.label,
        number=number,
        address=addresses.startups_address(f"phase={phase.value}"),
        share=_share(number, counts.active),
        phase=phase,
    )


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
