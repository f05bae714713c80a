"""What the lines of a table become: read, examined by the rules, shown, then written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from startups.core.formats import euros, short_day
from startups.core.services.facts import Actor
from startups.core.versions import digest_of
from startups.money.services.order_rules import Errors
from startups.registry.models import Startup
from startups.tables.pasted import LineError
from startups.tables.reading import TableLine, read_table
from startups.tables.sheets import Sheet

from .table_kinds import KIND_OF, MoneyTableRow, TableKind


@dataclass(frozen=True)
class MoneyTable:
    """A table that was read. With an error, nothing of it is written."""

    of: TableKind
    lines: tuple[TableLine, ...]
    errors: tuple[LineError, ...]
    ignored: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.of.kind

    @property
    def values(self) -> list[Mapping[str, Any]]:
        return [line.values for line in self.lines]

    @property
    def rows(self) -> list[MoneyTableRow]:
        return [self.of.row(line.line, line.values) for line in self.lines]

    @property
    def total(self) -> str:
        amounts = (line.values["amount"] for line in self.lines)
        return euros(sum(amounts, start=Decimal("0.00")))

    @property
    def said(self) -> str:
        return self.of.said(len(self.lines))

    @property
    def digest(self) -> str:
        """What tells whether anything is different from what was looked at."""
        lines = [
            sorted((name, _plain(value)) for name, value in line.values.items())
            for line in self.lines
        ]
        return digest_of(self.kind, lines)

    def write(self, *, on: date, actor: Actor) -> int:
        """Raises RefusedLines."""
        return self.of.write(self.values, on=on, actor=actor)

    def refused(self, errors: Mapping[int, Errors]) -> "MoneyTable":
        """The same with what the rules refuse of it, by rank of the line."""
        found = [
            LineError(self.lines[rank].line, _read_of(self.lines[rank].values, field), reason)
            for rank, by_field in sorted(errors.items())
            for field, reasons in by_field.items()
            for reason in reasons
        ]
        return replace(self, errors=(*self.errors, *found))


def read(startup: Startup, kind: str, sheet: Sheet, *, on: date) -> MoneyTable:
    """Reads the lines of a sheet and has the rules examine them; nothing is written."""
    of = KIND_OF[kind](startup)
    found = read_table(sheet, of.columns)
    if found.errors:
        return MoneyTable(of, found.lines, found.errors, found.ignored)
    lines = tuple(TableLine(line.line, of.completed(line.values)) for line in found.lines)
    table = MoneyTable(of, lines, (), found.ignored)
    return table.refused(of.examine(table.values, on=on))


def _plain(value: Any) -> str:
    return f"{type(value).__name__} {value.pk}" if hasattr(value, "pk") else str(value)


def _read_of(values: Mapping[str, Any], field: str) -> str:
    value = values.get(field, "")
    return short_day(value) if isinstance(value, date) else str(getattr(value, "reference", value))
