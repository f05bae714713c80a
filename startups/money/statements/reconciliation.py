"""What a statement says beside what the lines say, and the difference, to the cent.

Pure: no database and no clock. Amounts are euros including tax. What is not explained is never
rounded away, spread or left out: the remainder is the sum of the differences of the rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal("0.00")

type Cell = tuple[int, int]
"""An activity and a kind of resource, by their keys."""


@dataclass(frozen=True)
class Amounts:
    """What is committed and what is paid; true when one of them is something."""

    committed: Decimal = NOTHING
    paid: Decimal = NOTHING

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(self.committed + other.committed, self.paid + other.paid)

    def __sub__(self, other: "Amounts") -> "Amounts":
        return Amounts(self.committed - other.committed, self.paid - other.paid)

    def __bool__(self) -> bool:
        return bool(self.committed or self.paid)


def total(amounts: Iterable[Amounts]) -> Amounts:
    return sum(amounts, start=Amounts())


@dataclass(frozen=True)
class Compared:
    """One activity and one kind of resource: what is stated, what the lines say."""

    cell: Cell
    stated: Amounts
    recorded: Amounts

    @property
    def difference(self) -> Amounts:
        """More than nothing where more is stated than the lines say."""
        return self.stated - self.recorded


@dataclass(frozen=True)
class Reconciliation:
    """The rows of a statement beside the lines, and what they add up to."""

    rows: tuple[Compared, ...]

    @property
    def stated(self) -> Amounts:
        return total(row.stated for row in self.rows)

    @property
    def recorded(self) -> Amounts:
        return total(row.recorded for row in self.rows)

    @property
    def difference(self) -> Amounts:
        """The unexplained remainder."""
        return self.stated - self.recorded

    @property
    def unexplained(self) -> dict[Cell, Amounts]:
        """The difference of each row that has one: rows may differ where totals do not."""
        return {row.cell: row.difference for row in self.rows if row.difference}


def reconcile(stated: Mapping[Cell, Amounts], recorded: Mapping[Cell, Amounts]) -> Reconciliation:
    """One row for each cell of which either side says more than nothing."""
    none = Amounts()
    rows = (
        Compared(cell, stated.get(cell, none), recorded.get(cell, none))
        for cell in sorted({*stated, *recorded})
    )
    return Reconciliation(tuple(row for row in rows if row.stated or row.recorded))
