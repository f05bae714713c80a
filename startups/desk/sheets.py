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

from startups.office.exports import BOM, CONTROL, neutral

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How a spreadsheet program shows each kind of value; the value itself is a date or a number.
FORMATS = {date: "yyyy-mm-dd", Decimal: "#,##0.00"}


def as_csv(name: str, headings: Sequence[Any], lines: Iterable[Sequence[Any]]) -> HttpResponse:
    """Dates in ISO 8601, decimals with a point, nothing for None."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow([neutral(str(heading)) for heading in headings])
    writer.writerows([neutral(cell) for cell in line] for line in lines)
    return _attached(BOM + output.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")


def as_xlsx(name: str, headings: Sequence[Any], lines: Iterable[Sequence[Any]]) -> HttpResponse:
    """One sheet; text is never taken for a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.append([_cell(sheet, str(heading)) for heading in headings])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    output = io.BytesIO()
    book.save(output)
    return _attached(output.getvalue(), f"{name}.xlsx", XLSX_TYPE)


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, CONTROL.sub("", value))
        cell.data_type = "s"
        return cell
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = FORMATS.get(type(value), "General")
    return cell


def _attached(content: str | bytes, filename: str, kind: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=kind, headers=disposition)
