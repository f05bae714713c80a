"""Figures pasted from a spreadsheet or a CSV file. Pure: a text in, values and errors out."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from django.utils.translation import gettext as _

from startups.core.formats import short_day

from .cells import UnreadableError, read_day, read_number

MOST_LINES = 2_000
LINE_END = re.compile(r"\r\n|\r|\n")
QUOTED = re.compile(r'"[^"]*"')
BOM = "\ufeff"
# Signs of a unit, and what an indicator's unit has when it is measured in that.
UNITS = {"%": ("%", "pour cent", "percent"), "€": ("€", "euro", "eur")}


@dataclass(frozen=True)
class PastedColumn:
    """An indicator that may be pasted: its key, and what its heading says."""

    key: int
    wording: str
    unit: str = ""


@dataclass(frozen=True)
class PastedValue:
    """A value that was read, and the line that it was on (the first is 1)."""

    line: int
    key: int
    day: date
    value: Decimal


@dataclass(frozen=True)
class LineError:
    """What of a line could not be read, and why."""

    line: int
    read: str
    reason: str


@dataclass(frozen=True)
class Pasted:
    """What was read of a text. Where there are errors, nothing of it is to be written."""

    values: tuple[PastedValue, ...]
    errors: tuple[LineError, ...]


class _LineRefusedError(Exception):
    def __init__(self, read: str, reason: str) -> None:
        super().__init__(reason)
        self.read, self.reason = read, reason


def read_pasted(
    text: str, *, columns: Sequence[PastedColumn], on: date, chosen: int | None = None
) -> Pasted:
    """Reads dates in the first column and the values of an indicator in each other one.

    A first line of headings names the indicators; without one, or with a heading that names
    none, the one other column is the indicator ``chosen``. Empty cells are left out. Days
    after ``on`` and days told twice are errors.
    """
    lines = LINE_END.split(text.removeprefix(BOM))
    filled = [(number, line) for number, line in zip(count(1), lines, strict=False) if line.strip()]
    if len(filled) > MOST_LINES:
        return _nothing(MOST_LINES + 1, "", _("At most 2,000 lines at a time."))
    if not filled:
        return _nothing(1, "", _("There is nothing to read."))
    return _PastedReader(separator_of(filled[0][1]), columns, on, chosen).read(filled)


def _nothing(line: int, read: str, reason: str) -> Pasted:
    return Pasted((), (LineError(line, read, reason),))


def separator_of(line: str) -> str:
    """What separates the cells of the first line: tab before semicolon before comma."""
    bare = QUOTED.sub("", line)
    return next((mark for mark in "\t;" if mark in bare), ",")


class _PastedReader:
    def __init__(
        self, separator: str, columns: Sequence[PastedColumn], on: date, chosen: int | None
    ) -> None:
        self.separator, self.on = separator, on
        self.columns = list(columns)
        self.chosen = next((column for column in columns if column.key == chosen), None)
        self.values: list[PastedValue] = []
        self.errors: list[LineError] = []
        self.seen: dict[tuple[int, date], int] = {}

    def read(self, lines: Sequence[tuple[int, str]]) -> Pasted:
        number, line = lines[0]
        try:
            headings = self._cells(line)
            headed = self._is_heading(headings)
            targets = self._named(headings) if headed else self._unnamed(headings)
        except _LineRefusedError as refusal:
            return _nothing(number, refusal.read, refusal.reason)
        for number, line in lines[1:] if headed else lines:
            self._read_line(number, line, targets)
        if not self.values and not self.errors:
            return _nothing(number, "", _("There is nothing to read."))
        return Pasted(tuple(self.values), tuple(self.errors))

    def _cells(self, line: str) -> list[str]:
        try:
            rows = list(csv.reader([line], delimiter=self.separator, strict=True))
        except csv.Error:
            raise _LineRefusedError(line, _("The quotation marks are not closed.")) from None
        cells = [cell.strip() for cell in rows[0]]
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def _is_heading(self, cells: Sequence[str]) -> bool:
        """Whether a first line names columns: no date, and an indicator or no number."""
        if not cells or _is_day(cells[0]):
            return False
        return any(map(self._find, cells[1:])) or not any(cell[:1].isdigit() for cell in cells)

    def _named(self, headings: Sequence[str]) -> list[PastedColumn]:
        """The indicators that the headings name, in their order."""
        if len(headings) < 2:
            raise _LineRefusedError(headings[0], _two_columns())
        if len(headings) == 2 and self.chosen and not self._find(headings[1]):
            return [self.chosen]
        found = [self._find(heading) for heading in headings[1:]]
        for heading, column in zip(headings[1:], found, strict=True):
            if column is None:
                raise _LineRefusedError(heading, _("No indicator has this name."))
            if found.count(column) > 1:
                raise _LineRefusedError(heading, _("Two columns have this name."))
        targets = [column for column in found if column]
        if self.chosen and self.chosen not in targets:
            raise _LineRefusedError(
                headings[1], _("This column names another indicator than the one chosen.")
            )
        return targets

    def _find(self, heading: str) -> PastedColumn | None:
        wanted = _folded(heading)
        for column in self.columns:
            with_unit = f"{column.wording} ({column.unit})"
            if wanted in {_folded(column.wording), _folded(with_unit)}:
                return column
        return None

    def _unnamed(self, cells: Sequence[str]) -> list[PastedColumn]:
        only = self.chosen or (self.columns[0] if len(self.columns) == 1 else None)
        if only is None:
            raise _LineRefusedError(
                self.separator.join(cells),
                _("Choose an indicator, or begin with a line of headings that names them."),
            )
        return [only]

    def _read_line(self, number: int, line: str, targets: Sequence[PastedColumn]) -> None:
        try:
            cells = self._cells(line)
            if any(cells[1:]) or self.separator not in line:
                self._read_cells(number, cells, targets)
        except _LineRefusedError as refusal:
            self.errors.append(LineError(number, refusal.read, refusal.reason))

    def _read_cells(
        self, number: int, cells: Sequence[str], targets: Sequence[PastedColumn]
    ) -> None:
        if len(cells) > len(targets) + 1:
            raise _LineRefusedError(self.separator.join(cells), self._too_many())
        day = self._day(cells[0])
        if len(cells) == 1:
            raise _LineRefusedError(cells[0], _two_columns())
        for column, cell in zip(targets, cells[1:], strict=False):
            if cell:
                self._read_value(number, column, day, cell)

    def _too_many(self) -> str:
        if self.separator == ",":
            return _(
                "There are more cells than columns. Where commas separate the cells, decimals "
                "need a point: better paste with tabs or semicolons."
            )
        return _("There are more cells than columns.")

    def _day(self, cell: str) -> date:
        try:
            day = read_day(cell)
        except UnreadableError as error:
            raise _LineRefusedError(cell, str(error)) from None
        if day > self.on:
            raise _LineRefusedError(
                cell, _("This day is still to come: %(day)s.") % {"day": short_day(day)}
            )
        return day

    def _read_value(self, number: int, column: PastedColumn, day: date, cell: str) -> None:
        try:
            value = read_number(cell)
            _check_unit(value.sign, column.unit)
        except UnreadableError as error:
            self.errors.append(LineError(number, cell, str(error)))
            return
        first = self.seen.setdefault((column.key, day), number)
        if first != number:
            reason = _("Line %(line)s already gives a value for %(day)s.")
            said = reason % {"line": first, "day": short_day(day)}
            self.errors.append(LineError(number, cell, said))
            return
        self.values.append(PastedValue(number, column.key, day, value.value))


def _is_day(cell: str) -> bool:
    try:
        read_day(cell)
    except UnreadableError:
        return False
    return True


def _check_unit(sign: str, unit: str) -> None:
    known = UNITS.get(sign, ())
    if sign and unit and not any(word in unit.casefold() for word in known):
        raise UnreadableError(
            _("This indicator is measured in another unit: %(unit)s.") % {"unit": unit}
        )


def _two_columns() -> str:
    return _("Two columns at least: the date, then the value.")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
