"""Committee sessions in a real browser: accessible, valid, narrow, ordered by drag, printed."""

from typing import Any

import pytest
from django.urls import reverse

from startups.reviews.sessions.models import CommitteeSession
from tests import clock
from tests.access.cast import Cast, CastAsOf, person
from tests.startups.reviews.sessions.making import (
    answer,
    give_opinion,
    make_item,
    make_member,
    make_ready,
    make_session,
)

from .helpers import assert_accessible, sign_in

# The server shares the database of the test only if it starts after it is there.
pytestmark = pytest.mark.usefixtures("django_db_setup")

PAGES = ["page", "change", "cancel", "members", "guest", "agenda_add"]
PAGES += ["dossiers", "live", "close", "minutes"]
NAMES = ("Semoir", "Charrue", "Herse")


@pytest.fixture
def cast(transactional_db: None, cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def session(cast: Cast) -> CommitteeSession:
    """Today, with three items; one member there, one review that is on no agenda."""
    session = make_session(cast.our_incubator, clock.today())
    for name in NAMES:
        review = make_item(session, make_ready(cast.our_incubator, name)).review
        answer(review, done="Ouvert à trois départements.", ask_amount="1000.00", ask_months="6")
        give_opinion(review, "fragile")
    make_ready(cast.our_incubator)
    make_member(session, person(cast.users["committee"]), present=True)
    return session


def at(name: str, session: CommitteeSession, *keys: int) -> str:
    return reverse(f"sessions:{name}", args=(session.pk, *keys))


def test_pages_are_accessible_and_valid(
    live_server: Any, page: Any, cast: Cast, session: CommitteeSession, assert_valid_html: Any
) -> None:
    sign_in(page, cast.users["manager"], live_server.url)
    item = session.agenda.first()
    assert item is not None
    paths = [reverse("sessions:list"), reverse("sessions:call"), reverse("feed:mine")]
    paths += [at(name, session) for name in PAGES] + [at("live_item", session, item.pk)]
    for path in paths:
        response = page.goto(live_server.url + path)
        assert response.status == 200
        assert_valid_html(response.text())
        assert_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{page.url} is wider than the screen"


def test_refused_adjournment_is_accessible_and_keeps_its_form_open(
    live_server: Any, page: Any, cast: Cast, session: CommitteeSession
) -> None:
    sign_in(page, cast.users["manager"], live_server.url)
    item = session.agenda.first()
    assert item is not None
    page.goto(live_server.url + at("live_item", session, item.pk))
    page.click(".session-adjourn summary")
    page.click("button[value=adjourn]")
    page.wait_for_selector("#errors")
    assert page.is_visible("#id_reason")
    assert_accessible(page)


def shown(page: Any) -> list[str]:
    return [text.split(". ")[1] for text in page.locator(".session-item__title").all_inner_texts()]


def test_agenda_is_put_in_order_by_drag(
    live_server: Any, page_at: Any, cast: Cast, session: CommitteeSession
) -> None:
    page = page_at()
    sign_in(page, cast.users["manager"], live_server.url)
    page.goto(live_server.url + at("page", session))
    assert shown(page) == ["Semoir", "Charrue", "Herse"]
    items = page.locator(".session-item")
    with page.expect_navigation():
        items.nth(2).drag_to(items.nth(0), target_position={"x": 20, "y": 4})
    assert shown(page) == ["Herse", "Semoir", "Charrue"]
    rows = session.agenda.order_by("position").values_list("review__startup__name", flat=True)
    assert list(rows) == ["Herse", "Semoir", "Charrue"]


def test_each_dossier_begins_a_page_of_its_own_in_print(
    live_server: Any, page_at: Any, cast: Cast, session: CommitteeSession
) -> None:
    page = page_at()
    sign_in(page, cast.users["committee"], live_server.url)
    page.goto(live_server.url + at("dossiers", session))
    assert page.is_visible("[data-print]")
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "[...document.querySelectorAll('.session-dossier')]"
        ".map(dossier => getComputedStyle(dossier).breakBefore)"
    )
    assert breaks == ["page"] * 3
    furniture = (".fr-header", ".fr-footer", ".staff-tabs", ".team-bar", "[data-print]")
    assert [name for name in furniture if page.is_visible(name)] == []
    assert page.is_visible(".session-contents")
