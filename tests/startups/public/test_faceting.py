"""The results and the count on each choice, held against the plainest way to count."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.lifecycle.enums import Phase
from startups.public.faceting import (
    FIELDS,
    SEARCH,
    Criteria,
    Facet,
    FacetEntry,
    Sort,
    ordered,
    select,
)

CODES = ("a", "b", "c")
code_sets = st.lists(st.sampled_from(CODES), unique=True, max_size=3).map(tuple)


@st.composite
def entries(draw: Any) -> list[FacetEntry]:
    number = draw(st.integers(0, 12))
    return [
        FacetEntry(
            id=index,
            ghid=str(index),
            slug=str(index),
            name=draw(st.sampled_from("xyz")),
            rank=draw(st.sampled_from([None, 0, 2])),
            values={facet: draw(code_sets) for facet in FIELDS}
            | {
                Facet.STATUS: draw(st.sampled_from([(), ("active",), ("ended",)])),
                Facet.IMPACT: draw(st.sampled_from([(), ("1",)])),
            },
        )
        for index in range(number)
    ]


criteria_strategy = st.builds(
    Criteria,
    q=st.sampled_from(["", "word"]),
    impact=st.booleans(),
    status=st.sampled_from(["", "active", "ended"]),
    **dict.fromkeys(FIELDS.values(), code_sets),
)


def fits(entry: FacetEntry, chosen: Mapping[Facet, tuple[str, ...]], q: str) -> bool:
    """Every facet where something is chosen holds one of the choices, and the search too."""
    found = entry.rank is not None if q else True
    return found and all(
        set(codes) & set(entry.values[facet]) for facet, codes in chosen.items() if codes
    )


def searched(found: list[FacetEntry], criteria: Criteria) -> list[FacetEntry]:
    """Without a search, every entry has a rank."""
    if criteria.q:
        return found
    return [FacetEntry(**{**_fields(entry), "rank": 0}) for entry in found]


def _fields(entry: FacetEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in FacetEntry.__slots__}


@given(entries(), criteria_strategy)
def test_results_are_those_that_fit(found: list[FacetEntry], criteria: Criteria) -> None:
    found = searched(found, criteria)

    results = select(found, criteria).results

    expected = {entry.id for entry in found if fits(entry, criteria.chosen(), criteria.q)}
    assert {entry.id for entry in results} == expected
    assert len(results) == len(expected)


@given(entries(), criteria_strategy)
def test_a_count_is_the_results_if_that_were_the_choice(
    found: list[FacetEntry], criteria: Criteria
) -> None:
    found = searched(found, criteria)

    counts = select(found, criteria).counts

    for facet in Facet:
        for code in (*CODES, "active", "ended", "1"):
            chosen = criteria.chosen() | {facet: (code,)}
            expected = sum(fits(entry, chosen, criteria.q) for entry in found)
            assert counts[facet][code] == expected, (facet, code)


@given(entries(), criteria_strategy)
def test_giving_up_a_filter_gives_the_results_without_it(
    found: list[FacetEntry], criteria: Criteria
) -> None:
    found = searched(found, criteria)

    without = select(found, criteria).without

    chosen = criteria.chosen()
    expected = {
        facet: sum(fits(entry, chosen | {facet: ()}, criteria.q) for entry in found)
        for facet in chosen
    }
    if criteria.q:
        expected[SEARCH] = sum(fits(entry, chosen, "") for entry in found)
    assert dict(without) == expected


def entry(name: str, ghid: str = "", **fields: Any) -> FacetEntry:
    return FacetEntry(id=0, ghid=ghid or name, slug=name, name=name, **fields)


ACCENTED = entry("Éclair")
OLD = entry("old", opened=date(2019, 1, 1), since=date(2020, 1, 1), changed_on=date(2024, 1, 1))
NEW = entry("New", opened=date(2025, 1, 1), since=date(2026, 1, 1), changed_on=date(2025, 1, 1))
TWIN = entry("new", ghid="0", opened=date(2025, 1, 1), phase=Phase.CONSTRUCTION)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Sort.NAME, [ACCENTED, TWIN, NEW, OLD]),
        (Sort.NEWEST, [TWIN, NEW, OLD, ACCENTED]),
        (Sort.CHANGED, [NEW, OLD, ACCENTED, TWIN]),
        (Sort.LONGEST, [OLD, NEW, ACCENTED, TWIN]),
    ],
)
def test_order(order: Sort, expected: list[FacetEntry]) -> None:
    """Accents do not count, what has no date comes last, ties go by name then identifier."""
    assert ordered([NEW, OLD, TWIN, ACCENTED], order) == expected


def test_order_of_relevance() -> None:
    first, second = entry("b", rank=0), entry("a", rank=3)

    assert ordered([second, first], Sort.RELEVANCE) == [first, second]


@pytest.mark.parametrize(
    ("q", "sort", "order"),
    [
        ("", "", Sort.NAME),
        ("", "relevance", Sort.NAME),
        ("word", "", Sort.RELEVANCE),
        ("word", "name", Sort.NAME),
        ("", "newest", Sort.NEWEST),
    ],
)
def test_order_by_default(q: str, sort: str, order: Sort) -> None:
    assert Criteria(q=q, sort=sort).order is order
