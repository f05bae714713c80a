"""What every page has: landmarks, menu, languages, and nothing inline."""

import re

import pytest

from tests.factories import make_published_startup, make_site, make_standard_page

from .pages import links, read, words

pytestmark = pytest.mark.django_db

PAGES = ["/", "/startups/beta/", "/mentions-legales/", "/rien/"]


@pytest.fixture(autouse=True)
def pages():
    make_site()
    make_published_startup(ghid="beta", body="Un *texte*.")
    make_standard_page("Mentions légales", show_in_footer=True)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("brand", [False, True])
def test_nothing_is_inline(client, address, brand, settings):
    settings.STATE_BRAND = brand

    content = client.get(address).content.decode()
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", content)

    assert [tag for tag in scripts if "application/ld+json" not in tag] == []
    assert "<style" not in content
    assert re.findall(r"<[^>]*\s(?:style|on\w+)=", content) == []


@pytest.mark.parametrize("address", PAGES)
def test_skip_links_lead_somewhere(client, address):
    page = read(client, address, status=404 if address == "/rien/" else 200)

    targets = links(page.find(class_="fr-skiplinks")).values()

    assert [target for target in targets if page.find(id=target.removeprefix("#")) is None] == []


@pytest.mark.parametrize("address", PAGES)
def test_page_has_one_title_and_its_landmarks(client, address):
    page = read(client, address, status=404 if address == "/rien/" else 200)

    assert len(page.find_all("h1")) == 1
    assert [len(page.find_all(name)) for name in ("header", "main", "footer")][1:] == [1, 1]


def test_identifiers_are_unique(client):
    page = read(client, "/startups/beta/")

    found = [tag["id"] for tag in page.find_all(id=True)]

    assert len(found) == len(set(found))


def menu(page):
    return page.find("nav", class_="fr-nav")


def test_menu_tells_where_one_is(client):
    page = read(client, "/startups/beta/")

    current = [
        (words(link), link["aria-current"])
        for link in menu(page).find_all("a", attrs={"aria-current": True})
    ]

    assert current == [("Startups", "true")]


def test_menu_holds_sections_and_the_free_pages_that_ask_for_it(client):
    make_standard_page("Notre approche", show_in_menus=True)

    assert links(menu(read(client, "/"))) == {
        "Startups": "/startups/",
        "Incubateurs": "/incubateurs/",
        "Sponsors": "/sponsors/",
        "Phases": "/phases/",
        "Notre approche": "/notre-approche/",
    }


def test_footer_leads_to_legal_pages_and_the_accessibility_statement(client):
    make_standard_page("Déclaration", slug="accessibilite")

    bottom = links(read(client, "/").find(class_="fr-footer__bottom"))

    assert bottom["Mentions légales"] == "/mentions-legales/"
    assert bottom["Accessibilité : non conforme"] == "/accessibilite/"


def test_without_a_statement_the_footer_claims_none(client):
    assert "Accessibilité" not in words(read(client, "/").footer)


def test_language_switch_keeps_the_page(client):
    french, english = read(client, "/startups/beta/"), read(client, "/en/startups/beta/")

    assert french.header.find("a", hreflang="en")["href"] == "/en/startups/beta/"
    assert english.header.find("a", hreflang="fr")["href"] == "/startups/beta/"
    assert links(menu(english))["Incubators"] == "/en/incubateurs/"


def test_header_searches_the_list(client):
    form = read(client, "/").header.find("form")

    assert (form["action"], form["method"]) == ("/startups/", "get")
    assert form.find("input")["name"] == "q"


def test_free_page_shows_its_blocks(client):
    make_standard_page(
        "Questions",
        content=[
            ("text", "Un **mot**."),
            ("callout", {"title": "À savoir", "text": "<b>Rien</b>"}),
            ("question", {"question": "Combien ?", "answer": "_Peu_."}),
        ],
    )

    page = read(client, "/questions/")

    assert words(page.main.strong) == "mot"
    assert words(page.main.find(class_="fr-callout")) == "À savoir <b>Rien</b>"
    assert words(page.main.details.summary) == "Combien ?"
    assert words(page.main.details.em) == "Peu"
