"""A body that tries to run script, in every way of a public list: a real browser runs none."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, ConsoleMessage, Page

from cms.models import StartupPage
from cms.services import hold_pages
from startups.content_tree.services import PageText
from startups.lifecycle.enums import EventKind, Phase
from startups.lifecycle.models import Event, PhasePeriod
from startups.registry.models import Startup
from startups.registry.services.search import refresh_search_text

from .helpers import sign_in

DAY = date(2026, 8, 20)
PARTS = 3  # of the list, so that several processes share its pages
PAYLOADS = [
    line
    for line in (Path(__file__).parent.parent / "data/xss_payloads.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line.strip()
]


def write_hostile_startups(payloads: list[str]) -> list[str]:
    """One startup a payload, with the payload wherever somebody can write; their slugs."""
    texts = []
    for number, payload in enumerate(payloads):
        startup = Startup.objects.create(
            ghid=f"hostile-{number}",
            slug=f"hostile-{number}",
            name=payload[:200],
            mission=payload,
            problem=payload,
            contact=payload[:300],
            website_url="javascript:alert(1)",
            budget_url=payload[:1000],
        )
        PhasePeriod.objects.create(
            startup=startup, phase=Phase.CONSTRUCTION, start=date(2026, 1, 1), comment=payload
        )
        Event.objects.create(
            startup=startup, kind=EventKind.OTHER, date=date(2026, 2, 1), comment=payload
        )
        texts.append(PageText(startup, f"{payload}\n\n## {payload}\n\n- {payload}\n"))
    hold_pages(texts, on=DAY, actor=None, reason="essai")
    refresh_search_text(startups=None, on=None)
    return [text.startup.slug for text in texts]


@pytest.fixture(params=range(PARTS))
def hostile(request: pytest.FixtureRequest, transactional_db: None) -> list[str]:
    assert len(PAYLOADS) >= 100
    return write_hostile_startups(PAYLOADS[request.param :: PARTS])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may ask other hosts for pictures, as bodies do; ``signs`` watches it."""
    context = browser.new_context(locale="fr-FR")
    context.route(lambda url: not url.startswith("http://localhost"), lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.fixture
def signs(page: Page) -> list[str]:
    """Every sign that a script of a payload ran, or tried to and was stopped by the policy."""
    found: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text and "img-src" not in message.text:
            found.append(f"{page.url}: {message.text}")

    page.on("console", hear)
    page.on("dialog", lambda dialog: (found.append(f"{page.url}: dialog"), dialog.dismiss()))
    page.add_init_script("window.xss = 0")
    return found


def visit(page: Page, address: str, signs: list[str]) -> None:
    page.goto(address)
    for name in ("mouseover", "focus", "click", "toggle", "pointerenter"):
        page.evaluate(
            "name => document.querySelectorAll('main *').forEach("
            "element => element.tagName === 'A' && name === 'click' ? 0 : "
            "element.dispatchEvent(new Event(name)))",
            name,
        )
    if page.evaluate("window.xss"):
        signs.append(f"{address}: window.xss was set")


def test_no_payload_runs_in_public(
    hostile: list[str], live_server: object, page: Page, signs: list[str]
) -> None:
    url = live_server.url  # type: ignore[attr-defined]
    for slug in hostile:
        visit(page, f"{url}/startups/{slug}/", signs)
    for address in ("/startups/", "/startups/?page=2", "/", "/phases/construction/"):
        visit(page, url + address, signs)
    assert signs == []


def test_no_payload_runs_in_a_feed(
    hostile: list[str], live_server: object, page: Page, signs: list[str]
) -> None:
    url = live_server.url  # type: ignore[attr-defined]
    for address in ("/evenements.atom", f"/startups/{hostile[0]}/evenements.atom"):
        response = page.request.get(url + address)
        assert response.headers["content-type"].startswith("application/atom+xml")
        rich = [
            element.text
            for element in ElementTree.fromstring(response.text()).iter()
            if element.get("type") in {"html", "xhtml"} and element.text
        ]
        for markup in rich:
            # What a reader of feeds does with what calls itself HTML.
            page.evaluate("markup => { document.body.innerHTML = markup }", markup)
        page.wait_for_timeout(300)
    assert signs == []


def test_no_payload_runs_in_the_preview_of_the_admin(
    hostile: list[str], live_server: object, page: Page, signs: list[str]
) -> None:
    url = live_server.url  # type: ignore[attr-defined]
    admin = get_user_model().objects.create_superuser("admin@portefeuille.example", "x")
    page.goto(f"{url}/")
    sign_in(page, admin, url)
    for pk in StartupPage.objects.values_list("pk", flat=True):
        visit(page, f"{url}/admin/pages/{pk}/view_draft/", signs)
    assert signs == []
