"""Incubators, sponsors and phases: their lists and the page of each."""

import re
from typing import Any

import pytest
from django.test import Client

from startups.lifecycle.enums import PHASE_ORDER, Phase
from startups.people.models import Team
from startups.registry.models import Highlight
from tests.factories import (
    make_hidden_incubator,
    make_incubator,
    make_organisation,
    make_published_startup,
    make_site,
    make_startup,
)

from .sections import INCUBATOR_QUERIES, SECTION_QUERIES, SPONSOR_QUERIES, page_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def main_part(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def numbers(html: str) -> list[int]:
    """The figures at the head of a page: active, ended, in all."""
    return [int(number) for number in re.findall(r"<dd>(\d+)</dd>", html)]


def test_incubators_are_listed_with_their_numbers(client: Client) -> None:
    busy, idle = make_incubator("Actif"), make_incubator("Oisif")
    make_hidden_incubator("Caché")
    make_published_startup(incubators=[busy])
    make_published_startup(incubators=[busy], phases=[("abandon", "2020-01-01")])
    make_published_startup(incubators=[idle], phases=[("transfere", "2020-01-01")])

    html = main_part(read(client, "/incubateurs/"))

    titles = re.findall(r'<h2 class="fr-card__title"><a [^>]*>(.*?)</a>', html)
    details = re.findall(r'<p class="fr-card__detail">(.*?)</p>', html, re.DOTALL)
    assert titles == ["Actif", "Oisif"]
    assert [re.findall(r"\d+", detail) for detail in details] == [["1", "1"], ["0", "1"]]
    assert "Caché" not in html


def test_an_incubator_tells_who_it_is_and_what_it_has(client: Client) -> None:
    owner = make_organisation("Ministère", ghid="ministere")
    incubator = make_incubator(
        "L’Atelier",
        ghid="atelier",
        short_description="Une <a href='https://example.org'>fabrique</a>",
        body="## Présentation\n\n<script>alert(1)</script>Bonjour",
        owner=owner,
        contact="contact@atelier.example",
        postal_address="1 rue de l’Exemple",
        website_url="https://atelier.example/",
    )
    Team.objects.create(ghid="animation", name="Équipe d’animation", incubator=incubator)
    star = make_published_startup("Étoile", incubators=[incubator], sponsors=[owner])
    make_published_startup("Arrêtée", incubators=[incubator], phases=[("abandon", "2020-01-01")])
    make_published_startup("Ailleurs", incubators=[make_incubator()])
    Highlight.objects.create(incubator=incubator, startup=star)

    html = main_part(read(client, "/incubateurs/atelier/"))

    assert numbers(html) == [1, 1, 2]
    assert "Une fabrique" in html
    assert "<script>alert" not in html
    assert "Bonjour" in html
    assert 'href="mailto:contact@atelier.example"' in html
    assert "1 rue de l’Exemple" in html
    assert 'href="https://atelier.example/"' in html
    assert 'href="/sponsors/ministere/"' in html
    assert "Équipe d’animation" in html
    assert 'href="/incubateurs/atelier/evenements.atom"' in html
    assert html.count(">Étoile<") == 2  # put forward, and in its phase
    assert html.count(">Arrêtée<") == 1
    assert "Ailleurs" not in html
    assert 'href="/startups/?incubator=atelier"' in html


def test_what_is_no_address_is_no_link(client: Client) -> None:
    make_incubator(ghid="douteux", contact="javascript:alert(1)", website_url="javascript:alert(2)")

    html = main_part(read(client, "/incubateurs/douteux/"))

    assert 'href="javascript' not in html
    assert "mailto:" not in html
    assert "javascript:alert(1)" in html  # shown as it is, for what it is worth
    assert "alert(2)" not in html


def test_an_owner_that_sponsors_nothing_is_named_without_a_link(client: Client) -> None:
    make_incubator(ghid="atelier", owner=make_organisation("Ministère", ghid="ministere"))

    html = main_part(read(client, "/incubateurs/atelier/"))

    assert "Ministère" in html
    assert "/sponsors/ministere/" not in html


@pytest.mark.parametrize(
    "address",
    ["/incubateurs/cache/", "/incubateurs/nulle-part/", "/sponsors/inactif/", "/phases/reussite/"],
)
def test_what_the_public_may_not_see_is_not_found(address: str, client: Client) -> None:
    make_hidden_incubator("Caché", ghid="cache")
    make_organisation("Inactif", ghid="inactif")

    assert client.get(address).status_code == 404


def test_a_hidden_incubator_is_named_nowhere(client: Client) -> None:
    owner = make_organisation("Ministère", ghid="ministere")
    hidden = make_hidden_incubator("Incubateur caché", ghid="cache", owner=owner)
    make_published_startup("A", incubators=[hidden], sponsors=[owner])
    addresses = [*SECTION_QUERIES, "/sponsors/ministere/", "/startups/"]

    for address in addresses:
        html = read(client, address)
        assert "Incubateur caché" not in html, address
        assert "/incubateurs/cache/" not in html, address


def test_sponsors_are_those_that_carry_a_published_startup(client: Client) -> None:
    make_published_startup("A", sponsors=[make_organisation("Porteuse", acronym="PRT")])
    make_startup("Sans page", sponsors=[make_organisation("En attente")])
    make_organisation("Sans rien")

    html = main_part(read(client, "/sponsors/"))

    assert re.findall(r'class="lines__name"><a [^>]*>(.*?)</a>', html) == ["Porteuse (PRT)"]


def test_a_sponsor_tells_what_it_carries_and_which_incubators_it_owns(client: Client) -> None:
    sponsor = make_organisation("Ministère", ghid="ministere", directory_url="https://a.example/m")
    make_incubator("L’Atelier", ghid="atelier", owner=sponsor)
    make_published_startup("Portée", sponsors=[sponsor])
    make_published_startup("Stoppée", sponsors=[sponsor], phases=[("abandon", "2020-01-01")])
    make_published_startup("Autre")

    html = main_part(read(client, "/sponsors/ministere/"))

    assert numbers(html) == [1, 1, 2]
    assert re.findall(r'class="lines__name"><a [^>]*>(.*?)</a>', html) == ["Portée", "Stoppée"]
    assert 'href="/incubateurs/atelier/"' in html
    assert 'href="https://a.example/m"' in html


def test_a_phase_tells_what_it_means_and_who_is_in_it(client: Client) -> None:
    incubator = make_incubator("L’Atelier")
    make_published_startup("Ancienne", phases=[("construction", "2020-01-01")])
    make_published_startup(
        "Récente", phases=[("construction", "2021-01-01")], incubators=[incubator]
    )
    make_published_startup(
        "Partie", phases=[("construction", "2020-01-01"), ("opere", "2021-01-01")]
    )

    html = main_part(read(client, "/phases/construction/"))

    assert re.findall(r'class="lines__name"><a [^>]*>(.*?)</a>', html) == ["Récente", "Ancienne"]
    assert "L’Atelier" in html
    assert 'href="/startups/?phase=construction"' in html
    assert html.count("<dt>") == 4


def test_a_long_group_leads_to_the_list_for_the_rest(client: Client) -> None:
    sponsor = make_organisation(ghid="ministere")
    for _number in range(62):
        make_published_startup(sponsors=[sponsor])

    html = main_part(read(client, "/sponsors/ministere/"))

    assert html.count('class="lines__name"') == 60
    assert 'href="/startups/?phase=construction&amp;sponsor=ministere"' in html


@pytest.mark.parametrize("phase", PHASE_ORDER)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_phase_has_its_page(phase: Phase, prefix: str, client: Client) -> None:
    html = main_part(read(client, f"{prefix}/phases/{phase.value}/"))

    assert html.count("<h1") == 1
    assert f'href="{prefix}/phases/"' in html


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        *SECTION_QUERIES.items(),
        ("/incubateurs/atelier/", INCUBATOR_QUERIES),
        ("/sponsors/ministere/", SPONSOR_QUERIES),
    ],
)
def test_queries_do_not_grow(
    number: int, address: str, queries: int, client: Client, django_assert_num_queries: Any
) -> None:
    sponsor = make_organisation(ghid="ministere")
    incubator = make_incubator(ghid="atelier", owner=sponsor)
    for index in range(number):
        startup = make_published_startup(
            incubators=[incubator, make_incubator(owner=sponsor)],
            sponsors=[sponsor, make_organisation()],
        )
        Highlight.objects.create(incubator=incubator, startup=startup)
        Team.objects.create(ghid=f"team-{index}", name="Team", incubator=incubator)

    page_bytes(client, address, queries, django_assert_num_queries)
