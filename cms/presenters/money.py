"""What the page of a startup says of its money: sums of what is public, tables and a chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.core.formats import euros
from startups.figures.presenters.figures import figure_text
from startups.figures.selectors.figures import StartupFigures
from startups.lifecycle.enums import Phase
from startups.money.enums import ContractNature, FundingKind, Procedure
from startups.money.half_years import HalfYear
from startups.money.public_costs import CostPerUser, Measured, Stay, cost_per_user, phase_costs
from startups.money.selectors.public_money import (
    PublicContract,
    PublicFigure,
    PublicFunding,
    PublicMoney,
    PublicStatement,
)
from startups.tables.bars import BarChart, BarGroup, bar_chart

from .phase_timeline import PhaseStep

ZERO = Decimal("0.00")
EXPLAINED: dict[str, Any] = {
    "whole": gettext_lazy("The recorded orders and payments explain all of it."),
    "under_1": gettext_lazy(
        "Less than 1 percent is not explained by recorded orders and payments."
    ),
    "under_5": gettext_lazy(
        "Between 1 and 5 percent is not explained by recorded orders and payments."
    ),
    "under_20": gettext_lazy(
        "Between 5 and 20 percent is not explained by recorded orders and payments."
    ),
    "over_20": gettext_lazy("20 percent or more is not explained by recorded orders and payments."),
}


@dataclass(frozen=True)
class YearRow:
    """A year, or years that are told together; None where nothing is published."""

    label: str
    note: str
    granted: Decimal | None
    committed: Decimal | None
    spent: Decimal | None


@dataclass(frozen=True)
class ActivityRow:
    """What activities cost together over a period; ``grouped`` where a finer figure would
    tell a price."""

    period: str
    activities: tuple[str, ...]
    amount: Decimal
    grouped: bool


@dataclass(frozen=True)
class PhaseCost:
    """What a phase cost, about; ``going_on`` while it lasts."""

    phase: Phase
    amount: Decimal
    going_on: bool


@dataclass(frozen=True)
class BarsView:
    """A chart with what it says: of each group, its heading and its bars with their words."""

    geometry: BarChart
    description: str
    groups: list[tuple[BarGroup, str, list[tuple[Any, str, Any, str]]]]


@dataclass(frozen=True)
class FundingView:
    """A funding in words."""

    funding: PublicFunding
    kind: Any


@dataclass(frozen=True)
class ContractView:
    """A contract in words."""

    contract: PublicContract
    nature: Any
    procedure: Any


@dataclass(frozen=True)
class StatementView:
    """A statement in words."""

    statement: PublicStatement
    explained: Any


@dataclass(frozen=True)
class MoneyView:
    """``granted``, ``committed`` and ``spent`` are None while nothing of them is published."""

    is_shown: bool
    granted: Decimal | None
    committed: Decimal | None
    spent: Decimal | None
    until: str
    years: list[YearRow]
    activities: list[ActivityRow]
    chart: BarsView | None
    phases: list[PhaseCost]
    per_user: CostPerUser | None
    per_user_period: str
    users: str
    committed_kept_back: list[str]
    spent_kept_back: list[str]
    fundings: list[FundingView]
    contracts: list[ContractView]
    statements: list[StatementView]


def money_view(
    money: PublicMoney, lived: Sequence[PhaseStep], figures: Sequence[StartupFigures]
) -> MoneyView:
    """The section; nothing here asks the database."""
    years = _years(money)
    halves = {half for each in (*money.committed, *money.spent) for half in each.halves}
    per_user = cost_per_user(money.committed, map(_measured, figures))
    return MoneyView(
        is_shown=bool(money),
        granted=_sum(each.amount for each in money.fundings) if money.fundings else None,
        committed=_whole(money.committed),
        spent=_whole(money.spent),
        until=max(halves).label if halves else "",
        years=years,
        activities=_activities(money.committed),
        chart=_chart(years),
        phases=_phases(money.committed, lived),
        per_user=per_user,
        per_user_period=_period(per_user.halves) if per_user else "",
        users=figure_text(per_user.users) if per_user else "",
        committed_kept_back=[half.label for half in money.committed_kept_back],
        spent_kept_back=[half.label for half in money.spent_kept_back],
        fundings=[FundingView(each, FundingKind(each.kind).label) for each in money.fundings],
        contracts=[_contract(each) for each in money.contracts],
        statements=[
            StatementView(each, EXPLAINED.get(each.explained, "")) for each in money.statements
        ],
    )


def _contract(contract: PublicContract) -> ContractView:
    nature, procedure = ContractNature(contract.nature), Procedure(contract.procedure)
    return ContractView(contract, nature.label, procedure.label)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _whole(figures: Sequence[PublicFigure]) -> Decimal | None:
    return _sum(each.amount for each in figures) if figures else None


def _years(money: PublicMoney) -> list[YearRow]:
    """One row for each year, and for each set of years that are told together."""
    granted: dict[tuple[int, ...], Decimal] = {}
    for day, amount in (step for each in money.fundings for step in each.steps):
        granted[(day.year,)] = granted.get((day.year,), ZERO) + amount
    committed, spent = _by_years(money.committed), _by_years(money.spent)
    halves = {half for each in money.committed for half in each.halves}
    return [
        YearRow(
            label=_span(years),
            note=_part_of(years, halves),
            granted=granted.get(years),
            committed=committed.get(years),
            spent=spent.get(years),
        )
        for years in sorted({*granted, *committed, *spent})
    ]


def _by_years(figures: Iterable[PublicFigure]) -> dict[tuple[int, ...], Decimal]:
    amounts: dict[tuple[int, ...], Decimal] = {}
    for each in figures:
        amounts[each.years] = amounts.get(each.years, ZERO) + each.amount
    return amounts


def _span(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _part_of(years: Sequence[int], halves: set[HalfYear]) -> str:
    """The half of a year of which alone something is told; empty when both are, or none."""
    inside = [half for half in halves if (half.year,) == tuple(years)]
    return inside[0].label if len(inside) == 1 else ""


def _period(halves: Sequence[HalfYear]) -> str:
    """Half-years in words: the year where they are the whole of it."""
    years = {half.year for half in halves}
    if len(years) == 1 and len(halves) > 1:
        return str(halves[0].year)
    return " + ".join(half.label for half in halves)


def _activities(figures: Sequence[PublicFigure]) -> list[ActivityRow]:
    """What the same activities cost in a year, or in the half of it of which it is told."""
    groups: dict[tuple[tuple[int, ...], tuple[str, ...]], list[PublicFigure]] = {}
    for each in figures:
        groups.setdefault((each.years, each.activities), []).append(each)
    rows = [
        (
            sorted({half for each in group for half in each.halves}),
            _sum(each.amount for each in group),
            activities,
        )
        for (_years, activities), group in groups.items()
    ]
    return [
        ActivityRow(_period(halves), activities, amount, _is_grouped(halves, activities))
        for halves, amount, activities in sorted(rows, key=lambda row: (row[0], -row[1]))
    ]


def _is_grouped(halves: Sequence[HalfYear], activities: Sequence[str]) -> bool:
    return len(activities) > 1 or len({half.year for half in halves}) > 1


def _phases(figures: Sequence[PublicFigure], lived: Sequence[PhaseStep]) -> list[PhaseCost]:
    stays = [Stay(step.phase, step.start, step.end) for step in lived if not step.planned]
    current = {step.phase for step in lived if step.current and not step.final}
    costs = phase_costs(figures, stays)
    return [PhaseCost(phase, amount, phase in current) for phase, amount in costs.items()]


def _measured(figures: StartupFigures) -> Measured:
    indicator = figures.indicator
    readings = [(row.date, row.value, row.source) for row in figures.measurements]
    return Measured(figures.level, indicator.wording, indicator.unit, readings)


def _chart(years: Sequence[YearRow]) -> BarsView | None:
    if not any(row.committed or row.spent for row in years):
        return None
    values = [(row.granted, row.committed, row.spent) for row in years]
    geometry = bar_chart(values)
    names = (("granted", _("granted")), ("committed", _("committed")), ("spent", _("spent")))
    groups = [
        (
            group,
            row.label,
            [
                (bar, kind, name, euros(value) if value is not None else "–")
                for bar, (kind, name), value in zip(group.bars, names, amounts, strict=True)
            ],
        )
        for group, row, amounts in zip(geometry.groups, years, values, strict=True)
    ]
    return BarsView(geometry, _description(groups), groups)


def _description(groups: Iterable[tuple[Any, str, list[tuple[Any, str, Any, str]]]]) -> str:
    descriptions = (
        f"{label} ({', '.join(f'{name} {amount}' for _bar, _kind, name, amount in bars)})"
        for _group, label, bars in groups
    )
    return ", ".join(descriptions) + "."
