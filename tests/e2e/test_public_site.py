"""The public site in a real browser: accessible, valid, usable by keyboard and without script."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from cms.demonstration.loader import load_demonstration
from startups.lifecycle.selectors.portfolio import with_phase
from startups.registry.models import Startup

from .helpers import assert_accessible

DAY = date(2026, 8, 20)
ADDRESSES = [
    "/",
    "/startups/",
    "/startups/?q=introuvable-xyz",
    "/startups/?phase=construction&status=active&sort=name",
    "/startups/?page=2",
    "/startups/signal-ravine/",
    "/startups/ma-file/",
    "/startups/mes-aides/",
    "/startups/guichet-polyglotte/",
    "/startups/voix-d-abord/",
    "/incubateurs/",
    "/incubateurs/fabrique-des-territoires/",
    "/sponsors/",
    "/sponsors/dinum/",
    "/phases/",
    "/phases/construction/",
    "/accessibilite/",
    "/nulle-part/",
    "/en/",
    "/en/startups/",
    "/en/startups/signal-ravine/",
]


@pytest.fixture
def site(transactional_db: None, live_server: object) -> str:
    """The demonstration, served; the address of its root without a slash."""
    load_demonstration(on=DAY, password="unused-in-this-test")
    return live_server.url  # type: ignore[attr-defined]


def test_every_kind_of_page_is_accessible_and_valid(
    site: str,
    page_at: Callable[..., Page],
    assert_valid_html: Callable[[str | bytes], None],
) -> None:
    for width in (375, 1280):
        page = page_at(width)
        for address in ADDRESSES:
            response = page.goto(site + address)
            assert response is not None
            assert response.status == (404 if "nulle-part" in address else 200), address
            assert_accessible(page)
            assert_no_horizontal_scroll(page)
            if width == 1280:
                assert_valid_html(response.text())


def assert_no_horizontal_scroll(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than the screen"


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    yield context.new_page()
    context.close()


def test_the_list_works_without_script(site: str, without_script: Page) -> None:
    page = without_script
    page.goto(f"{site}/startups/")
    page.locator("main").get_by_role("searchbox").fill("ravine")
    page.locator("main").get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile(r"q=ravine"))
    page.get_by_role("link", name="Signal Ravine").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signal Ravine")


def test_filters_combine_without_script(site: str, without_script: Page) -> None:
    page = without_script
    page.goto(f"{site}/startups/?phase=construction&incubator=fabrique-des-territoires")
    active = with_phase(Startup.objects.all(), on=DAY).filter(
        phase_in_force="construction", incubators__slug="fabrique-des-territoires"
    )
    for startup in active:
        expect(page.get_by_role("link", name=startup.name).first).to_be_visible()


def test_a_visitor_reaches_a_startup_by_keyboard_alone(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = page_at(1280)
    page.goto(f"{site}/startups/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#content")
    page.keyboard.press("Enter")
    assert_focus_is_visible_while_tabbing(page, until="Carnet de digue", limit=60)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Carnet de digue")


def assert_focus_is_visible_while_tabbing(page: Page, *, until: str, limit: int) -> None:
    for _step in range(limit):
        page.keyboard.press("Tab")
        label = page.evaluate("document.activeElement.textContent.trim()")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", f"the focus cannot be seen on {label!r}"
        if until in label:
            return
    pytest.fail(f"{until} was not reached in {limit} steps")
