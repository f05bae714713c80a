"""The impact figures of a startup: indicators in the order in which they are told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from startups.figures.enums import Direction, ImpactLevel
from startups.figures.models import Indicator, Measurement
from startups.registry.models import Startup
from startups.registry.selectors.record_values import day, readable

LEVELS = list(ImpactLevel)


@dataclass(frozen=True)
class StartupFigures:
    """An indicator and its measurements, in the order of their days."""

    indicator: Indicator
    measurements: list[Measurement] = field(default_factory=list)

    @property
    def level(self) -> ImpactLevel:
        return ImpactLevel(self.indicator.level)

    @property
    def direction(self) -> Direction:
        return Direction(self.indicator.direction)

    @property
    def last(self) -> Measurement | None:
        return self.measurements[-1] if self.measurements else None


def public_figures(*, startup: Startup, on: date) -> list[StartupFigures]:
    """What the public may see on the day ``on``: public indicators that were measured.

    The headline first, then by level. One query whatever the number; without who entered
    what.
    """
    rows = Measurement.objects.filter(
        indicator__startup=startup, indicator__public=True, date__lte=on
    )
    by_indicator: dict[int, StartupFigures] = {}
    for row in rows.select_related("indicator").order_by("date"):
        figures = by_indicator.setdefault(row.indicator_id, StartupFigures(row.indicator))
        figures.measurements.append(row)
    return sorted(by_indicator.values(), key=_display_order)


def all_figures(*, startup: Startup, on: date) -> list[StartupFigures]:
    """Every indicator, private and unmeasured ones too, in the same order; two queries."""
    return _figures(startup.indicators.all(), on)


def _figures(indicators: QuerySet[Indicator], on: date) -> list[StartupFigures]:
    measured = Measurement.objects.filter(date__lte=on).order_by("date")
    rows = indicators.prefetch_related(Prefetch("measurements", measured, to_attr="measured"))
    figures = [StartupFigures(row, row.measured) for row in rows]
    return sorted(figures, key=_display_order)


def _display_order(figures: StartupFigures) -> tuple[bool, int, str]:
    indicator = figures.indicator
    return not indicator.headline, LEVELS.index(figures.level), indicator.wording.casefold()


@dataclass(frozen=True)
class HistoryStep:
    """A row of history: ``kind`` is ``+``, ``~`` or ``-``; ``values`` are label and text."""

    when: Any
    kind: str
    actor: str
    reason: str
    subject: str
    values: list[tuple[str, str]]


def indicator_history(indicator: Indicator, *, measurement: int | None = None) -> list[HistoryStep]:
    """What was ever recorded of an indicator and its figures, the latest first; two queries.

    With ``measurement``, the key of one of its figures, of that one only. Removed figures
    are told too.
    """
    rows = Measurement.history.filter(indicator_id=indicator.pk)
    if measurement is not None:
        return _steps(rows.filter(id=measurement), ("date", "value", "source"))
    own = _steps(
        Indicator.history.filter(id=indicator.pk),
        ("level", "wording", "unit", "direction", "public", "headline"),
    )
    figures = _steps(rows, ("date", "value", "source"))
    return sorted([*own, *figures], key=lambda step: step.when, reverse=True)


def _steps(rows: QuerySet[Any], names: tuple[str, ...]) -> list[HistoryStep]:
    ordered = rows.select_related("history_user").order_by("history_date", "history_id")
    return list(reversed(list(_versions(ordered, names))))


def _versions(rows: QuerySet[Any], names: tuple[str, ...]) -> Iterator[HistoryStep]:
    previous: dict[int, Any] = {}
    for row in rows:
        before = previous.get(row.id) if row.history_type == "~" else None
        previous[row.id] = row
        values = [
            (str(row._meta.get_field(name).verbose_name), _change(row, before, name))
            for name in names
            if before is None or getattr(row, name) != getattr(before, name)
        ]
        if values or row.history_type != "~":
            yield HistoryStep(
                when=row.history_date,
                kind=row.history_type,
                actor=str(row.history_user) if row.history_user_id else "",
                reason=row.history_change_reason or "",
                subject=row.wording if hasattr(row, "wording") else day(row.date),
                values=values,
            )


def _change(row: Any, before: Any, name: str) -> str:
    """The value, or the one before and the one after."""
    column = row._meta.get_field(name)
    after = _text(column, row)
    return after if before is None else f"{_text(column, before)} → {after}"


def _text(column: Any, row: Any) -> str:
    text = readable(column, row)
    return text.rstrip("0").rstrip(".") if column.name == "value" and "." in text else text
