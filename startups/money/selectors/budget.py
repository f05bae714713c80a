"""The budget of a portfolio on a day, along one axis: what is asked, and its rows in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from startups.core.search_text import fold
from startups.lifecycle.enums import ACTIVE, ALL_ACTIVE, ALL_ENDED, ENDED, NOT_STARTED
from startups.lifecycle.selectors.portfolio import with_phase
from startups.money.ledger import Position
from startups.registry.models import Startup, StartupIncubator

from .axis_values import NONE, Named, names_of
from .budget_lines import FIGURES
from .position import PositionScope, positions

# In the order in which they are offered; resources are for statements.
BY = ("incubator", "startup", "phase", "source", "supplier", "activity", "year")
LABEL = "label"


@dataclass(frozen=True)
class BudgetQuestion:
    """Empty means anything. ``by`` is an axis of ``BY``; ``phase`` is a phase, or one of
    ``active``, ``ended``, ``none``; ``source`` is a value of that axis, or ``none`` for what is
    attributed to no funding; ``sort`` is a figure or ``label``, after a minus sign for the
    largest first."""

    on: date
    by: str = BY[0]
    q: str = ""
    incubator: int | None = None
    phase: str = ""
    source: Any = ""
    year: int | None = None
    sort: str = ""


@dataclass(frozen=True)
class BudgetRow:
    """The position of one value of the axis."""

    value: Any
    name: Named
    position: Position

    @property
    def label(self) -> str:
        return self.name.label


def scope_of(asked: BudgetQuestion, startups: QuerySet[Startup]) -> PositionScope:
    """The lines that are looked at: those of ``startups`` that fit; no query."""
    rows = startups.order_by()
    if asked.q:
        rows = rows.filter(published_text__search_name__contains=fold(asked.q))
    if asked.incubator:
        tied = StartupIncubator.objects.filter(incubator=asked.incubator)
        rows = rows.filter(pk__in=tied.values("startup"))
    if asked.phase:
        rows = _in_phase(rows, asked)
    where: list[tuple[str, Any]] = []
    if asked.source:
        where.append(("source", None if asked.source == NONE else asked.source))
    if asked.year:
        where.append(("year", asked.year))
    return PositionScope(rows, tuple(where))


def _in_phase(rows: QuerySet[Startup], asked: BudgetQuestion) -> QuerySet[Startup]:
    phased: Any = with_phase(rows, on=asked.on)
    if asked.phase == NOT_STARTED:
        return phased.filter(phase_in_force=None)
    group: Mapping[str, Any] = {ALL_ACTIVE: ACTIVE, ALL_ENDED: ENDED}
    return phased.filter(phase_in_force__in=sorted(group.get(asked.phase, {asked.phase})))


def budget_rows(asked: BudgetQuestion, *, startups: QuerySet[Startup]) -> list[BudgetRow]:
    """The position of each value of the axis that is asked for, in order; five queries."""
    known: Mapping[Any, Position] = positions(
        on=asked.on, axis=asked.by, scope=scope_of(asked, startups)
    )
    names = names_of(asked.by, list(known), startups=startups)
    rows = [BudgetRow(value, names[value], position) for value, position in known.items()]
    return in_order(rows, asked.sort)


def in_order(rows: Sequence[BudgetRow], sort: str) -> list[BudgetRow]:
    """By a figure, or in the natural order of the values; what has no value comes last."""
    column = sort.removeprefix("-")

    def key(row: BudgetRow) -> Any:
        return getattr(row.position, column) if column in FIGURES else row.name.place

    natural = sorted(rows, key=lambda row: (row.name.place, str(row.value)))
    with_value = [row for row in natural if row.value is not None]
    without_value = [row for row in natural if row.value is None]
    return [*sorted(with_value, key=key, reverse=sort.startswith("-")), *without_value]


def total(rows: Sequence[BudgetRow]) -> Position:
    """What all the rows add up to: the position of everything that is looked at."""
    return sum((row.position for row in rows), Position())
