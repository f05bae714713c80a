"""What wants an eye, as tables: each row leads to the page where something is done about it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.money.contracts.selectors.contract_lists import ContractRow
from startups.money.enums import EnvelopeBand
from startups.money.ledger import NOTHING
from startups.money.presenters.envelope_text import REASONS
from startups.money.selectors.orders import OrderRow
from startups.money.selectors.watch.envelopes import EnvelopeRow
from startups.money.selectors.watch.orders import StuckOrder
from startups.money.selectors.watch.year_end import LateLine, Leftover
from startups.money.statements.selectors.remainders import Remainder
from startups.tables.columns import Cell, Column

type Rows = list[list[Cell]]
PRESSING = frozenset({EnvelopeBand.OVER_COMMITTED, EnvelopeBand.OVER, EnvelopeBand.DAYS_45})


def text(label: str) -> Column:
    return Column(label)


def amount(label: str) -> Column:
    return Column(label, is_amount=True)


def envelope_columns() -> list[Column]:
    days = [text(_("Ends on")), text(_("At the earliest")), text(_("At the latest"))]
    return [text(_("Startup")), text(_("How near")), *days, amount(_("Available"))]


def envelope_rows(rows: Iterable[EnvelopeRow]) -> Rows:
    return [
        [
            Cell(row.name, address=reverse("team_money:index", args=(row.slug,))),
            Cell(str(row.band.label) if row.band else "", alert=row.band in PRESSING),
            Cell(row.ends_on, note=str(REASONS[row.forecast.outcome])),
            Cell(row.forecast.earliest),
            Cell(row.forecast.latest),
            Cell(row.position.available, alert=row.position.available < 0),
        ]
        for row in rows
    ]


def contract_columns() -> list[Column]:
    amounts = (_("Ceiling, tax included"), _("Ordered"), _("Left"))
    words = (_("Contract"), _("Purpose"), _("Holders"), _("Ends on"))
    return [*map(text, words), *map(amount, amounts)]


def contract_row_cells(rows: Iterable[ContractRow]) -> Rows:
    return [
        [
            Cell(
                row.contract.reference, address=reverse("contracts:page", args=(row.contract.pk,))
            ),
            Cell(row.contract.purpose),
            Cell(", ".join(holder.name or holder.identifier for holder in row.holders)),
            Cell(row.position.ends_on, note=_days_left(row.days_left), alert=row.near_end),
            Cell(row.position.ceiling),
            Cell(row.position.ordered, note=_percent(row), alert=row.near_ceiling),
            Cell(row.position.left),
        ]
        for row in rows
    ]


def _days_left(days: int) -> str:
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def _percent(row: ContractRow) -> str:
    return _("%(percent)s %% of the ceiling") % {"percent": row.position.percent}


def stuck_columns() -> list[Column]:
    words = (_("Order or cost"), _("Startup"), _("Supplier"), _("State"), _("Next step due on"))
    return [*map(text, words), text(_("Days late")), amount(_("Amount")), amount(_("To be paid"))]


def stuck_rows(rows: Iterable[StuckOrder]) -> Rows:
    return [
        [
            *_order_cells(one.row),
            Cell(str(one.step.label)),
            Cell(one.due),
            Cell(one.late, alert=True),
            Cell(one.row.net),
            Cell(one.row.unpaid),
        ]
        for one in rows
    ]


def _order_cells(row: OrderRow) -> list[Cell]:
    address = reverse("team_money:order", args=(row.order.startup.slug, row.order.pk))
    cells = (row.order.startup.name, row.order.supplier)
    return [Cell(row.order.reference, address=address), *map(Cell, cells)]


def remainder_columns() -> list[Column]:
    words = (_("Startup"), _("Half-year"), _("State"))
    sums = (_("Committed, not explained"), _("Paid, not explained"))
    return [*map(text, words), *map(amount, sums)]


def remainder_rows(remainders: Iterable[Remainder]) -> Rows:
    return [
        [
            Cell(one.statement.startup.name, address=_statement_address(one)),
            Cell(one.half.label),
            Cell(str(one.statement.get_state_display())),
            Cell(one.committed, alert=bool(one.committed)),
            Cell(one.paid, alert=bool(one.paid)),
        ]
        for one in remainders
    ]


def _statement_address(one: Remainder) -> str:
    return reverse("team_statements:page", args=(one.statement.startup.slug, one.statement.pk))


def due_order_columns() -> list[Column]:
    """Of orders that the end of the year presses."""
    words = (_("Order or cost"), _("Startup"), _("Supplier"), _("State"), _("Day"))
    return [*map(text, words), amount(_("Amount"))]


def due_order_rows(rows: Iterable[OrderRow], *, unpaid: bool) -> Rows:
    return [
        [
            *_order_cells(row),
            Cell(str(row.step.label)),
            Cell(row.day),
            Cell(row.unpaid if unpaid else row.net),
        ]
        for row in rows
    ]


def late_columns() -> list[Column]:
    words = (_("Reference"), _("Startup"), _("Supplier"), _("Day"))
    return [*map(text, words), amount(_("Amount"))]


def late_rows(lines: Iterable[LateLine]) -> Rows:
    return [
        [
            Cell(line.reference, reverse("team_money:order", args=(line.slug, line.order))),
            Cell(line.startup),
            Cell(line.supplier),
            Cell(line.day),
            Cell(line.amount),
        ]
        for line in lines
    ]


def leftover_columns() -> list[Column]:
    sums = (_("Granted and not ordered"), _("Ordered and not paid"))
    return [text(_("Startup")), *map(amount, sums)]


def leftover_rows(rows: Iterable[Leftover]) -> Rows:
    return [
        [
            Cell(row.name, reverse("team_money:index", args=(row.slug,))),
            Cell(row.not_ordered),
            Cell(row.not_paid),
        ]
        for row in rows
    ]


def sums(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> dict[int, Cell]:
    """What each column of amounts adds up to."""
    return {
        place: Cell(sum((_amount(row[place].value) for row in rows), start=NOTHING))
        for place, column in enumerate(columns)
        if column.is_amount
    }


def _amount(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else NOTHING
