"""The controls of the form of a dossier, and how recorded values are shown in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.formats import number_format

from startups.core.versions import digest_of

AMBIGUOUS_DECIMALS = 3


class ControlKind(StrEnum):
    """How a control looks."""

    AREA = "area"
    LINE = "line"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass
class Control:
    """One control. ``name`` is its name in the form, and its id."""

    name: str
    kind: ControlKind
    label: Any
    value: str = ""
    hint: Any = ""
    choices: Sequence[tuple[str, Any]] = ()
    longest: int | None = None
    errors: list[str] = field(default_factory=list)


def money_shown(value: str) -> str:
    """An amount as it is typed: always two decimals, so that it has one reading only."""
    return number_format(Decimal(value), decimal_pos=2, force_grouping=True) if value else ""


def figure_shown(value: Decimal | None) -> str:
    """A figure as it is typed, without grouping and without a second reading."""
    if value is None:
        return ""
    whole, mark, rest = f"{value.normalize():f}".partition(".")
    if len(rest) == AMBIGUOUS_DECIMALS:
        rest += "0"
    return f"{whole}{',' if mark else ''}{rest}"


def day_shown(day: date | None) -> str:
    """A day as browsers take it."""
    return day.isoformat() if day else ""


def plain(text: str) -> str:
    """What a browser sends back of a text, line ends and blanks around it apart."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def digest(values: Mapping[str, str]) -> str:
    """Tells whether what a form sends back is what it showed."""
    return digest_of(sorted((name, plain(text)) for name, text in values.items()))
