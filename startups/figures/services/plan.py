"""What writing a table of figures would do, worked out before and again when it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from startups.core.versions import digest_of
from startups.figures.models import Measurement
from startups.registry.models import Startup


class PlannedAction(StrEnum):
    """What becomes of a value: new, in the place of another, or recorded already."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class PlannedValue:
    """A value to record: the key of its indicator, its day, its value."""

    key: int
    day: date
    value: Decimal


@dataclass(frozen=True)
class PlannedValues:
    """An entry, what becomes of it, and the measurement that is there for that day."""

    entry: PlannedValue
    fate: PlannedAction
    existing: Measurement | None


@dataclass(frozen=True)
class Plan:
    """All the entries, in the order given. ``digest`` stands for everything in it."""

    rows: tuple[PlannedValues, ...]
    source: str

    def of(self, fate: PlannedAction) -> list[PlannedValues]:
        return [row for row in self.rows if row.fate is fate]

    @property
    def digest(self) -> str:
        """Changes with any value to write, any value found there, and the source."""
        values = [
            (row.entry.key, row.entry.day.isoformat(), f"{row.entry.value:.4f}", _before(row))
            for row in self.rows
        ]
        return digest_of(self.source, values)


def plan_entries(*, startup: Startup, entries: Sequence[PlannedValue], source: str) -> Plan:
    """What recording ``entries`` from ``source`` would do now; one query, nothing written."""
    recorded = Measurement.objects.filter(
        indicator__startup=startup, indicator__in={entry.key for entry in entries}
    )
    existing = {(row.indicator_id, row.date): row for row in recorded}
    rows = tuple(_planned(entry, existing.get((entry.key, entry.day))) for entry in entries)
    return Plan(rows, " ".join(source.split()))


def _planned(entry: PlannedValue, existing: Measurement | None) -> PlannedValues:
    if existing is None:
        return PlannedValues(entry, PlannedAction.NEW, None)
    same = existing.value == entry.value
    return PlannedValues(
        entry, PlannedAction.UNCHANGED if same else PlannedAction.REPLACED, existing
    )


def _before(row: PlannedValues) -> str:
    return f"{row.existing.value:.4f}" if row.existing else ""
