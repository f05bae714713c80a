"""The budget as tables: where it stands, and the lines behind it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.money.ledger import LineKind, Position
from startups.money.selectors.axis_values import kind_label, written
from startups.money.selectors.budget import LABEL, BudgetRow, total
from startups.money.selectors.budget_lines import FIGURES, BudgetLine
from startups.tables.columns import Cell, Column, Table

from .labels import AXIS_LABELS, FIGURE_LABELS

# In a spreadsheet: available is granted less committed, unpaid is committed less paid.
DIFFERENCES = {"available": (1, 2), "unpaid": (2, 3)}


def budget_table(
    rows: Sequence[BudgetRow], *, every: Sequence[BudgetRow], by: str, query: str, sort: str = ""
) -> Table:
    """``rows``, and what ``every`` row adds up to; each figure leads to the lines behind it."""
    return Table(
        name=str(_("Budget")),
        columns=_columns(by, query, sort),
        rows=[_row(row, by, query) for row in rows],
        totals={place: cell for place, cell in enumerate(_figures(total(every), query), start=1)},
        total_label=_("Total"),
    )


def _columns(by: str, query: str, sort: str) -> list[Column]:
    first = Column(AXIS_LABELS[by], **_sorting(LABEL, query, sort or LABEL, rises_first=True))
    return [
        first,
        *(
            Column(
                label,
                is_amount=True,
                minus=DIFFERENCES.get(name),
                **_sorting(name, query, sort),
            )
            for name, label in FIGURE_LABELS.items()
        ),
    ]


def _sorting(name: str, query: str, sort: str, *, rises_first: bool = False) -> dict[str, Any]:
    """The address that sorts by a column, turned round where it is the one in force; amounts
    come with the largest first."""
    direction = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    falls = direction == "ascending" or not (direction or rises_first)
    kept = QueryDict(query, mutable=True)
    kept["sort"] = f"-{name}" if falls else name
    return {"address": f"?{kept.urlencode()}", "sorted": direction}


def _row(row: BudgetRow, by: str, query: str) -> list[Cell]:
    address = reverse("team_money:index", args=(row.name.slug,)) if row.name.slug else ""
    figures = _figures(row.position, query, value=written(by, row.value))
    return [Cell(row.label, address=address), *figures]


def _figures(position: Position, query: str, **value: str) -> list[Cell]:
    return [
        Cell(
            getattr(position, name),
            address=lines_address(query, figure=name, **value),
            alert=name == "available" and position.available < 0,
            note=_passed() if name == "available" and position.available < 0 else "",
        )
        for name in FIGURES
    ]


def _passed() -> str:
    return _("More is ordered than granted.")


def lines_address(query: str, **kept: str) -> str:
    """The page of the lines behind a figure; ``value`` is that of a row, none for the total."""
    asked = QueryDict(query, mutable=True)
    asked.pop("sort", None)
    asked.update(kept)
    return f"{reverse('budget:lines')}?{asked.urlencode()}"


def lines_table(lines: Iterable[BudgetLine], *, total: Cell | None = None) -> Table:
    """Lines, each with its amount; ``total`` is that of all of them."""
    columns = [*_line_columns(), Column(_("Amount"), is_amount=True)]
    return Table(
        name=str(_("Lines")),
        columns=columns,
        rows=([*_labels(line), Cell(line.amount)] for line in lines),
        totals={len(columns) - 1: total} if total else {},
        total_label=_("Total"),
    )


def ledger_table(lines: Iterable[BudgetLine]) -> Table:
    """All lines, each amount in the column of its kind: the columns add up to the budget."""
    columns = _line_columns()
    kinds = {LineKind.GRANTED: "granted", LineKind.COMMITTED: "committed", LineKind.PAID: "paid"}
    amounts = [Column(FIGURE_LABELS[name], is_amount=True) for name in kinds.values()]
    return Table(
        name=str(_("Lines")),
        columns=[*columns, *amounts],
        rows=_ledger_rows(lines, list(kinds)),
        totals={len(columns) + place: Cell(None) for place in range(len(kinds))},
        total_label=_("Total"),
    )


def _ledger_rows(lines: Iterable[BudgetLine], kinds: Sequence[LineKind]) -> Iterator[list[Cell]]:
    for line in lines:
        amounts = [Cell(line.amount if line.kind is kind else None) for kind in kinds]
        yield [*_labels(line), *amounts]


def _line_columns() -> list[Column]:
    labels = (_("Line"), _("Day"), _("Startup"), _("Supplier"), _("Source"), _("Activity"))
    return [Column(label) for label in (*labels, _("Kind of resource"))]


def _labels(line: BudgetLine) -> list[Cell]:
    name = kind_label(line.kind)
    label = f"{name} · {line.reference}" if line.reference else name
    return [
        Cell(label, address=line_address(line)),
        Cell(line.day),
        Cell(line.startup),
        Cell(line.supplier),
        Cell(line.source),
        Cell(line.activity),
        Cell(line.resource),
    ]


def line_address(line: BudgetLine) -> str:
    """The page that shows a line: that of its order, or of the fundings of its startup."""
    if line.order:
        return reverse("team_money:order", args=(line.slug, line.order))
    return reverse("team_money:fundings", args=(line.slug,))
