"""The list's question in an address, and back."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from cms.forms.listing import MAX_CHOICES, MAX_CODE, address, read, tidied, without, write
from startups.public.faceting import FIELDS, Criteria, Facet, Sort

codes = st.lists(st.text("aé/ &=+%", min_size=1, max_size=9), unique=True, max_size=4)
questions = st.builds(
    Criteria,
    q=st.sampled_from(["", "emploi", 'l’été "à deux" & co']),
    impact=st.booleans(),
    status=st.sampled_from(["", "active", "ended"]),
    sort=st.sampled_from(["", *(sort.value for sort in Sort)]),
    page=st.integers(1, 500),
    **dict.fromkeys(FIELDS.values(), codes.map(lambda found: tuple(sorted(found)))),
)


@given(questions)
def test_an_address_says_the_question(question: Criteria) -> None:
    again = read(QueryDict(write(question)))

    assert (again.chosen(), again.q, again.order, again.page) == (
        question.chosen(),
        question.q,
        question.order,
        question.page,
    )


@given(questions)
def test_the_same_question_has_one_address(question: Criteria) -> None:
    assert write(read(QueryDict(write(question)))) == write(question)


def test_an_address_says_nothing_useless_and_in_one_order() -> None:
    asked = read(QueryDict("sort=name&page=1&theme=b&theme=a&theme=a&phase=&q=+&impact=0&status="))

    assert address("/startups/", asked) == "/startups/?theme=a&theme=b"
    assert address("/startups/", Criteria()) == "/startups/"


@pytest.mark.parametrize(
    ("page", "understood"),
    [("2", 2), ("0", 1), ("-1", 1), ("x", 1), ("", 1), ("²", 1), ("9" * 5000, 10_000)],
)
def test_page(page: str, understood: int) -> None:
    parameters = QueryDict(mutable=True)
    parameters["page"] = page

    assert read(parameters).page == understood


def test_what_is_too_long_is_cut_or_left_out() -> None:
    many = "&".join(f"theme={number}" for number in range(MAX_CHOICES + 30))

    asked = read(QueryDict(f"q={'x' * 300}&sponsor={'y' * (MAX_CODE + 1)}&sort=best&{many}"))

    assert asked.q == "x" * 100
    assert asked.sponsors == ()
    assert asked.sort == ""
    assert len(asked.themes) == MAX_CHOICES


def test_no_null_character_reaches_the_database() -> None:
    assert read(QueryDict("q=a%00b%00")).q == "ab"


@pytest.mark.parametrize(
    ("facet", "code", "left"),
    [
        (Facet.PHASE, "abandon", "q=mot&status=ended&phase=opere&impact=1"),
        (Facet.STATUS, "ended", "q=mot&phase=abandon&phase=opere&impact=1"),
        (Facet.IMPACT, "1", "q=mot&status=ended&phase=abandon&phase=opere"),
    ],
)
def test_taking_a_choice_back_keeps_the_others(facet: Facet, code: str, left: str) -> None:
    asked = Criteria(q="mot", phases=("opere", "abandon"), status="ended", impact=True, page=4)

    assert write(without(asked, facet, code)) == left


@pytest.mark.parametrize(
    ("sent", "tidy"),
    [
        ("", ""),
        ("q=mot&page=2", ""),
        ("q=&status=&sort=name", "/startups/"),
        ("q=&phase=opere&status=&sort=name", "/startups/?phase=opere"),
        ("q=&all=sponsor&phase=opere", "/startups/?phase=opere&all=sponsor"),
        ("q=&all=sponsor", "/startups/?all=sponsor"),
    ],
)
def test_empty_fields_of_a_form_are_left_behind(sent: str, tidy: str) -> None:
    assert tidied("/startups/", QueryDict(sent)) == tidy


def test_a_tidy_address_is_left_alone() -> None:
    question: dict[str, Any] = {"q": "", "phase": "opere"}
    parameters = QueryDict(mutable=True)
    parameters.update(question)

    assert tidied("/", QueryDict(tidied("/", parameters).partition("?")[2])) == ""
