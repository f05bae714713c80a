"""The list of startups: the question in the address, its answer, and where to go from there."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.forms import listing as form
from cms.seo import PageMeta
from startups.public.faceting import SEARCH, Criteria, Facet, Sort
from startups.public.selectors.listing import Listing, listing

from .facets import LEGENDS, facet_views
from .public import public_startups

SORT_LABELS: dict[Sort, Any] = {
    Sort.RELEVANCE: _("Relevance"),
    Sort.NAME: _("Name"),
    Sort.NEWEST: _("Newest first"),
    Sort.CHANGED: _("Recently changed"),
    Sort.LONGEST: _("Longest in their phase"),
}


@dataclass(frozen=True)
class CountedChoice:
    """A link to a neighbouring question; ``count`` is how many results it gives."""

    label: str
    address: str
    count: int = 0


def context(path: str, parameters: QueryDict, meta: PageMeta, *, on: date) -> dict[str, Any]:
    """What the list's template shows of this question, asked at ``path`` on the day ``on``.

    Search engines keep the whole list, not each of the questions that can be asked of it.
    """
    answer = listing(form.read(parameters), on=on, startups=public_startups())
    criteria = answer.criteria
    return {
        "listing": answer,
        "criteria": criteria,
        "heading": heading(answer),
        "tab_title": tab_title(answer, meta),
        "facets": facet_views(answer, parameters.get("all", "")),
        "statuses": answer.choices[Facet.STATUS],
        "all_count": answer.without.get(Facet.STATUS, answer.total),
        "impact": next(iter(answer.choices[Facet.IMPACT]), None),
        "sorts": sorts(criteria),
        "filters": filters(path, answer),
        "filter_count": sum(len(codes) for codes in criteria.chosen().values()),
        "ways_out": [] if answer.total else ways_out(path, answer),
        "path": path,
        "pages": page_links(path, answer),
        "previous_page": _neighbour(path, answer, -1),
        "next_page": _neighbour(path, answer, 1),
        "meta": replace(meta, noindex=meta.noindex or asks(criteria)),
    }


def heading(answer: Listing) -> str:
    """How many startups there are, in words."""
    if not answer.total:
        return gettext("No startup matches")
    return ngettext("%(number)d startup", "%(number)d startups", answer.total) % {
        "number": answer.total
    }


def tab_title(answer: Listing, meta: PageMeta) -> str:
    """What the tab is called: what was asked, how many there are, and which page this is."""
    criteria, parts = answer.criteria, [meta.title]
    if criteria.q:
        parts.insert(0, gettext("Search: %(search)s") % {"search": criteria.q})
    if asks(criteria):
        parts.append(heading(answer))
    if criteria.page > 1:
        numbers = {"page": criteria.page, "pages": answer.pages}
        parts.append(gettext("page %(page)d of %(pages)d") % numbers)
    return replace(meta, title=", ".join(parts)).tab_title


def asks(criteria: Criteria) -> bool:
    """Whether this is more than the whole list, page after page."""
    return bool(criteria.q or criteria.chosen() or criteria.sort)


def sorts(criteria: Criteria) -> list[tuple[str, Any, bool]]:
    """The orders to choose from: value, label, whether it is the present one."""
    offered = [sort for sort in Sort if criteria.q or sort is not Sort.RELEVANCE]
    return [(sort.value, SORT_LABELS[sort], sort is criteria.order) for sort in offered]


def filters(path: str, answer: Listing) -> list[CountedChoice]:
    """What was asked for, each with the address of the list without it."""
    criteria = answer.criteria
    choices = []
    if criteria.q:
        label = gettext("Search: %(search)s") % {"search": criteria.q}
        choices.append(CountedChoice(label, form.address(path, replace(criteria, q="", page=1))))
    for facet, codes in criteria.chosen().items():
        for code in codes:
            less = form.without(criteria, facet, code)
            choices.append(CountedChoice(label_of(answer, facet, code), form.address(path, less)))
    return choices


def label_of(answer: Listing, facet: Facet, *codes: str) -> str:
    """Choices in words, with their facet where there is one to name."""
    label = gettext(" or ").join(str(answer.words[facet][code].label) for code in codes)
    if facet not in LEGENDS:
        return label
    return gettext("%(facet)s: %(choice)s") % {"facet": LEGENDS[facet], "choice": label}


def ways_out(path: str, answer: Listing) -> list[CountedChoice]:
    """From an empty result: what to give up, and how many startups that gives; best first."""
    ways = [_give_up(path, answer, name, count) for name, count in answer.without.items() if count]
    return sorted(ways, key=lambda choice: -choice.count)


def _give_up(path: str, answer: Listing, name: str, count: int) -> CountedChoice:
    criteria = answer.criteria
    if name == SEARCH:
        label = gettext("Search: %(search)s") % {"search": criteria.q}
        return CountedChoice(label, form.address(path, replace(criteria, q="", page=1)), count)
    facet = Facet(name)
    label = label_of(answer, facet, *criteria.chosen()[facet])
    return CountedChoice(label, form.address(path, criteria.with_choices(facet, ())), count)


def page_links(path: str, answer: Listing) -> list[tuple[int | None, str]]:
    """Page numbers with their addresses: first, last, the neighbours, None for a gap."""
    current, last = answer.criteria.page, answer.pages
    near = {number for number in range(current - 1, current + 2) if 1 <= number <= last}
    links: list[tuple[int | None, str]] = []
    previous = 0
    for number in sorted({1, last} | near):
        if number - previous == 2:
            links.append(_page_link(path, answer, number - 1))
        elif number - previous > 2:
            links.append((None, ""))
        links.append(_page_link(path, answer, number))
        previous = number
    return links


def _neighbour(path: str, answer: Listing, step: int) -> str:
    number = answer.criteria.page + step
    return _page_link(path, answer, number)[1] if 1 <= number <= answer.pages else ""


def _page_link(path: str, answer: Listing, number: int) -> tuple[int, str]:
    return number, form.address(path, replace(answer.criteria, page=number))
