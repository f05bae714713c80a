"""Reads the lines of a table whose first line names its columns. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from startups.core.search_text import fold

from .cells import UnreadableError
from .pasted import LineError
from .sheets import Sheet, SheetRow

type ReadCell = Callable[[str], Any]


@dataclass(frozen=True)
class TableColumn:
    """A column: the field that it gives, the headings that name it, and how a cell is read.

    The first heading is the one to recommend. A column that is ``required`` has no empty cell.
    """

    field: str
    headings: tuple[str, ...]
    read: ReadCell
    required: bool = False


@dataclass(frozen=True)
class TableLine:
    """A line that was read: its number, and its values by field, none for empty cells."""

    line: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ReadTable:
    """What was read. Where there are errors, nothing of it is to be written.

    ``ignored`` are headings that name no column: said, and left out.
    """

    lines: tuple[TableLine, ...] = ()
    errors: tuple[LineError, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass
class _Found:
    lines: list[TableLine] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)


def read_table(sheet: Sheet, columns: Sequence[TableColumn]) -> ReadTable:
    """Reads each line below the headings, and collects every error."""
    heading, *rows = sheet
    places, ignored, errors = _places(heading, columns)
    if errors:
        return ReadTable(errors=tuple(errors), ignored=tuple(ignored))
    if not rows:
        empty = LineError(heading.line, "", _("There is no line below the headings."))
        return ReadTable(errors=(empty,))
    found = _Found()
    for row in rows:
        _read_row(row, places, found)
    return ReadTable(tuple(found.lines), tuple(found.errors), tuple(ignored))


def _places(
    heading: SheetRow, columns: Sequence[TableColumn]
) -> tuple[list[tuple[int, TableColumn]], list[str], list[LineError]]:
    """Where each column is, the headings that name none, and what is wrong with the headings."""
    named = {fold(name): column for column in columns for name in column.headings}
    places: list[tuple[int, TableColumn]] = []
    ignored, errors = [], []
    for place, text in enumerate(heading.cells):
        column = named.get(fold(text))
        if column is None:
            ignored.extend([text] if text else [])
        elif column in [known for _place, known in places]:
            errors.append(LineError(heading.line, text, _("Two columns have this name.")))
        else:
            places.append((place, column))
    there = [column for _place, column in places]
    for column in columns:
        if column.required and column not in there:
            errors.append(LineError(heading.line, column.headings[0], _("This column is missing.")))
    return places, ignored, errors


def _read_row(row: SheetRow, places: Collection[tuple[int, TableColumn]], found: _Found) -> None:
    values = {}
    errors = []
    for place, column in places:
        cell = row.cells[place] if place < len(row.cells) else ""
        try:
            if cell:
                values[column.field] = column.read(cell)
            elif column.required:
                raise UnreadableError(_("Nothing is in column “%s”.") % column.headings[0])
        except UnreadableError as error:
            errors.append(LineError(row.line, cell, str(error)))
    found.errors.extend(errors)
    if not errors:
        found.lines.append(TableLine(row.line, values))


def word_in(words: Mapping[str, Sequence[Any]], unknown: str) -> ReadCell:
    """Reads one of ``words`` (folded), and gives what it means; ``unknown``: why it is none."""

    def read(cell: str) -> Any:
        meant = words.get(fold(cell), ())
        if len(meant) > 1:
            raise UnreadableError(_("Several are meant by this word."))
        if not meant:
            raise UnreadableError(unknown)
        return meant[0]

    return read
