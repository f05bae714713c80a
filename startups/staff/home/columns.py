"""The columns of the portfolio table: how each is called, sorted and written in an export."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from startups.portfolio.selectors.rows import PortfolioRow


@dataclass(frozen=True)
class PortfolioColumn:
    """``value`` is what a cell of an export holds: text, a date or a number; None when empty."""

    code: str
    label: Any
    value: Callable[[PortfolioRow], Any]


@dataclass(frozen=True)
class Heading:
    """A column's heading on the page: the address that sorts by it, and how it is sorted now
    (``ascending``, ``descending`` or nothing, as ``aria-sort`` says it)."""

    label: Any
    address: str
    sorted: str


def _yes_or_no(row: PortfolioRow) -> str:
    return str(_("yes") if row.has_intrapreneur else _("no"))


def _decision(row: PortfolioRow) -> str | None:
    return str(row.decision.kind.label) if row.decision else None


def _committee(row: PortfolioRow) -> str | None:
    return ", ".join(str(confidence.label) for confidence in row.voices.committee) or None


COLUMNS: tuple[PortfolioColumn, ...] = (
    PortfolioColumn("name", _("Startup"), lambda row: row.name),
    PortfolioColumn(
        "phase",
        _("Phase"),
        lambda row: str(row.phase.label if row.phase else _("Not started yet")),
    ),
    PortfolioColumn("since", _("Since"), lambda row: row.since),
    PortfolioColumn("incubators", _("Incubators"), lambda row: ", ".join(row.incubators) or None),
    PortfolioColumn("intrapreneur", _("Intrapreneur"), _yes_or_no),
    PortfolioColumn("decision", _("Last decision"), _decision),
    PortfolioColumn("review", _("Next review"), lambda row: row.review.due if row.review else None),
    PortfolioColumn("late", _("Days late"), lambda row: row.late if row.review else None),
    PortfolioColumn(
        "team",
        _("Confidence of the team"),
        lambda row: str(row.voices.team.label) if row.voices.team else None,
    ),
    PortfolioColumn("committee", _("Confidence of the committee"), _committee),
    PortfolioColumn("conditions", _("Open conditions"), lambda row: row.conditions.open),
    PortfolioColumn("touched", _("Page last touched"), lambda row: row.touched_on),
    PortfolioColumn("granted", _("Granted (€ incl. tax)"), lambda row: row.granted),
)
# Beside the one that says what was decided: when, and of the conditions which are overdue.
EXPORTED: tuple[PortfolioColumn, ...] = (
    *COLUMNS[:6],
    PortfolioColumn(
        "decided", _("Decided on"), lambda row: row.decision.day if row.decision else None
    ),
    *COLUMNS[6:11],
    PortfolioColumn("overdue", _("Overdue conditions"), lambda row: row.conditions.overdue),
    *COLUMNS[11:],
)


def order_choices() -> list[tuple[str, Any]]:
    """Every order that can be asked for."""
    directions: Mapping[str, Any] = {"": _("%(column)s, rising"), "-": _("%(column)s, falling")}
    return [
        (f"{sign}{column.code}", words % {"column": column.label})
        for column in COLUMNS
        for sign, words in directions.items()
    ]


def headings(query: str, sort: str) -> list[Heading]:
    """The heading of each column; sorting by the column in force turns its order round."""
    return [_heading(column, query, sort or "name") for column in COLUMNS]


def _heading(column: PortfolioColumn, query: str, sort: str) -> Heading:
    kept = QueryDict(query, mutable=True)
    kept["sort"] = f"-{column.code}" if sort == column.code else column.code
    direction = {column.code: "ascending", f"-{column.code}": "descending"}.get(sort, "")
    return Heading(column.label, f"?{kept.urlencode()}", direction)


def cells(rows: Iterable[PortfolioRow]) -> Iterable[list[Any]]:
    """The lines of an export."""
    return ([column.value(row) for column in EXPORTED] for row in rows)
