"""A chart of horizontal bars in groups: places in SVG units. Pure.

Coordinates are texts: no language puts commas in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 360
LEFT, LONGEST = 72, 186  # where bars start, and how long the longest is
GROUP_HEAD, BAR, STEP, GROUP_FOOT = 22, 12, 18, 14


@dataclass(frozen=True)
class Bar:
    """A bar; where there is no value, only the place of its words."""

    y: str
    width: str
    words_x: str
    words_y: str


@dataclass(frozen=True)
class BarGroup:
    """The bars of one group, below its heading."""

    head_y: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class BarChart:
    """A drawing of ``width`` by ``height`` units; bars start at ``left``."""

    groups: tuple[BarGroup, ...]
    height: str
    width: int = WIDTH
    left: int = LEFT


def bar_chart(groups: Sequence[Sequence[Decimal | None]]) -> BarChart:
    """A chart of these values; less than nothing has no length."""
    most = max((value for group in groups for value in group if value), default=Decimal(0))
    top, drawn = 0, []
    for group in groups:
        drawn.append(_group(group, top, most))
        top += GROUP_HEAD + STEP * len(group) + GROUP_FOOT
    return BarChart(tuple(drawn), str(max(top - GROUP_FOOT, 0)))


def _group(values: Sequence[Decimal | None], top: int, most: Decimal) -> BarGroup:
    first = top + GROUP_HEAD
    bars = (_bar(value, first + STEP * rank, most) for rank, value in enumerate(values))
    return BarGroup(str(top + 14), tuple(bars))


def _bar(value: Decimal | None, y: int, most: Decimal) -> Bar:
    length = LONGEST * value / most if value and value > 0 else Decimal(0)
    return Bar(str(y), f"{length:.1f}", f"{LEFT + length + 6:.1f}", str(y + 10))
