"""Startups as light rows, with what they are tied to: what every public list is made of.

Three queries for any number of startups, whatever is asked of them afterwards; one where
their ties are of no interest.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from startups.lifecycle import phases as lifecycle
from startups.lifecycle.enums import PHASE_ORDER, EventKind, Phase
from startups.lifecycle.models import Event, PhasePeriod
from startups.lifecycle.selectors.portfolio import with_phase
from startups.public.faceting import ACTIVE, ENDED, NOT_STARTED, YES, Facet, FacetEntry
from startups.registry.models import (
    Incubator,
    Organisation,
    Sponsorship,
    Startup,
    StartupIncubator,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
    Technology,
    Theme,
    UserType,
)

TIES: dict[Facet, tuple[type[Any], str]] = {
    Facet.INCUBATOR: (StartupIncubator, "incubator_id"),
    Facet.SPONSOR: (Sponsorship, "organisation_id"),
    Facet.USER_TYPE: (StartupUserType, "term_id"),
    Facet.THEME: (StartupTheme, "term_id"),
    Facet.TECHNOLOGY: (StartupTechnology, "term_id"),
}


FEW = 100


@dataclass(frozen=True, slots=True)
class Word:
    """A choice of a facet: its code, how it is written, and its short form (an acronym)."""

    code: str
    label: Any
    short: Any = ""
    position: int = 0


@dataclass(frozen=True)
class Catalogue:
    """Every startup on a day, and the words of every facet, by code.

    A hidden incubator is no word, and no entry is tied to it.
    """

    entries: list[FacetEntry]
    words: Mapping[Facet, Mapping[str, Word]] = field(default_factory=dict)

    def named(self, entry: FacetEntry, facet: Facet) -> list[Word]:
        """What ``entry`` is tied to in ``facet``, in the order declared."""
        return [self.words[facet][code] for code in entry.values.get(facet, ())]


def catalogue(*, on: date, startups: QuerySet[Startup] | None = None) -> Catalogue:
    """These startups (all when None) on the day ``on``, with their ties; three queries."""
    by_key = _words()
    rows = list(_rows(Startup.objects.all() if startups is None else startups, on))
    ties = _ties(by_key, [row[0] for row in rows])
    return Catalogue(
        entries=[_entry(row, ties[row[0]]) for row in rows],
        words=FIXED_WORDS
        | {facet: {word.code: word for word in by_key[facet].values()} for facet in TIES},
    )


def untied(*, on: date, startups: QuerySet[Startup]) -> list[FacetEntry]:
    """These startups on the day ``on``, without what they are tied to; one query."""
    return [_entry(row, {}) for row in _rows(startups, on)]


FIXED_WORDS: dict[Facet, dict[str, Word]] = {
    Facet.PHASE: {phase.value: Word(phase.value, phase.label, "", phase.rank) for phase in Phase}
    | {NOT_STARTED: Word(NOT_STARTED, _("Not started yet"), "", len(PHASE_ORDER))},
    Facet.STATUS: {
        ACTIVE: Word(ACTIVE, pgettext_lazy("startups", "Active"), "", 0),
        ENDED: Word(ENDED, pgettext_lazy("startups", "Ended"), "", 1),
    },
    Facet.IMPACT: {YES: Word(YES, _("National impact recognised"))},
}


def _rows(startups: QuerySet[Startup], on: date) -> Any:
    begun = PhasePeriod.objects.filter(startup=OuterRef("pk"), start__lte=on)
    impact = Event.objects.filter(
        startup=OuterRef("pk"), kind=EventKind.NATIONAL_IMPACT, date__lte=on
    )
    return (
        with_phase(startups, on=on)
        .annotate(
            opened=Subquery(begun.order_by("start").values("start")[:1]), impact=Exists(impact)
        )
        .order_by()
        .values_list(
            "pk",
            "ghid",
            "slug",
            "name",
            "mission",
            "phase_in_force",
            "phase_since",
            "opened",
            "published_text__changed_on",
            "impact",
        )
    )


def _entry(row: Any, ties: dict[Facet, tuple[str, ...]]) -> FacetEntry:
    pk, ghid, slug, name, mission, code, since, opened, changed_on, impact = row
    phase = Phase(code) if code else None
    values = ties | {
        Facet.PHASE: (code or NOT_STARTED,),
        Facet.STATUS: _status(phase),
        Facet.IMPACT: (YES,) if impact else (),
    }
    return FacetEntry(
        id=pk,
        ghid=ghid,
        slug=slug,
        name=name,
        mission=mission,
        phase=phase,
        since=since,
        opened=opened,
        changed_on=changed_on,
        values=values,
    )


def _status(phase: Phase | None) -> tuple[str, ...]:
    if lifecycle.is_active(phase):
        return (ACTIVE,)
    return (ENDED,) if lifecycle.is_ended(phase) else ()


def _words() -> dict[Facet, dict[int, Word]]:
    """The words of the facets that are kept in tables, by key; one query."""
    first, *others = (
        _word_rows(Facet.INCUBATOR, Incubator.objects.filter(hidden=False), "slug"),
        _word_rows(Facet.SPONSOR, Organisation.objects.all(), "slug", short="acronym"),
        _word_rows(Facet.USER_TYPE, UserType.objects.all(), "code", "name_en", F("position")),
        _word_rows(Facet.THEME, Theme.objects.all(), "code", "name_en", F("position")),
        _word_rows(Facet.TECHNOLOGY, Technology.objects.all(), "code", "name_en", F("position")),
    )
    english = get_language() == "en"
    by_facet: dict[Facet, dict[int, Word]] = {facet: {} for facet in TIES}
    for facet, pk, code, name, translated, short, position in first.union(*others, all=True):
        label = translated if english and translated else name
        by_facet[Facet(facet)][pk] = Word(code, label, short, position)
    return by_facet


def _word_rows(
    facet: Facet,
    rows: QuerySet[Any],
    code: str,
    translated: str = "",
    position: Any = None,
    short: str = "",
) -> QuerySet[Any]:
    return (
        rows.order_by()
        .annotate(
            facet=Value(facet.value),
            word_code=F(code),
            translated=F(translated) if translated else Value(""),
            short=F(short) if short else Value(""),
            rank=Value(0) if position is None else position,
        )
        .values_list("facet", "pk", "word_code", "name", "translated", "short", "rank")
    )


def _ties(
    by_key: dict[Facet, dict[int, Word]], startups: list[int]
) -> dict[int, dict[Facet, tuple[str, ...]]]:
    """The codes that each startup is tied to, in the order declared; one query.

    Of many startups, every tie is read: a subquery in each of the five parts takes PostgreSQL
    minutes before it has statistics, as after an import.
    """
    few = startups if len(startups) <= FEW else None
    first, *others = (_tie_rows(facet, model, field, few) for facet, (model, field) in TIES.items())
    by_startup: dict[int, dict[Facet, tuple[str, ...]]] = defaultdict(dict)
    for facet, startup, target, _position in first.union(*others, all=True).order_by("position"):
        if word := by_key[Facet(facet)].get(target):
            ties = by_startup[startup]
            ties[Facet(facet)] = (*ties.get(Facet(facet), ()), word.code)
    return by_startup


def _tie_rows(
    facet: Facet, model: type[Any], field: str, startups: list[int] | None
) -> QuerySet[Any]:
    rows = model.objects.order_by().annotate(facet=Value(facet.value))
    if startups is not None:
        rows = rows.filter(startup__in=startups)
    return rows.values_list("facet", "startup_id", field, "position")
