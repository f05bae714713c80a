"""The State's brand: off by default, whole when on, and only on the State's own domain."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.checks.registry import registry

from cms.checks import state_brand_is_on_a_state_domain
from tests.factories import make_site

from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return make_site()


def stylesheets(page):
    return [link["href"] for link in page.find_all("link", rel="stylesheet")]


def test_without_the_brand_there_is_no_block_mark_typeface_or_icon(client, settings):
    settings.STATE_BRAND = False

    page = read(client, "/")

    assert page.find(class_="fr-logo") is None
    assert "République" not in page.get_text()
    assert "/static/css/plain.css" in stylesheets(page)
    assert [link["href"] for link in page.find_all("link", rel="icon")] == [
        "/static/icons/favicon.svg"
    ]


def test_with_the_brand_all_of_it_is_there(client, settings):
    settings.STATE_BRAND = True

    page = read(client, "/")

    assert len(page.find_all(class_="fr-logo")) == 2
    assert "/static/css/plain.css" not in stylesheets(page)
    assert page.find("link", rel="icon")["href"] == "/static/dsfr/dist/favicon/favicon.svg"


@pytest.mark.parametrize(
    ("brand", "address", "expected"),
    [
        (True, "https://portefeuille.example", ["cms.W001"]),
        (True, "https://mongouv.fr", ["cms.W001"]),
        (True, "https://portefeuille.gouv.fr.example", ["cms.W001"]),
        (True, "https://portefeuille.gouv.fr", []),
        (True, "https://portefeuille.gouv.fr:8000", []),
        (False, "https://portefeuille.example", []),
    ],
)
def test_brand_elsewhere_than_on_a_state_domain_is_warned_of(settings, brand, address, expected):
    settings.STATE_BRAND, settings.SITE_URL = brand, address

    found = state_brand_is_on_a_state_domain()

    assert [message.id for message in found] == expected


def test_brand_is_checked_with_all_the_rest():
    assert state_brand_is_on_a_state_domain in registry.get_checks()


def test_plain_typeface_replaces_the_state_one_wherever_it_is_set():
    plain = Path(finders.find("css/plain.css")).read_text(encoding="utf-8")

    assert "Marianne" not in plain
    assert "font-family: system-ui" in plain
