"""The impact figures as a dossier tells them: the last value beside that of the last review.

Nothing is interpolated: the value of the last review is the last one measured by its day.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db.models import Prefetch

from startups.figures.enums import ImpactLevel
from startups.figures.models import Indicator, Measurement

LEVELS = list(ImpactLevel)


@dataclass(frozen=True)
class FigureSummary:
    """An indicator with its last value and the one before; values in ``unit``, None if unknown."""

    indicator: int
    level: str
    wording: str
    unit: str
    direction: str
    value: Decimal | None = None
    day: date | None = None
    source: str = ""
    before: Decimal | None = None
    before_day: date | None = None

    def as_json(self) -> dict[str, Any]:
        """For ``Dossier.figures``: numbers as text, dates in ISO 8601."""
        return {
            name: str(value) if isinstance(value, Decimal | date) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        values = dict(kept)
        for name in ("value", "before"):
            values[name] = Decimal(kept[name]) if kept.get(name) else None
        for name in ("day", "before_day"):
            values[name] = date.fromisoformat(kept[name]) if kept.get(name) else None
        return cls(**values)


def figure_summaries(
    since: Mapping[int, date | None], *, on: date
) -> dict[int, list[FigureSummary]]:
    """By key of startup, its figures on the day ``on``, by level; two queries at most.

    ``since`` gives the day of the last review of each startup; None when there was none.
    """
    if not since:
        return {}
    measured = Measurement.objects.filter(date__lte=on).order_by("date")
    rows = Indicator.objects.filter(startup__in=list(since)).prefetch_related(
        Prefetch("measurements", measured, to_attr="measured")
    )
    summaries: dict[int, list[FigureSummary]] = {key: [] for key in since}
    for row in sorted(rows, key=_display_order):
        summaries[row.startup_id].append(_summary(row, since[row.startup_id]))
    return summaries


def _display_order(indicator: Indicator) -> tuple[int, bool, str]:
    level = LEVELS.index(ImpactLevel(indicator.level))
    return level, not indicator.headline, indicator.wording.casefold()


def _summary(indicator: Indicator, since: date | None) -> FigureSummary:
    measured: list[Measurement] = indicator.measured  # type: ignore[attr-defined]
    last = measured[-1] if measured else None
    known = [row for row in measured if since and row.date <= since]
    before = known[-1] if known else None
    return FigureSummary(
        indicator=indicator.pk,
        level=indicator.level,
        wording=indicator.wording,
        unit=indicator.unit,
        direction=indicator.direction,
        value=last.value if last else None,
        day=last.date if last else None,
        source=last.source if last else "",
        before=before.value if before else None,
        before_day=before.date if before else None,
    )
