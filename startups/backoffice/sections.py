"""What a record page is made of: lists of facts, and tables. Plain values for the templates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class RecordCell:
    """One value: text, maybe with a link, maybe shown as a tag."""

    text: Any
    url: str = ""
    tag: bool = False
    note: Any = ""


@dataclass(frozen=True)
class Facts:
    """Labels and what stands against each; a fact may have several values."""

    slug: str
    heading: Any
    icon: str
    facts: Sequence[tuple[Any, Sequence[RecordCell]]]


@dataclass(frozen=True)
class RecordRows:
    """A table; ``empty`` says what it means that there is no row."""

    slug: str
    heading: Any
    icon: str
    columns: Sequence[Any]
    rows: Sequence[Sequence[RecordCell]]
    empty: Any = ""
    note: Any = ""
    is_table: bool = field(default=True, init=False)


def one(text: Any, url: str = "", **options: Any) -> list[RecordCell]:
    """A fact with one value, or none when there is nothing to say."""
    return [RecordCell(text, url, **options)] if text not in (None, "") else []


def many(cells: Sequence[RecordCell]) -> list[RecordCell]:
    """A fact with several values."""
    return list(cells)
