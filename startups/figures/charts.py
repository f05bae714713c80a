"""A line chart worked out from dated values: places in SVG units. Pure.

Every dot is a value that was measured. Straight lines join neighbours; where values are
missing the line is broken. Coordinates are texts: no language puts commas in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import median

from .trends import Point

WIDTH, HEIGHT = 360, 200
LEFT, RIGHT, TOP, BOTTOM = 56, 324, 12, 172
MOST_VALUE_STEPS = 4
MOST_DAY_TICKS = 3
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
MONTHS_A_YEAR = 12
# A gap longer than so many usual intervals breaks the line.
BROKEN_AFTER = 3
# Beyond this many dots would hide the line: only those that stand alone are drawn.
MOST_DOTS = 60


class Precision(StrEnum):
    """How much of a day its label has to tell."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True)
class Dot:
    """A measured value in its place."""

    x: str
    y: str


@dataclass(frozen=True)
class ValueTick:
    """A round value of the vertical scale; ``zero`` is drawn as the base line."""

    y: str
    value: Decimal

    @property
    def zero(self) -> bool:
        return not self.value


@dataclass(frozen=True)
class DayTick:
    """A day of the horizontal scale."""

    x: str
    day: date
    precision: Precision


@dataclass(frozen=True)
class LineChart:
    """A drawing of WIDTH by HEIGHT units. ``lines`` are values of SVG's ``points``."""

    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    value_ticks: tuple[ValueTick, ...]
    day_ticks: tuple[DayTick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM


@dataclass(frozen=True)
class _Scale:
    """Maps what lies between ``low`` and ``high`` to the units between two edges."""

    low: Decimal
    high: Decimal
    start: int
    end: int

    def place(self, value: Decimal) -> str:
        if self.high == self.low:
            return _written(Decimal(self.start + self.end) / 2)
        share = (value - self.low) / (self.high - self.low)
        return _written(self.start + share * (self.end - self.start))


def line_chart(points: Sequence[Point]) -> LineChart | None:
    """The chart of ``points``, in order of days, one a day; None when there are none."""
    if not points:
        return None
    days = _Scale(Decimal(_number(points[0])), Decimal(_number(points[-1])), LEFT, RIGHT)
    values = value_scale([value for _day, value in points])
    heights = _Scale(values[0], values[-1], BOTTOM, TOP)
    groups = [
        [Dot(days.place(Decimal(day.toordinal())), heights.place(value)) for day, value in group]
        for group in unbroken(points)
    ]
    return LineChart(
        dots=tuple(dot for group in groups for dot in group if _is_drawn(group, len(points))),
        lines=tuple(
            " ".join(f"{dot.x},{dot.y}" for dot in group) for group in groups if len(group) > 1
        ),
        value_ticks=tuple(ValueTick(heights.place(value), value) for value in values),
        day_ticks=tuple(_day_tick(days, *tick) for tick in day_ticks(points[0][0], points[-1][0])),
    )


def value_scale(values: Sequence[Decimal]) -> list[Decimal]:
    """Round values, evenly spaced, from below the least to above the greatest.

    From zero, unless all the values lie within a quarter of the greatest of each other: then
    their changes would not be seen.
    """
    low, high = _with_zero(min(values), max(values))
    step = nice_step((high - low) / MOST_VALUE_STEPS)
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return [number * step for number in range(first, last + 1)]


def _with_zero(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    if low == high:
        return (min(low, Decimal(0)), max(high, Decimal(0))) if low else (low, Decimal(1))
    if low > 0 and (high - low) * 4 >= high:
        return Decimal(0), high
    if high < 0 and (high - low) * 4 >= -low:
        return low, Decimal(0)
    return low, high


def nice_step(least: Decimal) -> Decimal:
    """The least of 1, 2, 5 and 10 times a power of ten that is not below ``least`` (> 0)."""
    power = Decimal(10) ** least.adjusted()
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)


def unbroken(points: Sequence[Point]) -> list[list[Point]]:
    """The runs of ``points`` without a gap much longer than what is usual among them."""
    gaps = [(later[0] - earlier[0]).days for earlier, later in pairwise(points)]
    runs = [[points[0]]]
    longest = BROKEN_AFTER * median(gaps) if gaps else 0
    for point, gap in zip(points[1:], gaps, strict=True):
        if gap > longest:
            runs.append([])
        runs[-1].append(point)
    return runs


def day_ticks(first: date, last: date) -> list[tuple[date, Precision]]:
    """Beginnings of months or years between two days, or those two when there are too few."""
    start, end = _month(first), _month(last)
    for step in MONTH_STEPS:
        months = [month for month in range(start, end + 1) if month % step == 0]
        days = [day for day in map(_first_of_month, months) if first <= day <= last]
        if len(days) <= MOST_DAY_TICKS:
            break
    if len(days) > 1:
        precision = Precision.MONTH if step % MONTHS_A_YEAR else Precision.YEAR
        return [(day, precision) for day in days]
    return [(day, Precision.DAY) for day in dict.fromkeys((first, last))]


def _day_tick(scale: _Scale, day: date, precision: Precision) -> DayTick:
    return DayTick(scale.place(Decimal(day.toordinal())), day, precision)


def _is_drawn(group: Sequence[Dot], total: int) -> bool:
    return total <= MOST_DOTS or len(group) == 1


def _month(day: date) -> int:
    return day.year * MONTHS_A_YEAR + day.month - 1


def _first_of_month(month: int) -> date:
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)


def _number(point: Point) -> int:
    return point[0].toordinal()


def _written(place: Decimal) -> str:
    return f"{place:.1f}"
