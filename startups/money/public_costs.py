"""What may be worked out from the figures of money that are public: sums and shares of them.

Pure: no database and no clock. Amounts are euros including tax. Everything here is made of
published figures and of nothing else, so it tells nothing that they do not
(``startups.money.statistical_disclosure.disclosure``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from startups.core.search_text import fold
from startups.figures.enums import ImpactLevel
from startups.lifecycle.enums import Phase

from .half_years import HalfYear

CENT = Decimal("0.01")
MONTHS = 6  # of a half-year
# Units that count people, and what says that they are counted over a month (folded).
PEOPLE = ("utilisat", "usager", "user", "agent", "personne", "people")
MONTHLY = ("mensuel", "par mois", "/mois", "chaque mois", "monthly", "per month", "a month")
ACTIVE = ("actif", "active")
SHORT = ("mau", "uam")


class CostFigure(Protocol):
    """What was committed or spent in these half-years, together."""

    @property
    def halves(self) -> tuple[HalfYear, ...]: ...

    @property
    def amount(self) -> Decimal: ...


@dataclass(frozen=True)
class Stay:
    """A phase from ``start`` up to the day ``end``, not included; None while it lasts."""

    phase: Phase
    start: date
    end: date | None


@dataclass(frozen=True)
class CostPerUser:
    """What a monthly active user costs a month, over ``halves``, by a public indicator."""

    amount: Decimal
    halves: tuple[HalfYear, ...]
    users: Decimal
    measured_on: date
    source: str
    wording: str


def phase_costs(figures: Iterable[CostFigure], stays: Sequence[Stay]) -> dict[Phase, Decimal]:
    """What each phase cost: an estimate, each figure spread evenly over its days, to the euro.

    In the order in which the phases were first lived; those that cost nothing are left out.
    """
    cost_figures = list(figures)
    costs: dict[Phase, Decimal] = {}
    for stay in stays:
        shares = (each.amount * _share(each.halves, stay) for each in cost_figures)
        costs[stay.phase] = costs.get(stay.phase, Decimal(0)) + sum(shares, Decimal(0))
    rounded = {phase: cost.quantize(Decimal(1), ROUND_HALF_UP) for phase, cost in costs.items()}
    return {phase: cost for phase, cost in rounded.items() if cost}


def _share(halves: Sequence[HalfYear], stay: Stay) -> Decimal:
    """How much of the days of ``halves`` lies in the stay."""
    last = stay.end - timedelta(days=1) if stay.end else date.max
    inside = sum(
        max((min(half.end, last) - max(half.start, stay.start)).days + 1, 0) for half in halves
    )
    return Decimal(inside) / sum((half.end - half.start).days + 1 for half in halves)


@dataclass(frozen=True)
class Measured:
    """A public indicator; ``readings`` are its days, values and sources in order."""

    level: ImpactLevel
    wording: str
    unit: str
    readings: Sequence[tuple[date, Decimal, str]]


def is_monthly_active_users(level: ImpactLevel, wording: str, unit: str) -> bool:
    """Whether an indicator counts the people who use the product in a month.

    It is of the level *used*; its unit counts people (or is MAU or UAM), which leaves out rates;
    and its wording or its unit says that they are active, and over a month.
    """
    unit, text = fold(unit), fold(f"{wording} {unit}")
    if level is not ImpactLevel.USED:
        return False
    if unit in SHORT:
        return True
    return _any(PEOPLE, unit) and "%" not in unit and _any(MONTHLY, text) and _any(ACTIVE, text)


def _any(words: Iterable[str], text: str) -> bool:
    return any(word in text for word in words)


def cost_per_user(
    figures: Sequence[CostFigure], indicators: Iterable[Measured]
) -> CostPerUser | None:
    """What is committed a month in the last half-years told, for each monthly active user.

    The half-years are those of the figures that hold the last one. The users are those of the
    last value within them, of the first indicator that counts some; None without any.
    """
    halves = _last_halves(figures)
    if not halves:
        return None
    first, last = halves[0].start, halves[-1].end
    ours = [each for each in figures if set(each.halves) <= set(halves)]
    whole = sum((each.amount for each in ours), Decimal(0))
    for indicator in indicators:
        if not is_monthly_active_users(indicator.level, indicator.wording, indicator.unit):
            continue
        inside = [row for row in indicator.readings if first <= row[0] <= last]
        if inside and inside[-1][1] > 0:
            day, users, source = inside[-1]
            amount = (whole / (MONTHS * len(halves)) / users).quantize(CENT, ROUND_HALF_UP)
            return CostPerUser(amount, halves, users, day, source, indicator.wording)
    return None


def _last_halves(figures: Sequence[CostFigure]) -> tuple[HalfYear, ...]:
    """The last half-year told, with those that are told together with it."""
    every = {half for each in figures for half in each.halves}
    if not every:
        return ()
    last = max(every)
    return tuple(sorted({half for each in figures if last in each.halves for half in each.halves}))
