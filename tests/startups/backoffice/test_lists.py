"""Lists: what they show, in which order, how they are narrowed, and at what cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.lifecycle.enums import Phase
from startups.people.models import Team, TeamMember
from startups.registry.enums import OpennessState
from startups.registry.models import Theme
from startups.registry.services.search import refresh_search_text
from tests import clock
from tests.factories import (
    make_incubator,
    make_membership,
    make_organisation,
    make_person,
    make_role,
    make_startup,
    make_term,
)

from .conftest import domain_queries

# List: what it costs in queries about the domain, its filters included, whatever its length.
# One of them asks who the visitor is in the portfolio.
QUERIES = {
    "startups": 8,
    "incubators": 4,
    "organisations": 5,
    "people": 5,
    "teams": 4,
    "themes": 3,
    "user-types": 3,
    "technologies": 3,
    "ministry-domains": 3,
    "organisation-kinds": 3,
    "roles": 3,
    "handover-items": 3,
    "activities": 3,
    "resources": 3,
}


def names(response: Any) -> list[str]:
    return [row.name for row in response.context["object_list"]]


def page(admin: Client, name: str = "startups", **query: Any) -> Any:
    return admin.get(reverse(f"backoffice_{name}:index"), query)


def make_one_of_each() -> None:
    """A startup with all that its row shows, and a row for every other list."""
    incubator, sponsor = make_incubator(owner=make_organisation()), make_organisation()
    startup = make_startup(
        incubators=[incubator],
        sponsors=[sponsor],
        technologies=["django"],
        themes=["logement"],
        user_types=["agents"],
        phases=[(Phase.CONSTRUCTION, "2020-01-01")],
    )
    person = make_person()
    make_membership(startup, person)
    team = Team.objects.create(ghid=f"team-{person.pk}", name="Équipe", incubator=incubator)
    TeamMember.objects.create(team=team, person=person)
    refresh_search_text(startups=[startup.pk], on=None)


@pytest.mark.parametrize(("name", "expected"), QUERIES.items())
def test_list_costs_the_same_with_one_row_and_with_three(
    name: str, expected: int, admin: Client
) -> None:
    make_one_of_each()
    with_one = domain_queries(lambda: page(admin, name))
    make_one_of_each()
    make_one_of_each()

    with_three = domain_queries(lambda: page(admin, name))

    assert (with_one, with_three) == (expected, expected)
    assert len(page(admin, name).context["object_list"]) >= 1


def test_startup_row_says_where_it_stands(admin: Client) -> None:
    today = clock.today()
    lead, other = make_incubator("Fabrique"), make_incubator("Autre")
    startup = make_startup(
        "Mes Aides",
        incubators=[lead, other],
        phases=[(Phase.INVESTIGATION, "2020-01-01"), (Phase.CONSTRUCTION, "2021-02-03")],
    )
    person = make_person()
    make_membership(startup, person)
    make_membership(startup, person, start="2021-01-01", employer="Autre")
    make_membership(startup, end=today - timedelta(days=1))
    make_membership(startup, start=today + timedelta(days=1))

    response = page(admin)
    (row,) = response.context["object_list"]

    assert (row.phase_in_force, f"{row.phase_since:%Y-%m-%d}") == ("construction", "2021-02-03")
    assert (row.lead_incubator, row.current_members) == ("Fabrique", 1)
    for shown in ("Under construction", "Feb. 3, 2021", "Fabrique"):
        assert shown in response.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Active", "Ended", "New"]),
        ({"phase": "construction"}, ["Active"]),
        ({"phase": ["abandon", "none"]}, ["Ended", "New"]),
        ({"standing": "active"}, ["Active"]),
        ({"standing": "ended"}, ["Ended"]),
        ({"standing": "none"}, ["New"]),
        ({"openness": "source_code.yes"}, ["Active"]),
        ({"openness": "budget.unknown", "standing": "ended"}, ["Ended"]),
        ({"phase": "no-such-phase"}, ["Active", "Ended", "New"]),
    ],
)
def test_startups_are_narrowed(query: dict[str, Any], expected: list[str], admin: Client) -> None:
    make_startup(
        "Active", phases=[("construction", "2020-01-01")], source_code_state=OpennessState.YES
    )
    make_startup("Ended", phases=[("construction", "2019-01-01"), ("abandon", "2020-01-01")])
    make_startup("New")

    assert names(page(admin, **query)) == expected


@pytest.mark.parametrize(
    ("filtered", "tie"),
    [
        ("incubator", "incubators"),
        ("sponsor", "sponsors"),
        ("theme", "themes"),
        ("user_type", "user_types"),
        ("technology", "technologies"),
    ],
)
def test_startups_are_narrowed_by_what_they_are_tied_to(
    filtered: str, tie: str, admin: Client
) -> None:
    incubator, sponsor = make_incubator(), make_organisation()
    words = {"technologies": ["django"], "themes": ["logement"], "user_types": ["agents"]}
    mine = make_startup("Mine", incubators=[incubator], sponsors=[sponsor], **words)
    make_startup("Other")
    target = getattr(mine, tie).get()

    assert names(page(admin, **{filtered: target.pk})) == ["Mine"]


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("name", ["Alpha", "Beta", "Gamma"]),
        ("-name", ["Gamma", "Beta", "Alpha"]),
        ("phase_order", ["Gamma", "Beta", "Alpha"]),
        ("-phase_since", ["Alpha", "Beta"]),
        ("-current_members", ["Beta"]),
    ],
)
def test_startups_are_sorted(ordering: str, expected: list[str], admin: Client) -> None:
    make_startup("Alpha", phases=[("acceleration", "2022-01-01")])
    beta = make_startup("Beta", phases=[("construction", "2021-01-01")])
    make_startup("Gamma")
    make_membership(beta)

    found = [name for name in names(page(admin, ordering=ordering)) if name in expected]

    assert found[: len(expected)] == expected


@pytest.mark.parametrize("query", ["ecole", "ÉCOLE", "l'ecole", "ec-1", '"ecole ouverte"'])
def test_search_minds_neither_case_nor_accents(query: str, admin: Client) -> None:
    wanted = make_startup("L’École ouverte", ghid="ec-1")
    make_startup("Autre chose", ghid="autre")
    refresh_search_text(startups=None, on=None)

    assert names(page(admin, q=query)) == [wanted.name]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("incubators", make_incubator),
        ("organisations", make_organisation),
        ("people", make_person),
    ],
)
def test_other_lists_are_searched_alike(name: str, make: Any, admin: Client) -> None:
    make("Préfecture de l’Œuvre")
    make("Autre")

    assert names(page(admin, name, q="prefecture OEUVRE")) == ["Préfecture de l’Œuvre"]
    assert names(page(admin, name, q="prefecture autre")) == []


def test_list_is_paginated(admin: Client) -> None:
    for number in range(51):
        make_startup(f"S{number:02}")

    assert len(names(page(admin))) == 50
    assert names(page(admin, p=2)) == ["S50"]


def test_incubator_row_counts_its_startups(admin: Client) -> None:
    incubator = make_incubator("Fabrique")
    make_startup(incubators=[incubator], phases=[("construction", "2020-01-01")])
    make_startup(incubators=[incubator], phases=[("abandon", "2020-01-01")])

    (row,) = page(admin, "incubators").context["object_list"]

    assert (row.startup_count, row.active_count) == (2, 1)


def test_person_row_says_what_they_do_now(admin: Client) -> None:
    person = make_person("Élodie Martin")
    make_role("coaching-test", "Coaching d’équipe")
    make_membership(make_startup("Mes Aides"), person, role="coaching-test")
    make_membership(make_startup("Fini"), person, end="2021-01-01")

    text = page(admin, "people").text

    assert "Mes Aides (Coaching d’équipe)" in text
    assert "Fini (" not in text


def test_word_row_says_how_often_it_is_used(admin: Client) -> None:
    Theme.objects.all().delete()
    make_startup(themes=["logement"])
    make_startup(themes=["logement"])
    make_term(Theme, "transport")

    rows = {row.code: row.use_count for row in page(admin, "themes").context["object_list"]}

    assert rows == {"logement": 2, "transport": 0}


def test_row_leads_to_the_record(admin: Client) -> None:
    startup = make_startup("Mes Aides")

    assert reverse("backoffice_startups:inspect", args=[startup.pk]) in page(admin).text
