"""A table of money as it is shown, and as it is taken away: the same cells on a page, in a
spreadsheet and on paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Column:
    """``minus`` names the two columns whose difference it is, by their place: a spreadsheet works
    it out. ``address`` sorts by it, ``sorted`` says how it is sorted now, as ``aria-sort`` does."""

    label: Any
    is_amount: bool = False
    minus: tuple[int, int] | None = None
    address: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """``value`` is text, a number, a day, an amount in euros or None; ``address`` leads to what
    is behind it. ``alert`` says that it is not as it should be, which ``note`` says in words."""

    value: Any
    address: str = ""
    note: str = ""
    alert: bool = False

    @property
    def is_day(self) -> bool:
        return isinstance(self.value, date)


@dataclass(frozen=True)
class Table:
    """``totals`` are the cells of the last line, one for each column of amounts that has one."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    totals: dict[int, Cell] = field(default_factory=dict)
    total_label: str = ""

    @property
    def paired(self) -> Iterator[list[tuple[Column, Cell]]]:
        """The lines, each cell with its column."""
        return (list(zip(self.columns, row, strict=True)) for row in self.rows)

    @property
    def paired_totals(self) -> list[tuple[Column, Cell | None]]:
        return list(zip(self.columns, self.totals_line, strict=False))

    @property
    def totals_line(self) -> list[Cell | None]:
        """The last line, cell by cell; None where a column has no total."""
        if not self.totals:
            return []
        cells = [self.totals.get(place) for place in range(len(self.columns))]
        return [Cell(self.total_label), *cells[1:]]
