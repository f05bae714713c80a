"""Pages that are not there, and a server that fails, still help."""

import pytest
from django.template.loader import get_template

from tests.factories import make_published_startup, make_site

from .pages import links, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return make_site()


def test_not_found_leads_to_search_list_and_home(client):
    page = read(client, "/rien/du/tout/", status=404)

    assert words(page.h1) == "Page introuvable"
    assert page.main.form["action"] == "/startups/"
    assert page.main.find("input", attrs={"name": "q"}) is not None
    assert {"/startups/", "/"} <= set(links(page.main).values())


def test_not_found_suggests_the_nearest_startups(client):
    make_published_startup("Mes Aides", ghid="mes-aides")
    make_published_startup("Le Taxi", ghid="le-taxi")

    page = read(client, "/startups/mes-aide/", status=404)

    assert links(page.main)["Mes Aides"] == "/startups/mes-aides/"
    assert "Le Taxi" not in words(page)


def test_not_found_is_in_the_language_of_the_address(client):
    page = read(client, "/en/rien/", status=404)

    assert page.html["lang"] == "en"
    assert words(page.h1) == "Page not found"


def test_not_found_is_kept_out_of_search_engines(client):
    page = read(client, "/rien/", status=404)

    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical") is None


@pytest.mark.parametrize("address", ["/rien/", "/rien.php", "/startups/%20/", "/%F0%9F%9A%95/"])
def test_no_address_makes_the_page_fail(client, address):
    assert client.get(address).status_code == 404


def test_server_error_page_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = get_template("500.html").render()

    assert "Le service ne répond pas" in page
    assert 'href="/"' in page


def test_server_error_is_answered_with_that_page(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("cms.models.HomePage.get_context", fail)
    client.raise_request_exception = False

    page = read(client, "/", status=500)

    assert words(page.h1) == "Le service ne répond pas"
