"""Rows of different tables in one statement, each naming the columns that the public may read.

What is private (reasons, orders, payments, opinions, owners, evidence) is not named, hence not
read at all. ``public_reviews``, ``public_endings`` and ``public_money`` say which rows, and make
sense of them.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Case, DateField, DecimalField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.translation import get_language


class RowPart(StrEnum):
    """What a row tells of."""

    DECISION = "decision"
    CORRECTION = "correction"
    TARGET = "target"
    AMENDMENT = "amendment"
    VERDICT = "verdict"
    NEXT_REVIEW = "next_review"
    STOP = "stop"
    MATTER = "matter"
    HANDOVER = "handover"
    ITEM = "item"
    NOTE = "note"
    FUNDING = "funding"
    CONTRACT = "contract"
    HOLDER = "holder"
    CHANGE = "change"
    STATEMENT = "statement"
    ACTIVITY = "activity"


class PublicRow(NamedTuple):
    """A row, whatever it tells of; what its part has no use for is empty or None.

    ``parent`` is the key of what it belongs to, ``other`` that of something else it is tied to.
    """

    part: str
    key: int
    parent: int
    other: int
    position: int
    day: date | None
    until: date | None
    code: str
    name: str
    text: str
    second: str
    third: str
    fourth: str
    start: Decimal | None
    target: Decimal | None


# Their type is said: a database takes the first part's word for that of all.
NUMBER: Any = DecimalField(max_digits=18, decimal_places=4)
NO_KEY = Value(0, output_field=IntegerField())
EMPTY: dict[str, Any] = {
    "key": F("pk"),
    "parent": NO_KEY,
    "other": NO_KEY,
    "position": NO_KEY,
    "day": Cast(Value(None), DateField()),
    "until": Cast(Value(None), DateField()),
    "code": Value(""),
    "name": Value(""),
    "text": Value(""),
    "second": Value(""),
    "third": Value(""),
    "fourth": Value(""),
    "start": Cast(Value(None), NUMBER),
    "target": Cast(Value(None), NUMBER),
}


def branch(rows: QuerySet[Any], part: RowPart, **columns: Any) -> QuerySet[Any]:
    """``rows`` as rows of ``part``: its columns by name, the others empty."""
    said = {"part": Value(part.value), **EMPTY, **columns}
    named = {f"row_{name}": said[name] for name in PublicRow._fields}
    return rows.order_by().annotate(**named).values_list(*named)


def term_label(prefix: str = "") -> Any:
    """The column that names a term of a vocabulary in the language of the interface."""
    name, english = F(f"{prefix}name"), f"{prefix}name_en"
    if get_language() != "en":
        return name
    return Case(When(**{english: ""}, then=name), default=F(english))


def gathered(branches: Iterable[QuerySet[Any]]) -> list[PublicRow]:
    """The rows of all, by position and key; one query."""
    first, *others = branches
    rows = first.union(*others, all=True).order_by("row_position", "row_key")
    return [PublicRow(*row) for row in rows]


def of_part(rows: Iterable[PublicRow], part: RowPart) -> list[PublicRow]:
    return [row for row in rows if row.part == part.value]


def children(rows: Iterable[PublicRow], part: RowPart, key: int) -> list[PublicRow]:
    """The rows of a part that belong to the row of that key."""
    return [row for row in of_part(rows, part) if row.parent == key]
