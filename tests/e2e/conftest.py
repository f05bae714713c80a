"""A real browser for the journeys: Debian's chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import clock
from tests.needs import need

from .helpers import HtmlValidator, watch

HERE = Path(__file__).resolve().parent
VNU_JAR = HERE.parent.parent / "var/node/node_modules/vnu-jar/build/dist/vnu.jar"
CHROMIUM_FLAGS = [
    "--no-sandbox",  # chromium refuses to run as root with one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = 375
DESKTOP = 1280


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is marked ``e2e``."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keeps SQLite's test database in a file, so that each thread of the server has its own door.

    One in memory is one connection that they all share, and two at once break each other's query.
    """
    return tmp_path_factory.mktemp("database") / "test.sqlite3"


@pytest.fixture(scope="session")
def browser(django_db_setup: None, live_server: LiveServer) -> Iterator[Browser]:
    """One chromium for the session: CHROMIUM_PATH, or the one on the PATH.

    It is closed before the server is, whose threads would outlive their database otherwise.
    """
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    need(path, "chromium (Debian: apt install chromium), or CHROMIUM_PATH")
    # Playwright keeps an event loop running in this thread. Django would refuse its queries
    # there, although no coroutine makes them, and open other connections than the prepared.
    prepared = {alias: connections[alias] for alias in connections}
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        for alias, connection in prepared.items():
            connections[alias] = connection
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page_at(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of a given width, with a session of its own: ``page_at(375)``.

    The test fails at its end when a page had a script error, broke the site's own content
    policy, or asked another host for anything.
    """
    contexts = []
    problems: list[str] = []

    def open_page(width: int = DESKTOP) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="fr-FR",
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
        )
        contexts.append(context)
        # Its pages go by the suite's clock. Faketime would reach all of chromium, and make it
        # thirty times slower.
        context.clock.set_system_time(clock.now())
        page = context.new_page()
        watch(page, problems.append)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, page_at: Callable[..., Page]) -> Page:
    """A page, once as wide as a telephone and once as wide as a desk's screen."""
    return page_at(request.param)


@pytest.fixture(scope="session")
def html_validator() -> Iterator[HtmlValidator]:
    """The HTML checker, started once."""
    need(shutil.which("java"), "java (Debian: apt install default-jre-headless)")
    need(VNU_JAR.is_file(), "the HTML checker (run make e2e)")
    with HtmlValidator(VNU_JAR) as validator:
        yield validator


@pytest.fixture
def assert_valid_html(html_validator: HtmlValidator) -> Callable[[str | bytes], None]:
    """``assert_valid_html(response.text())`` fails with the list of what is not valid."""
    return html_validator.assert_valid
