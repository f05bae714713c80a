"""Which half-years of a portfolio are looked for, and what they add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from startups.core.search_text import fold
from startups.money.statements.reconciliation import Amounts, total
from startups.registry.models import StartupIncubator

from .statements import HalfRow

EXPECTED = "expected"


@dataclass(frozen=True)
class StatementFilter:
    """What is looked for; empty means anything. ``half`` is a code such as ``2026-1``."""

    q: str = ""
    state: str = ""
    half: str = ""
    incubator: int | None = None


@dataclass(frozen=True)
class StatementTotals:
    """What the statements among rows state, what the lines of the same half-years say."""

    stated: Amounts
    recorded: Amounts

    @property
    def difference(self) -> Amounts:
        """The unexplained remainder."""
        return self.stated - self.recorded


def narrowed(rows: Iterable[HalfRow], wanted: StatementFilter, *, on: date) -> list[HalfRow]:
    """Those that are looked for; a query where an incubator is. What is neither stated nor due
    yet is left out."""
    tied = None
    if wanted.incubator:
        ties = StartupIncubator.objects.filter(incubator=wanted.incubator)
        tied = set(ties.values_list("startup", flat=True))
    return [
        row
        for row in rows
        if (row.statement or row.is_asked(on))
        and (tied is None or row.startup.pk in tied)
        and _fits(row, wanted, on)
    ]


def _fits(row: HalfRow, wanted: StatementFilter, on: date) -> bool:
    in_state = (
        row.is_expected(on) if wanted.state == EXPECTED else wanted.state in {"", *row.states}
    )
    return (
        in_state and wanted.half in ("", row.half.code) and fold(wanted.q) in fold(row.startup.name)
    )


def totals(rows: Iterable[HalfRow]) -> StatementTotals:
    """Half-years without a statement count for nothing: nothing is stated of them."""
    stated = [row for row in rows if row.statement]
    return StatementTotals(
        total(row.sums.stated for row in stated), total(row.sums.recorded for row in stated)
    )
