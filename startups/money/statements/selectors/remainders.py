"""What the statements in force leave unexplained: the difference from the lines, to the cent.

The lines are as they are on the day that is asked about: one that is entered or corrected after
a statement was validated shows in its remainder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement, StatementLine
from startups.money.statements.reconciliation import Amounts, Cell, Reconciliation, reconcile
from startups.registry.models import Startup

from .recorded import Recorded, recorded


@dataclass(frozen=True)
class Remainder:
    """A statement beside the lines of its half-year. Amounts in euros including tax."""

    statement: Statement
    sums: Reconciliation

    @property
    def half(self) -> HalfYear:
        return HalfYear(self.statement.year, self.statement.half)

    @property
    def committed(self) -> Decimal:
        """What is stated more than the lines say; less, below zero."""
        return self.sums.difference.committed

    @property
    def paid(self) -> Decimal:
        return self.sums.difference.paid

    @property
    def by_cell(self) -> dict[Cell, Amounts]:
        """The difference by (activity, resource), where there is one."""
        return self.sums.unexplained

    @property
    def is_explained(self) -> bool:
        """Whether every row says what the lines say."""
        return not self.by_cell


def in_force(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """The statements that count: of each half-year the last one validated, else the submitted one.

    One that replaces another counts once it is validated.
    """
    first = Q(state=StatementState.SUBMITTED, replaces=None)
    validated = Q(state=StatementState.VALIDATED)
    return statements.filter(first | validated).exclude(replaced_by__state=StatementState.VALIDATED)


def remainders(
    *, on: date, startups: QuerySet[Startup] | None = None
) -> dict[int, list[Remainder]]:
    """By startup, its statements in force beside the lines, the last half-year first.

    Four queries, whatever the number of startups, of statements and of lines.
    """
    rows = Statement.objects.all()
    if startups is not None:
        rows = rows.filter(startup__in=startups.values("pk"))
    reconciled_halves = reconciled(in_force(rows), on=on)
    by_startup: dict[int, list[Remainder]] = {}
    for remainder in sorted(reconciled_halves, key=lambda one: one.half, reverse=True):
        by_startup.setdefault(remainder.statement.startup_id, []).append(remainder)
    return by_startup


def reconciled(statements: QuerySet[Statement], *, on: date) -> list[Remainder]:
    """Each of ``statements`` beside the lines of its half-year; four queries."""
    plain = statements.order_by()
    stated_amounts = stated(plain)
    lines = recorded(on=on, startups=Startup.objects.filter(pk__in=plain.values("startup")))
    return [beside(row, stated_amounts, lines) for row in statements]


def stated(statements: QuerySet[Statement]) -> dict[int, dict[Cell, Amounts]]:
    """What each of ``statements`` says, by its key; one query."""
    rows = StatementLine.objects.filter(statement__in=statements.order_by().values("pk"))
    by_statement: dict[int, dict[Cell, Amounts]] = {}
    for row in rows.order_by():
        cells = by_statement.setdefault(row.statement_id, {})
        cells[row.activity_id, row.resource_id] = Amounts(row.committed, row.paid)
    return by_statement


def beside(
    statement: Statement, stated_amounts: Mapping[int, Mapping[Cell, Amounts]], lines: Recorded
) -> Remainder:
    """``statement`` beside the lines of its half-year."""
    place = (statement.startup_id, HalfYear(statement.year, statement.half))
    return Remainder(
        statement, reconcile(stated_amounts.get(statement.pk, {}), lines.get(place, {}))
    )
