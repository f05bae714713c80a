"""Tables as people send them: a text pasted from a spreadsheet, a CSV file, an XLSX file.

Each gives the same: lines of cells, all texts, with the number that the line has in the original.
"""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from startups.core.formats import short_day

from .pasted import separator_of

MOST_LINES = 2_000
MOST_COLUMNS = 50
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_INSIDE = 60 * 1024 * 1024
BOM = "\ufeff"
XLSX = b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class SheetError(Exception):
    """A table that cannot be read, and why; ``line`` is 0 when no line is meant."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class SheetRow:
    """A line that is not empty. The first one of the original is 1."""

    line: int
    cells: tuple[str, ...]


type Sheet = tuple[SheetRow, ...]


def sheet_of_text(text: str) -> Sheet:
    """The lines of a text whose cells are separated by tabs, semicolons or commas.

    Raises SheetError.
    """
    clean = text.removeprefix(BOM)
    if "\0" in clean:
        raise SheetError(_("This is not a text."))
    first = next((line for line in clean.splitlines() if line.strip()), "")
    reader = csv.reader(StringIO(clean, newline=""), delimiter=separator_of(first), strict=True)
    rows, before = [], 0
    try:
        for cells in reader:
            rows.append((before + 1, cells))
            before = reader.line_num
    except csv.Error:
        message = _("The quotation marks are not closed.")
        raise SheetError(message, before + 1) from None
    return _filled(rows)


def sheet_of_file(content: bytes) -> Sheet:
    """The lines of a CSV file, or of the first sheet of an XLSX file. Raises SheetError."""
    if len(content) > LARGEST_FILE:
        raise SheetError(_("The file is too large: 5 MB at most."))
    if content.startswith(XLSX):
        return _sheet_of_workbook(content)
    if content.startswith(UTF_16):
        return sheet_of_text(content.decode("utf-16", errors="replace"))
    try:
        return sheet_of_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return sheet_of_text(content.decode("cp1252", errors="replace"))


def text_of_sheet(sheet: Sheet) -> str:
    """The same table as a text with tabs; each line keeps its number."""
    out = StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    written = 0
    for row in sheet:
        out.write("\n" * (row.line - written - 1))
        writer.writerow(row.cells)
        written = row.line
    return out.getvalue()


def _sheet_of_workbook(content: bytes) -> Sheet:
    wrong = _("This file cannot be read as an XLSX workbook.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as inside:
            if sum(item.file_size for item in inside.infolist()) > LARGEST_INSIDE:
                raise SheetError(_("The file is too large once it is unpacked."))
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    except SheetError:
        raise
    except Exception as error:  # whatever is wrong inside, nothing of it is read
        raise SheetError(wrong) from error
    try:
        found = book.worksheets[0].iter_rows(
            max_row=MOST_LINES + 2, max_col=MOST_COLUMNS, values_only=True
        )
        return _filled((line, [_text(value) for value in row]) for line, row in enumerate(found, 1))
    except SheetError:
        raise
    except Exception as error:
        raise SheetError(wrong) from error
    finally:
        book.close()


def _text(value: Any) -> str:
    """A cell of a workbook as one would type it."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return short_day(value)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # Computed cells end in noise: 0.1 + 0.2 is not what anybody means by 0.30000000000000004.
        return f"{Decimal(repr(round(value, 6))).normalize():f}"
    return str(value)


def _filled(rows: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    """The lines with something in them; what lays a cell out becomes a space."""
    found = []
    for line, cells in rows:
        tidy = [" ".join(cell.split()) for cell in cells]
        while tidy and not tidy[-1]:
            tidy.pop()
        if not tidy:
            continue
        if len(tidy) > MOST_COLUMNS:
            raise SheetError(_("At most %(number)s columns.") % {"number": MOST_COLUMNS}, line)
        found.append(SheetRow(line, tuple(tidy)))
        if len(found) > MOST_LINES + 1:
            raise SheetError(_("At most 2,000 lines at a time."), line)
    if not found:
        raise SheetError(_("There is nothing to read."))
    return tuple(found)
