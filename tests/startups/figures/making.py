"""Indicators and figures for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from startups.figures.enums import Direction, ImpactLevel
from startups.figures.models import Indicator, Measurement
from startups.registry.models import JournalEntry, Startup

ON = date(2026, 8, 20)
REASON = "clôture du mois"


def make_indicator(startup: Startup, wording: str = "Usagers actifs", **fields: Any) -> Indicator:
    defaults = {"level": ImpactLevel.USED, "unit": "usagers", "direction": Direction.HIGHER}
    return Indicator.objects.create(startup=startup, wording=wording, **defaults | fields)


def make_figure(
    indicator: Indicator, day: str = "2026-01-31", value: str = "12", **fields: Any
) -> Measurement:
    figure = Measurement.objects.create(
        indicator=indicator,
        date=date.fromisoformat(day),
        value=Decimal(value),
        **{"source": "Base du service"} | fields,
    )
    figure.refresh_from_db()
    return figure


def make_series(indicator: Indicator, *values: str, year: int = 2025) -> None:
    """One value a month from January on."""
    for month, value in enumerate(values, start=1):
        make_figure(indicator, f"{year}-{month:02}-01", value)


def recorded(startup: Startup) -> list[tuple[str, date, Decimal, str]]:
    """Everything measured of a startup."""
    rows = Measurement.objects.filter(indicator__startup=startup).order_by("indicator_id", "date")
    return [(row.indicator.wording, row.date, row.value, row.source) for row in rows]


def everything(startup: Startup) -> tuple[Any, ...]:
    """All that an act about figures could change: to compare before and after."""
    return (
        list(Indicator.objects.order_by("pk").values()),
        list(Measurement.objects.order_by("pk").values()),
        JournalEntry.objects.count(),
        Indicator.history.count(),
        Measurement.history.count(),
    )


def journal(startup: Startup) -> list[tuple[str, str, str]]:
    return list(startup.journal.order_by("pk").values_list("kind", "reason", "detail"))
