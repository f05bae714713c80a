"""The list of startups as a visitor meets it."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils.html import escape

from startups.lifecycle.enums import EventKind
from tests.factories import (
    make_hidden_incubator,
    make_incubator,
    make_organisation,
    make_published_startup,
    make_site,
    make_startup,
)

from .sections import LIST_QUERIES, page_bytes

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
ROW = re.compile(r'<li class="list-row.*?<h3[^>]*><a [^>]*>(.*?)</a></h3>', re.DOTALL)


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()


def read(client: Client, query: str = "") -> str:
    response = client.get(f"/startups/{query}")
    assert response.status_code == 200
    return response.content.decode()


def rows(html: str) -> list[str]:
    """The names of the startups shown."""
    return [unescape(name) for name in ROW.findall(html)]


def links(html: str, css: str) -> dict[str, str]:
    """The links with this class: what each says, and where it leads."""
    pattern = re.compile(
        rf'<a class="[^"]*{css}[^"]*"[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL
    )
    return {
        unescape(re.sub(r"<[^>]+>", "", said)).strip(): unescape(address)
        for address, said in pattern.findall(html)
    }


def test_a_row_names_the_startup_its_phase_and_its_incubator(client: Client) -> None:
    make_published_startup(
        "Guichet",
        ghid="guichet",
        mission="Simplifier <b>tout</b>",
        phases=[("construction", "2024-03-01")],
        incubators=[make_incubator("L’Atelier")],
        events=[(EventKind.NATIONAL_IMPACT, "2024-05-01")],
    )

    html = read(client)

    row = html[html.index('<li class="list-row') :]
    assert rows(html) == ["Guichet"]
    assert 'href="/startups/guichet/"' in row
    assert "Simplifier &lt;b&gt;tout&lt;/b&gt;" in row
    assert "phase--construction" in row
    assert "mars 2024" in row
    assert "L’Atelier" in row
    assert "fr-badge--green-emeraude" in row


def test_only_published_startups_are_listed(client: Client) -> None:
    make_published_startup("Publiée")
    make_startup("Sans page")
    withdrawn = make_published_startup("Retirée")
    withdrawn.page.unpublish()

    html = read(client)

    assert rows(html) == ["Publiée"]
    assert "Sans page" not in html
    assert "Retirée" not in html


def test_filters_and_search_are_combined_and_stay_in_every_link(client: Client) -> None:
    dinum = make_organisation("DINUM", ghid="dinum")
    for number in range(45):
        make_published_startup(f"Éclair {number:02}", sponsors=[dinum], themes=["Santé"])
    make_published_startup("Éclair ailleurs", themes=["Santé"])
    make_published_startup("Autre", sponsors=[dinum], themes=["Santé"])

    html = read(client, "?q=eclair&sponsor=dinum&theme=Santé&sort=newest&page=2")

    assert rows(html) == [f"Éclair {number:02}" for number in range(20, 40)]
    pages = links(html, "fr-pagination__link")
    state = {"q": ["eclair"], "sponsor": ["dinum"], "theme": ["Santé"], "sort": ["newest"]}
    assert {
        parse_qs(urlsplit(address).query).get("page", ["1"])[0] for address in pages.values()
    } == {
        "1",
        "2",
        "3",
    }
    for address in pages.values():
        kept = parse_qs(urlsplit(address).query)
        kept.pop("page", None)
        assert kept == state
    tags = links(html, "list-tag")
    assert len(tags) == 3
    assert {frozenset(parse_qs(urlsplit(address).query)) for address in tags.values()} == {
        frozenset({"sponsor", "theme", "sort"}),
        frozenset({"q", "theme", "sort"}),
        frozenset({"q", "sponsor", "sort"}),
    }


def test_choices_stay_ticked_with_their_counts(client: Client) -> None:
    make_published_startup("A", phases=[("construction", "2020-01-01")])
    make_published_startup("B", phases=[("abandon", "2020-01-01")])

    html = read(client, "?phase=construction")

    boxes = dict(re.findall(r'name="phase" value="([^"]+)"( checked)?', html))
    assert boxes == {"construction": " checked", "abandon": ""}
    assert html.count('<span class="count">(1)</span>') == 4  # all, active, and both phases
    assert re.search(r'id="facet-phase" open', html)


def test_an_unknown_filter_is_ignored(client: Client) -> None:
    make_published_startup("A")

    html = read(client, "?phase=nowhere&status=lost&sort=best&page=last&all=nothing")

    assert rows(html) == ["A"]
    assert links(html, "list-tag") == {}


@pytest.mark.parametrize(
    "q", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onfocus='alert(1)"]
)
def test_what_is_typed_is_shown_as_text(q: str, client: Client) -> None:
    make_published_startup("A")

    html = client.get("/startups/", {"q": q}).content.decode()

    assert f'value="{escape(q)}"' in html
    assert q not in html


def test_a_long_facet_shows_its_commonest_choices_and_all_when_asked(client: Client) -> None:
    for number in range(30):
        make_published_startup(technologies=["django", f"rare-{number:02}"])

    short, whole = read(client, "?technology=rare-29"), read(client, "?all=technology")

    assert len(re.findall(r'name="technology"', short)) == 13
    assert 'value="django"' in short
    assert 'value="rare-29" checked' in short
    assert 'name="all" value="technology"' in short
    assert len(re.findall(r'name="technology"', whole)) == 31
    assert 'name="all" value="technology"' not in whole


def test_an_empty_result_helps(client: Client) -> None:
    make_published_startup("MonService", phases=[("abandon", "2020-01-01")])

    html = read(client, "?q=monservise&phase=abandon")

    assert rows(html) == []
    found = {unescape(address) for address, _said in LINK.findall(html)}
    assert "/startups/?phase=abandon" in found
    assert "/startups/" in found
    assert "MonService" in html


def test_empty_fields_do_not_stay_in_the_address(client: Client) -> None:
    response = client.get("/startups/?q=&status=&phase=abandon&sort=name")

    assert (response.status_code, response.headers["Location"]) == (302, "/startups/?phase=abandon")


def test_search_engines_keep_the_list_and_not_its_questions(client: Client) -> None:
    make_published_startup("A")

    assert 'content="noindex"' not in read(client)
    assert 'content="noindex"' in read(client, "?q=a")
    assert 'rel="canonical" href="http://testserver/startups/"' in read(client, "?q=a")


def test_a_hidden_incubator_is_nowhere(client: Client) -> None:
    make_published_startup("A", incubators=[make_hidden_incubator("Cachée", ghid="cachee")])

    html = read(client, "?incubator=cachee&all=incubator")

    assert rows(html) == ["A"]
    assert "Cachée" not in html
    assert "cachee" not in html


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), LIST_QUERIES.items())
def test_queries_do_not_grow(
    number: int, address: str, queries: int, client: Client, django_assert_num_queries: Any
) -> None:
    for index in range(number):
        make_published_startup(
            incubators=[make_incubator()],
            sponsors=[make_organisation()],
            technologies=[f"t{index}"],
            events=[(EventKind.NATIONAL_IMPACT, "2020-01-01")],
        )

    page_bytes(client, address, queries, django_assert_num_queries)
