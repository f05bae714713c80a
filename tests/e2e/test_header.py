"""The header knows who is signed in, on pages that are the same for everybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import clock
from tests.access.cast import Cast, CastAsOf

from .helpers import assert_accessible, sign_in

# The server shares the database of the test only if it starts after it is there.
pytestmark = pytest.mark.usefixtures("django_db_setup")
PUBLIC = "/startups/"


@pytest.fixture
def cast(transactional_db: None, cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


def open_header(page: Page) -> None:
    """On a telephone, the links of the header are in its menu."""
    button = page.locator("#menu-button")
    if button.is_visible():
        button.click()


def link(page: Page, words: str) -> object:
    return page.locator("header a:visible", has_text=words)


def test_the_header_follows_signing_in_and_out(live_server, page, cast) -> None:
    page.goto(live_server.url + PUBLIC)
    open_header(page)
    expect(link(page, "Se connecter")).to_have_count(1)

    link(page, "Se connecter").click()
    page.fill("input[name=username]", cast.users["intrapreneur"].email)
    page.fill("input[name=password]", "a long password")
    page.locator("main form").first.get_by_role("button").first.click()
    expect(page).to_have_url(f"{live_server.url}/espace/{cast.ours.slug}/")
    page.goto(live_server.url + PUBLIC)
    open_header(page)
    expect(link(page, "Mon espace")).to_have_count(1)
    expect(link(page, "Se connecter")).to_have_count(0)
    assert_accessible(page)

    link(page, "Mon espace").click()
    expect(page).to_have_url(f"{live_server.url}/espace/{cast.ours.slug}/")
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto(live_server.url + PUBLIC)
    open_header(page)
    expect(link(page, "Se connecter")).to_have_count(1)


def test_without_scripts_its_link_leads_on(
    live_server, browser: Browser, cast, page_at: Callable[..., Page]
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(live_server.url + PUBLIC)

    page.locator("header a", has_text="Se connecter").first.click()

    expect(page).to_have_url(f"{live_server.url}/espace/{cast.ours.slug}/")
    context.close()
