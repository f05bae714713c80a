"""The list of startups, asked of the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from startups.lifecycle.enums import EventKind, Phase
from startups.public.faceting import Criteria, Facet, Sort
from startups.public.selectors.listing import Listing, listing
from startups.registry.models import PublishedText
from startups.registry.services.search import refresh_search_text
from tests.factories import make_hidden_incubator, make_incubator, make_organisation, make_startup

pytestmark = pytest.mark.django_db
type Ask = Callable[..., Listing]


@pytest.fixture
def ask(on: date) -> Ask:
    """Asks the list, after what is searched was brought up to date."""

    def answer(**question: Any) -> Listing:
        refresh_search_text(startups=None, on=None)
        return listing(Criteria(**question), on=on)

    return answer


def names(answer: Listing) -> list[str]:
    return [row.entry.name for row in answer.rows]


def counts(answer: Listing, facet: Facet) -> dict[str, int]:
    return {choice.word.code: choice.count for choice in answer.choices[facet]}


def test_the_phase_is_the_one_in_force(ask: Ask) -> None:
    make_startup("Ready", phases=[("investigation", "2020-01-01"), ("construction", "2026-08-20")])
    make_startup("Waiting", phases=[("construction", "2026-08-21")])

    assert names(ask(phases=("construction",))) == ["Ready"]
    assert names(ask(phases=("not-started",))) == ["Waiting"]
    assert counts(ask(), Facet.PHASE) == {"construction": 1, "not-started": 1}


def test_active_and_ended_leave_out_what_has_not_started(ask: Ask) -> None:
    make_startup("Works", phases=[("opere", "2020-01-01")])
    make_startup("Handed over", phases=[("transfere", "2020-01-01")])
    make_startup("Stopped", phases=[("abandon", "2020-01-01")])
    make_startup("Waiting")

    assert names(ask(status="active")) == ["Works"]
    assert names(ask(status="ended")) == ["Handed over", "Stopped"]
    assert ask().total == 4


def test_national_impact_counts_from_its_day(ask: Ask) -> None:
    make_startup("Has it", events=[(EventKind.NATIONAL_IMPACT, "2026-08-20")])
    make_startup("Will have it", events=[(EventKind.NATIONAL_IMPACT, "2026-08-21")])
    make_startup("Had a committee", events=[(EventKind.COMMITTEE, "2020-01-01")])

    assert names(ask(impact=True)) == ["Has it"]


def test_filters_narrow_each_other_and_choices_add_up(ask: Ask) -> None:
    dinum, anct = make_organisation("DINUM"), make_organisation("ANCT")
    make_startup("A", sponsors=[dinum], themes=["sante"], technologies=["django"])
    make_startup("B", sponsors=[anct], themes=["sante"], user_types=["etat"])
    make_startup("C", sponsors=[dinum, anct], themes=["sport"])

    both = ask(sponsors=(dinum.slug, anct.slug), themes=("sante",))

    assert names(both) == ["A", "B"]
    assert counts(both, Facet.THEME) == {"sante": 2, "sport": 1}
    assert counts(both, Facet.SPONSOR) == {dinum.slug: 1, anct.slug: 1}
    assert counts(both, Facet.TECHNOLOGY) == {"django": 1}
    assert counts(both, Facet.USER_TYPE) == {"etat": 1}


def test_a_hidden_incubator_is_no_choice_and_is_not_named(ask: Ask) -> None:
    hidden, open_one = make_hidden_incubator("Secret"), make_incubator("Open")
    make_startup("A", incubators=[hidden, open_one])
    make_startup("B")

    answer = ask(incubators=(hidden.slug,))

    assert answer.criteria.incubators == ()
    assert names(answer) == ["A", "B"]
    assert counts(answer, Facet.INCUBATOR) == {open_one.slug: 1}
    assert [[word.label for word in row.incubators] for row in answer.rows] == [["Open"], []]


def test_the_lead_incubator_is_named_first(ask: Ask) -> None:
    make_startup("A", incubators=[make_incubator("Zoé"), make_incubator("Alma")])

    assert [word.label for word in ask().rows[0].incubators] == ["Zoé", "Alma"]


def test_what_names_nothing_is_left_out(ask: Ask) -> None:
    make_startup("A", themes=["sante"])

    answer = ask(themes=("sante", "nothing"), phases=("nothing",), status="no", sort="no", q=" ! ")

    assert answer.criteria == Criteria(themes=("sante",))


@pytest.mark.parametrize(
    "field", ["name", "mission", "problem", "body", "sponsor", "acronym", "technology"]
)
def test_search_reads_each_of(field: str, ask: Ask) -> None:
    sought = "Tarentule"
    organisation = make_organisation(
        sought if field == "sponsor" else "DINUM", acronym=sought if field == "acronym" else ""
    )
    facts = {field: sought} if field in {"name", "mission", "problem"} else {}
    startup = make_startup(
        sponsors=[organisation], technologies=[sought] if field == "technology" else [], **facts
    )
    text = f"**{sought}**" if field == "body" else ""
    PublishedText.objects.create(startup=startup, body=text)
    make_startup("Other")

    assert [row.entry.id for row in ask(q="tarentule").rows] == [startup.pk]


@pytest.mark.parametrize("q", ["evaluation", "ÉVALUATION", "évaluation", "EVALUATIO", "l'oeuvre"])
def test_search_ignores_accents_case_and_typography(q: str, ask: Ask) -> None:
    make_startup("Évaluation de l’œuvre")
    make_startup("Autre")

    assert names(ask(q=q)) == ["Évaluation de l’œuvre"]


def test_every_word_must_match_wherever_it_is(ask: Ask) -> None:
    make_startup("Alpha", mission="pour les écoles")
    make_startup("Alpha bis")

    assert names(ask(q="écoles alpha")) == ["Alpha"]
    assert names(ask(q='"pour les"')) == ["Alpha"]
    assert names(ask(q='"les pour"')) == []


@pytest.mark.parametrize("q", ["%", "_", "100%", "a_b", "\\", "' OR 1=1 --"])
def test_signs_of_the_database_mean_themselves(q: str, ask: Ask) -> None:
    make_startup("Plain name")
    make_startup(f"With {q} in it")

    assert names(ask(q=q)) == [f"With {q} in it"]


def test_what_matches_best_comes_first(ask: Ask) -> None:
    make_startup("Text", problem="on y parle de climat")
    make_startup("By mission", mission="mesurer le climat")
    make_startup("By sponsor", sponsors=[make_organisation("Haut Conseil pour le climat")])
    make_startup("Le climat demain")
    make_startup("Climat des villes")
    make_startup("Climat")

    assert names(ask(q="climat")) == [
        "Climat",
        "Climat des villes",
        "Le climat demain",
        "By mission",
        "By sponsor",
        "Text",
    ]


def test_an_empty_result_names_what_to_give_up_and_the_nearest_names(ask: Ask) -> None:
    make_startup("MonService", phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    make_startup("Rien à voir", phases=[(Phase.STOPPED, "2020-01-01")])

    answer = ask(q="mon servce", phases=("construction",))

    assert answer.total == 0
    assert answer.without == {"q": 1, "phase": 0}
    assert [entry.name for entry in answer.nearest] == ["MonService"]


def test_no_name_is_suggested_where_filters_alone_are_in_the_way(ask: Ask) -> None:
    make_startup("MonService", phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    make_startup("Autre", phases=[(Phase.STOPPED, "2020-01-01")])

    answer = ask(q="MonService", phases=("abandon",))

    assert (answer.total, answer.nearest) == (0, [])
    assert answer.without == {"q": 1, "phase": 1}


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (1, 1), (3, 3), (99, 3)])
def test_a_page_that_does_not_exist_is_the_nearest(asked: int, given: int, on: date) -> None:
    for number in range(5):
        make_startup(f"S{number}")

    answer = listing(Criteria(page=asked), on=on, per_page=2)

    assert (answer.criteria.page, answer.pages, answer.total) == (given, 3, 5)
    assert names(answer) == [f"S{number}" for number in range(5)][2 * given - 2 : 2 * given]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("question", "queries"),
    [
        (Criteria(), 3),
        (Criteria(phases=("construction",), impact=True, sort=Sort.NEWEST), 3),
        (Criteria(q="startup", themes=("sante",), status="active"), 4),
        (Criteria(q="nowhere"), 4),
    ],
)
def test_queries_are_the_same_whatever_the_number(
    rows: int, question: Criteria, queries: int, on: date, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make_startup(
            f"Startup {number}",
            phases=[("construction", "2020-01-01")],
            incubators=[make_incubator()],
            sponsors=[make_organisation()],
            themes=["sante", f"theme-{number}"],
            technologies=["django"],
        )
    refresh_search_text(startups=None, on=None)

    with django_assert_num_queries(queries):
        listing(question, on=on)
    with django_assert_num_queries(queries):
        listing(replace(question, page=2), on=on)
