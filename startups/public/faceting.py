"""Lists of startups: which ones fit what was chosen, how many each choice gives, in what order.

Pure: values in, values out. Within a facet, choices add up (one *or* the other); facets
narrow each other (*and*). The count beside a choice is the number of results if it were the
only one chosen in its facet, everything else staying as it is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from startups.core.search_text import fold
from startups.lifecycle.enums import Phase

NOT_STARTED = "not-started"
ACTIVE = "active"
ENDED = "ended"
YES = "1"


class Facet(StrEnum):
    """What a list is narrowed by; the values are the names in addresses."""

    STATUS = "status"
    PHASE = "phase"
    INCUBATOR = "incubator"
    THEME = "theme"
    USER_TYPE = "user_type"
    SPONSOR = "sponsor"
    TECHNOLOGY = "technology"
    IMPACT = "impact"


class Sort(StrEnum):
    """The orders of a list."""

    RELEVANCE = "relevance"
    NAME = "name"
    NEWEST = "newest"
    CHANGED = "changed"
    LONGEST = "longest"


SEARCH = "q"
FIELDS = {
    Facet.PHASE: "phases",
    Facet.INCUBATOR: "incubators",
    Facet.THEME: "themes",
    Facet.USER_TYPE: "user_types",
    Facet.SPONSOR: "sponsors",
    Facet.TECHNOLOGY: "technologies",
}


@dataclass(frozen=True)
class Criteria:
    """The question that a list answers. ``q`` is as typed; the rest are codes and slugs."""

    q: str = ""
    phases: tuple[str, ...] = ()
    incubators: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    user_types: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    impact: bool = False
    status: str = ""
    sort: str = ""
    page: int = 1

    def chosen(self) -> dict[Facet, tuple[str, ...]]:
        """What is chosen in each facet where something is."""
        values = {facet: getattr(self, name) for facet, name in FIELDS.items()}
        values[Facet.STATUS] = (self.status,) if self.status else ()
        values[Facet.IMPACT] = (YES,) if self.impact else ()
        return {facet: values[facet] for facet in Facet if values[facet]}

    def with_choices(self, facet: Facet, codes: tuple[str, ...]) -> "Criteria":
        """The same question with these choices in ``facet``, from its first page."""
        if facet is Facet.STATUS:
            return replace(self, status=codes[0] if codes else "", page=1)
        if facet is Facet.IMPACT:
            return replace(self, impact=bool(codes), page=1)
        changes: dict[str, Any] = {FIELDS[facet]: codes, "page": 1}
        return replace(self, **changes)

    @property
    def order(self) -> Sort:
        """The order asked for; by default relevance of a search, else the name."""
        if self.q:
            return Sort(self.sort) if self.sort else Sort.RELEVANCE
        return Sort.NAME if self.sort in {"", Sort.RELEVANCE} else Sort(self.sort)


@dataclass(frozen=True, slots=True)
class FacetEntry:
    """A startup in a list, on a day. ``values`` holds its codes in each facet.

    ``rank`` says how well it matches the search (0 is best), None that it does not.
    ``opened`` is the start of its first phase: None when it has not started.
    """

    id: int
    ghid: str
    slug: str
    name: str
    mission: str = ""
    phase: Phase | None = None
    since: date | None = None
    opened: date | None = None
    changed_on: date | None = None
    rank: int | None = 0
    values: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)

    def lacks(self, chosen: Mapping[Facet, tuple[str, ...]]) -> set[str]:
        """What keeps it out of the results: facets, and the search."""
        lacking: set[str] = {
            facet
            for facet, codes in chosen.items()
            if not any(code in codes for code in self.values.get(facet, ()))
        }
        return lacking if self.rank is not None else lacking | {SEARCH}


@dataclass(frozen=True)
class Selection:
    """The results, how many each choice gives, and how many giving one filter up would."""

    results: list[FacetEntry]
    counts: Mapping[Facet, Counter[str]]
    without: Mapping[str, int]


def select(entries: Iterable[FacetEntry], criteria: Criteria) -> Selection:
    """Tells results from the rest, and counts each choice, in one pass.

    A choice of a facet counts the entries that nothing but this very facet keeps out.
    """
    chosen = criteria.chosen()
    results: list[FacetEntry] = []
    counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
    without: Counter[str] = Counter({name: 0 for name in chosen})
    if criteria.q:
        without[SEARCH] = 0
    for entry in entries:
        lacking = entry.lacks(chosen)
        if not lacking:
            results.append(entry)
            without.update(without.keys())
        elif len(lacking) == 1:
            without.update(lacking)
        for facet in Facet:
            if not lacking or lacking == {facet}:
                counts[facet].update(entry.values.get(facet, ()))
    return Selection(ordered(results, criteria.order), counts, without)


def ordered(entries: Iterable[FacetEntry], order: Sort) -> list[FacetEntry]:
    """Entries in this order; those that tie, by name then identifier."""
    by_name = sorted(entries, key=lambda entry: (fold(entry.name), entry.ghid))
    if order is Sort.RELEVANCE:
        return sorted(by_name, key=lambda entry: entry.rank or 0)
    if order is Sort.NEWEST:
        return sorted(by_name, key=lambda entry: _latest_first(entry.opened))
    if order is Sort.CHANGED:
        return sorted(by_name, key=lambda entry: _latest_first(entry.changed_on))
    if order is Sort.LONGEST:
        return sorted(by_name, key=lambda entry: entry.since or date.max)
    return by_name


def _latest_first(day: date | None) -> int:
    return -day.toordinal() if day else 0
