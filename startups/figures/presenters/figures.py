"""Impact figures ready to be shown, to the public and to the team: words, chart and table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from startups.core.formats import long_day
from startups.figures.charts import DayTick, LineChart, Precision, line_chart
from startups.figures.models import Indicator, Measurement
from startups.figures.selectors.figures import StartupFigures
from startups.figures.trends import YearChange, year_change

NO_BREAK = "\u00a0"
DAY_FORMATS = {Precision.YEAR: "Y", Precision.MONTH: "N Y", Precision.DAY: "d/m/Y"}
TEN = 10


@dataclass(frozen=True)
class FigureReading:
    """A measurement as it is read: ``value`` has its unit."""

    key: int
    date: date
    value: str
    source: str


@dataclass(frozen=True)
class FigureChange:
    """What became of a figure over a year, in a sentence; ``verdict`` ends its class."""

    text: str
    verdict: str


@dataclass(frozen=True)
class ChartView:
    """A chart with everything that it says. ``key`` makes the ids of its parts unique."""

    key: str
    title: str
    description: str
    geometry: LineChart
    value_labels: list[tuple[Any, str]]
    day_labels: list[tuple[DayTick, str]]


@dataclass(frozen=True)
class FigureView:
    """An indicator with its readings, the latest first."""

    indicator: Indicator
    level: Any
    last: FigureReading | None
    change: FigureChange | None
    chart: ChartView | None
    readings: list[FigureReading]


def figure_view(figures: StartupFigures) -> FigureView:
    """What a page shows of an indicator; nothing here asks the database."""
    indicator = figures.indicator
    points = [(row.date, row.value) for row in figures.measurements]
    readings = [_reading(row, indicator.unit) for row in reversed(figures.measurements)]
    return FigureView(
        indicator=indicator,
        level=figures.level.label,
        last=readings[0] if readings else None,
        change=_change(figures, year_change(points)) if readings else None,
        chart=_chart(figures, line_chart(points), readings),
        readings=readings,
    )


def figure_text(value: Decimal, unit: str = "") -> str:
    """``1 234,5 usagers``: without useless zeros, in the language of the page."""
    plain = Decimal(f"{value.normalize():f}")
    number = number_format(plain, force_grouping=True)
    return f"{number}{NO_BREAK}{unit}" if unit else number


def _reading(row: Measurement, unit: str) -> FigureReading:
    return FigureReading(row.pk, row.date, figure_text(row.value, unit), row.source)


def _change(figures: StartupFigures, change: YearChange | None) -> FigureChange | None:
    if change is None:
        return FigureChange(_("No value of a year before to compare with."), "unknown")
    day = long_day(change.since)
    better = change.is_better(figures.direction)
    if better is None:
        return FigureChange(_("Same as a year before (%(day)s).") % {"day": day}, "same")
    amount = change_amount(change, figures.indicator.unit)
    sentence = _sentence(better, rising=change.difference > 0)
    return FigureChange(sentence % {"amount": amount, "day": day}, "better" if better else "worse")


def _sentence(better: bool, *, rising: bool) -> str:
    if better:
        return (
            _("Better than a year before: up %(amount)s since %(day)s.")
            if rising
            else _("Better than a year before: down %(amount)s since %(day)s.")
        )
    return (
        _("Worse than a year before: up %(amount)s since %(day)s.")
        if rising
        else _("Worse than a year before: down %(amount)s since %(day)s.")
    )


def change_amount(change: YearChange, unit: str) -> str:
    """By how much: in points for a rate, in percent where that means something."""
    size = abs(change.difference)
    if "%" in unit:
        points = _("points") if size > 1 else pgettext("of percentage", "point")
        return figure_text(size, points)
    percent = change.percent
    rounded = _rounded(abs(percent)) if percent is not None else None
    return figure_text(rounded, "%") if rounded else figure_text(size, unit)


def _rounded(percent: Decimal) -> Decimal:
    return percent.quantize(Decimal(1) if percent >= TEN else Decimal("0.1"))


def _chart(
    figures: StartupFigures, geometry: LineChart | None, readings: Sequence[FigureReading]
) -> ChartView | None:
    if geometry is None:
        return None
    return ChartView(
        key=f"chart-{figures.indicator.pk}",
        title=figures.indicator.wording,
        description=_description(figures, readings),
        geometry=geometry,
        value_labels=[(tick, short_number(tick.value)) for tick in geometry.value_ticks],
        day_labels=[
            (tick, date_format(tick.day, DAY_FORMATS[tick.precision]))
            for tick in geometry.day_ticks
        ],
    )


def _description(figures: StartupFigures, readings: Sequence[FigureReading]) -> str:
    """The chart in words: how many values, from what to what, the least and the greatest."""
    latest, first = readings[0], readings[-1]
    if len(readings) == 1:
        sentence = _("One value: %(value)s on %(day)s.")
        return sentence % {"value": first.value, "day": long_day(first.date)}
    unit = figures.indicator.unit
    values = [row.value for row in figures.measurements]
    sentence = ngettext(
        "%(number)s value, from %(first)s on %(start)s to %(last)s on %(end)s; "
        "least %(least)s, greatest %(greatest)s.",
        "%(number)s values, from %(first)s on %(start)s to %(last)s on %(end)s; "
        "least %(least)s, greatest %(greatest)s.",
        len(readings),
    )
    return sentence % {
        "number": len(readings),
        "first": first.value,
        "start": long_day(first.date),
        "last": latest.value,
        "end": long_day(latest.date),
        "least": figure_text(min(values), unit),
        "greatest": figure_text(max(values), unit),
    }


def short_number(value: Decimal) -> str:
    """A round number of a scale in few characters: ``20 000``, ``1,5 M``, ``3 Md``."""
    size = abs(value)
    if size >= 1_000_000_000:
        return figure_text(value / 1_000_000_000, pgettext("a thousand millions", "bn"))
    if size >= 1_000_000:
        return figure_text(value / 1_000_000, pgettext("millions", "M"))
    return figure_text(value)
