"""The list of startups: the question in the address, its answer, and where to go from there."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.forms import listing as form
from cms.views.facets import LEGENDS, facet_views
from startups.faceting import SEARCH, Criteria, Facet, Sort
from startups.selectors.listing import Listing, listing

SORT_LABELS: dict[Sort, Any] = {
    Sort.RELEVANCE: _("Relevance"),
    Sort.NAME: _("Name"),
    Sort.NEWEST: _("Newest first"),
    Sort.CHANGED: _("Recently changed"),
    Sort.LONGEST: _("Longest in their phase"),
}


@dataclass(frozen=True)
class Way:
    """A link to a neighbouring question; ``count`` is how many results it gives."""

    label: str
    address: str
    count: int = 0


def context(path: str, parameters: QueryDict, *, on: date) -> dict[str, Any]:
    """What the list's template shows of this question, asked at ``path`` on the day ``on``."""
    answer = listing(form.read(parameters), on=on)
    criteria = answer.criteria
    return {
        "listing": answer,
        "criteria": criteria,
        "heading": heading(answer),
        "title": title(answer),
        "facets": facet_views(answer, parameters.get("all", "")),
        "statuses": answer.choices[Facet.STATUS],
        "impact": next(iter(answer.choices[Facet.IMPACT]), None),
        "sorts": sorts(criteria),
        "filters": filters(path, answer),
        "filter_count": sum(len(codes) for codes in criteria.chosen().values()),
        "ways_out": [] if answer.total else ways_out(path, answer),
        "path": path,
        "pages": page_links(path, answer),
        "canonical_path": form.address(path, Criteria(page=criteria.page)),
        "noindex": bool(criteria.q or criteria.chosen() or criteria.sort),
    }


def heading(answer: Listing) -> str:
    """How many startups there are, in words."""
    if not answer.total:
        return gettext("No startup matches")
    return ngettext("%(number)d startup", "%(number)d startups", answer.total) % {
        "number": answer.total
    }


def title(answer: Listing) -> str:
    """What the window is called: the search, and the page where it is not the first."""
    parts = [gettext("State startups")]
    if answer.criteria.q:
        parts = [gettext("Search: %(search)s") % {"search": answer.criteria.q}, *parts]
    if answer.criteria.page > 1:
        numbers = {"page": answer.criteria.page, "pages": answer.pages}
        parts.append(gettext("page %(page)d of %(pages)d") % numbers)
    return ", ".join(parts)


def sorts(criteria: Criteria) -> list[tuple[str, Any, bool]]:
    """The orders to choose from: value, label, whether it is the present one."""
    offered = [sort for sort in Sort if criteria.q or sort is not Sort.RELEVANCE]
    return [(sort.value, SORT_LABELS[sort], sort is criteria.order) for sort in offered]


def filters(path: str, answer: Listing) -> list[Way]:
    """What was asked for, each with the address of the list without it."""
    criteria = answer.criteria
    found = []
    if criteria.q:
        label = gettext("Search: %(search)s") % {"search": criteria.q}
        found.append(Way(label, form.address(path, replace(criteria, q="", page=1))))
    for facet, codes in criteria.chosen().items():
        for code in codes:
            less = form.without(criteria, facet, code)
            found.append(Way(label_of(answer, facet, code), form.address(path, less)))
    return found


def label_of(answer: Listing, facet: Facet, code: str) -> str:
    """A choice in words, with its facet where there is one to name."""
    label = str(answer.words[facet][code].label)
    if facet not in LEGENDS:
        return label
    return gettext("%(facet)s: %(choice)s") % {"facet": LEGENDS[facet], "choice": label}


def ways_out(path: str, answer: Listing) -> list[Way]:
    """From an empty result: what to give up, and how many startups that gives; best first."""
    ways = [_give_up(path, answer, name, count) for name, count in answer.without.items() if count]
    return sorted(ways, key=lambda way: -way.count)


def _give_up(path: str, answer: Listing, name: str, count: int) -> Way:
    criteria = answer.criteria
    if name == SEARCH:
        label = gettext("Search: %(search)s") % {"search": criteria.q}
        return Way(label, form.address(path, replace(criteria, q="", page=1)), count)
    facet = Facet(name)
    choices = [label_of(answer, facet, code) for code in criteria.chosen()[facet]]
    return Way(
        ", ".join(choices), form.address(path, criteria.with_choices(facet, ())), count
    )


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


def _page_link(path: str, answer: Listing, number: int) -> tuple[int, str]:
    return number, form.address(path, replace(answer.criteria, page=number))
