"""What search engines and social networks are told, and where robots may go."""

from xml.etree import ElementTree

import pytest
from django.conf import settings

from startups.lifecycle.enums import Phase
from tests.factories import (
    make_hidden_incubator,
    make_incubator,
    make_organisation,
    make_published_startup,
    make_site,
    make_standard_page,
    make_startup,
    make_startup_page,
)

from .pages import meta, read, structured

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def home():
    return make_site()


def sitemap(client):
    """Days of change, by path."""
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext(f"{SITEMAP}loc", "").removeprefix(settings.SITE_URL): url.findtext(
            f"{SITEMAP}lastmod"
        )
        for url in root
    }


@pytest.mark.parametrize(
    "address", ["/startups/beta/", "/en/startups/beta/", "/startups/beta/?x=1"]
)
def test_every_way_to_a_page_has_one_canonical_address(client, address):
    make_published_startup("Bêta", ghid="beta")

    page = read(client, address)

    assert page.find("link", rel="canonical")["href"] == "http://testserver/startups/beta/"
    assert meta(page)["og:url"] == "http://testserver/startups/beta/"


def test_page_names_itself_in_both_languages(client):
    make_published_startup("Bêta", ghid="beta")

    page = read(client, "/en/startups/beta/")

    assert {
        link["hreflang"]: link["href"]
        for link in page.find_all("link", rel="alternate", hreflang=True)
    } == {
        "fr": "http://testserver/startups/beta/",
        "en": "http://testserver/en/startups/beta/",
        "x-default": "http://testserver/startups/beta/",
    }


def test_title_and_description_come_from_the_startup(client):
    make_published_startup("Bêta", ghid="beta", mission="Aider\nles essais.")

    page = read(client, "/startups/beta/")

    assert page.title.string == f"Bêta – {settings.SITE_NAME}"
    assert meta(page)["description"] == "Aider les essais."
    assert meta(page)["og:title"] == "Bêta"
    assert meta(page)["twitter:card"] == "summary"


def test_description_is_cut_at_160_characters(client):
    make_published_startup(ghid="beta", mission="mot " * 100)

    description = meta(read(client, "/startups/beta/"))["description"]

    assert len(description) == 160
    assert description.endswith("…")


def test_home_says_how_to_search_the_site(client):
    data = structured(read(client, "/"))

    assert list(data) == ["WebSite"]
    assert (
        data["WebSite"]["potentialAction"]["target"]["urlTemplate"]
        == "http://testserver/startups/?q={search_term_string}"
    )


def test_startup_is_described_as_a_public_service(client):
    make_published_startup(
        "Bêta",
        ghid="beta",
        mission="Aider.",
        website_url="https://beta.example",
        incubators=[make_incubator("Ouvert", ghid="ouvert"), make_hidden_incubator("Sas interne")],
        sponsors=[make_organisation("Direction", ghid="direction")],
    )

    data = structured(read(client, "/startups/beta/"))

    assert data["WebPage"]["about"] == {
        "@type": "GovernmentService",
        "name": "Bêta",
        "description": "Aider.",
        "url": "https://beta.example",
        "provider": [
            {
                "@type": "GovernmentOrganization",
                "name": "Ouvert",
                "url": "http://testserver/incubateurs/ouvert/",
            }
        ],
        "sponsor": [
            {
                "@type": "GovernmentOrganization",
                "name": "Direction",
                "url": "http://testserver/sponsors/direction/",
            }
        ],
    }
    assert [step["item"] for step in data["BreadcrumbList"]["itemListElement"]] == [
        "http://testserver/",
        "http://testserver/startups/",
        "http://testserver/startups/beta/",
    ]


def test_structured_data_cannot_leave_its_element(client):
    make_published_startup("</script><script>alert(1)</script>&", ghid="beta")

    response = client.get("/startups/beta/")

    assert structured(read(client, "/startups/beta/"))["WebPage"]["name"].startswith("</script>")
    assert b"<script>alert(1)" not in response.content


def test_noindex_of_the_content_is_respected(client):
    make_published_startup(ghid="secret", noindex=True)
    make_published_startup(ghid="beta")

    assert meta(read(client, "/startups/secret/"))["robots"] == "noindex"
    assert "robots" not in meta(read(client, "/startups/beta/"))
    assert "/startups/secret/" not in sitemap(client)


def test_sitemap_lists_what_may_be_found(client):
    make_published_startup(
        ghid="beta",
        incubators=[make_incubator(ghid="ouvert"), make_hidden_incubator(ghid="cache")],
        sponsors=[make_organisation(ghid="porteur")],
    )
    make_organisation(ghid="sans-startup")
    make_standard_page("Mentions légales")
    make_startup_page(make_startup(ghid="brouillon")).unpublish()

    assert list(sitemap(client)) == [
        "/",
        "/startups/",
        "/incubateurs/",
        "/sponsors/",
        "/phases/",
        "/mentions-legales/",
        "/startups/beta/",
        "/incubateurs/ouvert/",
        "/sponsors/porteur/",
        *(f"/phases/{phase.value}/" for phase in Phase),
    ]
    assert sitemap(client)["/startups/beta/"] == "2020-01-15"


@pytest.mark.parametrize("number", [1, 3])
def test_sitemap_takes_four_queries(client, number, django_assert_num_queries):
    for _ in range(number):
        make_published_startup(incubators=[make_incubator()], sponsors=[make_organisation()])

    with django_assert_num_queries(4):
        client.get("/sitemap.xml")


def test_robots_are_kept_from_the_back_office_and_told_of_the_sitemap(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_unicode_slug_of_a_free_page_keeps_its_trail(client):
    parent = make_standard_page("Démarche")
    child = make_standard_page("Candidater", slug="candidater")
    child.move(parent, pos="last-child")

    page = read(client, "/demarche/candidater/")

    steps = structured(page)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == [settings.SITE_NAME, "Démarche", "Candidater"]
