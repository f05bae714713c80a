"""The list's question in an address: read without trusting it, written in one order only.

The same question always has the same address, so that caches and search engines meet one.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict

from startups.core.search_text import MAX_QUERY
from startups.public.faceting import YES, Criteria, Facet, Sort

MAX_CHOICES = 50
MAX_CODE = 200
LAST_PAGE = 10_000


def read(parameters: QueryDict) -> Criteria:
    """The question asked by an address. What makes no sense is left out, never refused."""
    return Criteria(
        q=" ".join(parameters.get("q", "").replace("\0", "").split())[:MAX_QUERY].strip(),
        phases=_codes(parameters, Facet.PHASE),
        incubators=_codes(parameters, Facet.INCUBATOR),
        sponsors=_codes(parameters, Facet.SPONSOR),
        user_types=_codes(parameters, Facet.USER_TYPE),
        themes=_codes(parameters, Facet.THEME),
        technologies=_codes(parameters, Facet.TECHNOLOGY),
        impact=parameters.get(Facet.IMPACT) == YES,
        status=parameters.get(Facet.STATUS, "")[:MAX_CODE],
        sort=parameters.get("sort", "") if parameters.get("sort", "") in set(Sort) else "",
        page=_page(parameters.get("page", "")),
    )


def write(criteria: Criteria) -> str:
    """The query string of a question: nothing empty, nothing that goes without saying."""
    pairs: list[tuple[str, str]] = [("q", criteria.q)] if criteria.q else []
    for facet, codes in criteria.chosen().items():
        pairs += [(facet.value, code) for code in sorted(codes)]
    if criteria.order is not _order_by_default(criteria):
        pairs.append(("sort", criteria.order.value))
    if criteria.page > 1:
        pairs.append(("page", str(criteria.page)))
    return urlencode(pairs)


def address(path: str, criteria: Criteria) -> str:
    """``path`` asking this question."""
    query = write(criteria)
    return f"{path}?{query}" if query else path


def tidied(path: str, parameters: QueryDict) -> str:
    """Where to go when a form sent empty fields: the same question, with nothing useless.

    Nothing where the address is well already.
    """
    if all(value for _name, values in parameters.lists() for value in values):
        return ""
    tidy = address(path, read(parameters))
    expanded = parameters.get("all", "")
    if not expanded:
        return tidy
    return f"{tidy}{'&' if '?' in tidy else '?'}{urlencode({'all': expanded[:MAX_CODE]})}"


def without(criteria: Criteria, facet: Facet, code: str) -> Criteria:
    """The same question with one choice taken back, from its first page."""
    codes = criteria.chosen().get(facet, ())
    return criteria.with_choices(facet, tuple(kept for kept in codes if kept != code))


def _order_by_default(criteria: Criteria) -> Sort:
    return Sort.RELEVANCE if criteria.q else Sort.NAME


def _codes(parameters: QueryDict, facet: Facet) -> tuple[str, ...]:
    given: Iterable[str] = parameters.getlist(facet.value)[:MAX_CHOICES]
    return tuple(dict.fromkeys(code for code in given if code and len(code) <= MAX_CODE))


def _page(text: str) -> int:
    """A page number from 1 up; what is no number is the first, what is too much the last."""
    if not (text.isascii() and text.isdigit()):
        return 1
    return max(1, min(int(text[:9]), LAST_PAGE))
