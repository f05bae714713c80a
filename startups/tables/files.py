"""Tables to take away: CSV and XLSX, with real dates and numbers, and no formula slipped in."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .columns import Cell, Column, Table
from .exports import BOM, CONTROL, neutral

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How a spreadsheet program shows each kind of value; the value itself is a date or a number.
FORMATS = {date: "yyyy-mm-dd", Decimal: "#,##0.00"}
WIDTHS = {True: 16, False: 28}
# What no name of a sheet may hold.
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def as_csv(name: str, headings: Sequence[Any], lines: Iterable[Sequence[Any]]) -> HttpResponse:
    """Dates in ISO 8601, decimals with a point, nothing for None."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow([neutral(str(heading)) for heading in headings])
    writer.writerows([neutral(cell) for cell in line] for line in lines)
    return _attached(BOM + output.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")


def table_csv(name: str, table: Table) -> HttpResponse:
    """The lines of a table, then what they add up to."""
    lines = [[cell.value for cell in row] for row in table.rows]
    if table.totals:
        lines.append([cell.value if cell else None for cell in table.totals_line])
    return as_csv(name, [column.label for column in table.columns], lines)


def as_xlsx(name: str, headings: Sequence[Any], lines: Iterable[Sequence[Any]]) -> HttpResponse:
    """One sheet; text is never taken for a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.append([_cell(sheet, str(heading)) for heading in headings])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    return _xlsx(name, book)


def tables_xlsx(name: str, tables: Sequence[Table]) -> HttpResponse:
    """A sheet for each table: differences and totals are formulas, so that they can be checked,
    and follow where a number is changed."""
    book = Workbook(write_only=True)
    for table in tables:
        _write_table(book, table)
    return _xlsx(name, book)


def _write_table(book: Any, table: Table) -> None:
    sheet = book.create_sheet(table.name.translate(NOT_IN_A_NAME)[:31])
    sheet.freeze_panes = "B2"
    for place, column in enumerate(table.columns, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = WIDTHS[column.is_amount]
    sheet.append([_bold(_cell(sheet, str(column.label))) for column in table.columns])
    last = 1
    for last, row in enumerate(table.rows, start=2):
        sheet.append(_line(sheet, table.columns, row, last))
    if table.totals and last > 1:
        sheet.append([_bold(cell) for cell in _totals(sheet, table, last)])


def _line(sheet: Any, columns: Sequence[Column], row: Sequence[Cell], number: int) -> list[Any]:
    return [
        _difference(sheet, column.minus, number) if column.minus else _cell(sheet, cell.value)
        for column, cell in zip(columns, row, strict=True)
    ]


def _difference(sheet: Any, minus: tuple[int, int], number: int) -> Any:
    one, other = (get_column_letter(place + 1) for place in minus)
    return _formula(sheet, f"={one}{number}-{other}{number}")


def _totals(sheet: Any, table: Table, last: int) -> list[Any]:
    cells = [_cell(sheet, table.total_label)]
    for place in range(1, len(table.columns)):
        letter = get_column_letter(place + 1)
        summed = place in table.totals
        cells.append(
            _formula(sheet, f"=SUM({letter}2:{letter}{last})") if summed else _cell(sheet, None)
        )
    return cells


def _formula(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.number_format = FORMATS[Decimal]
    return cell


def _bold(cell: Any) -> Any:
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, CONTROL.sub("", value))
        cell.data_type = "s"
        return cell
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = FORMATS.get(type(value), "General")
    return cell


def _xlsx(name: str, book: Any) -> HttpResponse:
    output = io.BytesIO()
    book.save(output)
    return _attached(output.getvalue(), f"{name}.xlsx", XLSX_TYPE)


def _attached(content: str | bytes, filename: str, kind: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=kind, headers=disposition)
