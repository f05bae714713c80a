"""The list of startups: the page of results, and every choice with its count.

Four queries with a search, three without, whatever the number of startups, of filters and of
results: the whole portfolio is read as light rows and counted in memory, which stays well
under a tenth of a second for some thousands of startups.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from math import ceil

from django.db.models import QuerySet, Value
from django.db.models.functions import Left, StrIndex

from startups.core.search_text import fold, words
from startups.public.faceting import Criteria, Facet, FacetEntry, Selection, Sort, select
from startups.registry.models import PublishedText, Startup

from .entries import Catalogue, Word, catalogue

PER_PAGE = 20
CLOSE_ENOUGH = 0.6


@dataclass(frozen=True)
class Choice:
    """A choice of a facet, and how many results it would give."""

    word: Word
    count: int
    chosen: bool


@dataclass(frozen=True)
class ListingRow:
    """A result, with what a card names."""

    entry: FacetEntry
    incubators: list[Word]
    sponsors: list[Word]


@dataclass(frozen=True)
class Listing:
    """The answer. ``criteria`` is the question as understood: what is unknown left out."""

    criteria: Criteria
    rows: list[ListingRow]
    total: int
    portfolio: int
    pages: int
    choices: Mapping[Facet, list[Choice]]
    without: Mapping[str, int]
    nearest: list[FacetEntry]
    words: Mapping[Facet, Mapping[str, Word]]


def listing(
    criteria: Criteria,
    *,
    on: date,
    startups: QuerySet[Startup] | None = None,
    per_page: int = PER_PAGE,
) -> Listing:
    """Answers ``criteria`` on the day ``on``, among ``startups`` (all when None).

    A choice that names nothing in the portfolio is left out, and a page that does not exist
    becomes the nearest that does.
    """
    portfolio = catalogue(on=on, startups=startups)
    understood = known_only(criteria, portfolio.words)
    entries = ranked(portfolio.entries, words(understood.q))
    selection = select(entries, understood)
    pages = max(1, ceil(len(selection.results) / per_page))
    understood = replace(understood, page=min(max(1, understood.page), pages))
    first = (understood.page - 1) * per_page
    return Listing(
        criteria=understood,
        rows=[_row(entry, portfolio) for entry in selection.results[first : first + per_page]],
        total=len(selection.results),
        portfolio=len(entries),
        pages=pages,
        choices=_choices(selection, understood, portfolio),
        without=selection.without,
        nearest=nearest(entries, understood.q) if _finds_nothing(entries) else [],
        words=portfolio.words,
    )


def known_only(criteria: Criteria, known: Mapping[Facet, Mapping[str, Word]]) -> Criteria:
    """The same question without codes that name nothing, nor a search for nothing."""
    for facet, codes in criteria.chosen().items():
        kept = tuple(dict.fromkeys(code for code in codes if code in known[facet]))
        if kept != codes:
            criteria = replace(criteria.with_choices(facet, kept), page=criteria.page)
    if criteria.sort not in {"", *Sort}:
        criteria = replace(criteria, sort="")
    return criteria if words(criteria.q) else replace(criteria, q="")


def ranked(entries: list[FacetEntry], terms: list[str]) -> list[FacetEntry]:
    """The same entries, each with how well it matches the search; one query, none without."""
    if not terms:
        return entries
    ranks = search(terms)
    return [replace(entry, rank=ranks.get(entry.id)) for entry in entries]


def search(terms: list[str]) -> dict[int, int]:
    """The startups whose text holds every one of these folded terms, each with its rank.

    The terms are looked for as they are: ``%`` and ``_`` mean themselves.
    """
    rows = PublishedText.objects.annotate(
        what=Left("search_text", StrIndex("search_text", Value("\n")))
    )
    for term in terms:
        rows = rows.filter(search_text__contains=term)
    return {
        pk: match_rank(terms, name, what)
        for pk, name, what in rows.values_list("pk", "search_name", "what")
    }


def match_rank(terms: list[str], name: str, what: str) -> int:
    """0: the very name; 1: the name begins so; 2: in the name; 3: in the mission or a sponsor."""
    phrase = " ".join(terms)
    if name == phrase:
        return 0
    if name.startswith(phrase):
        return 1
    if all(term in name for term in terms):
        return 2
    return 3 if all(term in what for term in terms) else 4


def _finds_nothing(entries: list[FacetEntry]) -> bool:
    return all(entry.rank is None for entry in entries)


def nearest(entries: list[FacetEntry], q: str, limit: int = 3) -> list[FacetEntry]:
    """The startups whose names look most like what was typed; the likest first."""
    typed = fold(q)
    if not typed:
        return []
    alike = [(_likeness(typed, fold(entry.name)), entry) for entry in entries]
    close = [pair for pair in alike if pair[0] >= CLOSE_ENOUGH]
    close.sort(key=lambda pair: (-pair[0], fold(pair[1].name), pair[1].ghid))
    return [entry for _likeness_of, entry in close[:limit]]


def _likeness(typed: str, name: str) -> float:
    matcher = SequenceMatcher(None, name, typed, autojunk=False)
    if matcher.real_quick_ratio() < CLOSE_ENOUGH or matcher.quick_ratio() < CLOSE_ENOUGH:
        return 0.0
    return matcher.ratio()


def _row(entry: FacetEntry, portfolio: Catalogue) -> ListingRow:
    return ListingRow(
        entry,
        incubators=portfolio.named(entry, Facet.INCUBATOR),
        sponsors=portfolio.named(entry, Facet.SPONSOR),
    )


def _choices(
    selection: Selection, criteria: Criteria, portfolio: Catalogue
) -> dict[Facet, list[Choice]]:
    """The choices that some startup has, or that were made, in the order of the vocabulary."""
    chosen = criteria.chosen()
    used = {facet: _used(portfolio.entries, facet) for facet in Facet}
    return {
        facet: [
            Choice(word, selection.counts[facet][word.code], word.code in chosen.get(facet, ()))
            for word in sorted(portfolio.words[facet].values(), key=_vocabulary_order)
            if word.code in used[facet] or word.code in chosen.get(facet, ())
        ]
        for facet in Facet
    }


def _used(entries: list[FacetEntry], facet: Facet) -> set[str]:
    return {code for entry in entries for code in entry.values.get(facet, ())}


def _vocabulary_order(word: Word) -> tuple[int, str]:
    return word.position, fold(str(word.label))
