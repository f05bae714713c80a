"""A statement beside the lines, as the pages of the team and of the staff show it, and paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from startups.money.half_years import HalfYear
from startups.money.models import Activity, Resource
from startups.money.statements.models import Statement
from startups.money.statements.reconciliation import Amounts, Reconciliation

from .remainders import reconciled


@dataclass(frozen=True)
class ShownRow:
    """A line in words. Amounts in euros including tax."""

    activity: str
    resource: str
    stated: Amounts
    recorded: Amounts
    difference: Amounts


@dataclass(frozen=True)
class ShownStatement:
    """A statement, its lines in the order of the vocabularies, and what they add up to."""

    statement: Statement
    half: HalfYear
    rows: tuple[ShownRow, ...]
    sums: Reconciliation

    @property
    def is_explained(self) -> bool:
        """Whether every line says what the lines of money say."""
        return not self.sums.unexplained

    @property
    def offset(self) -> bool:
        """Whether lines differ whose differences cancel out."""
        return not self.is_explained and not self.sums.difference

    @property
    def replacement(self) -> Statement | None:
        """The statement that replaces it, or is to."""
        return getattr(self.statement, "replaced_by", None)


def statement_shown(statement: Statement, *, on: date) -> ShownStatement:
    """``statement`` beside the lines as they are on the day ``on``; six queries."""
    (remainder,) = reconciled(Statement.objects.filter(pk=statement.pk), on=on)
    half = HalfYear(statement.year, statement.half)
    return ShownStatement(statement, half, tuple(_rows(remainder.sums)), remainder.sums)


def _rows(sums: Reconciliation) -> Iterator[ShownRow]:
    by_cell = {row.cell: row for row in sums.rows}
    resources = list(Resource.objects.all())
    for activity in Activity.objects.all():
        for resource in resources:
            if row := by_cell.get((activity.pk, resource.pk)):
                yield ShownRow(
                    activity.label, resource.label, row.stated, row.recorded, row.difference
                )
