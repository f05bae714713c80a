"""A page goes from its team to the public by way of a manager: two browsers, one page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from startups.people.models import Membership
from tests import clock
from tests.access.cast import Cast, CastAsOf, person

from .helpers import sign_in


@pytest.fixture
def cast(transactional_db: None, cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


def write(page: Page, address: str, text: str, action: str) -> None:
    """Fills the page editor's text, and presses one of the buttons at its foot."""
    page.goto(address)
    page.locator("textarea[name=body]").fill(text)
    press(page, action)


def press(page: Page, action: str) -> None:
    button = page.locator(
        f"button[name={action}], button.{action}, button[data-workflow-action-name={action}]"
    )
    if not button.first.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    button.locator("visible=true").first.click()
    page.wait_for_load_state()


def test_from_a_draft_to_the_public(
    cast: Cast, live_server: object, page_at: Callable[..., Page]
) -> None:
    url = live_server.url  # type: ignore[attr-defined]
    editor = f"{url}/admin/pages/{cast.page(cast.ours).pk}/edit/"
    public = f"/startups/{cast.ours.slug}/"
    team, manager = page_at(1280), page_at(1280)
    for page, role in ((team, "intrapreneur"), (manager, "manager")):
        page.goto(f"{url}/robots.txt")
        sign_in(page, cast.users[role], url)

    write(team, editor, "Ce que l’équipe écrit.", "action-submit")
    assert "Ce que l’équipe écrit" not in Client().get(public).content.decode()

    manager.goto(editor)
    expect(manager.locator("textarea[name=body]")).to_have_value("Ce que l’équipe écrit.")
    press(manager, "approve")
    manager.goto(url + public)
    expect(manager.locator("main")).to_contain_text("Ce que l’équipe écrit.")

    # Whoever edits last is offered no approval.
    write(team, editor, "Une suite.", "action-submit")
    write(manager, editor, "Une suite, retouchée.", "action-save")
    manager.goto(editor)
    expect(manager.locator("[data-workflow-action-name=approve]")).to_have_count(0)
    manager.goto(url + public)
    expect(manager.locator("main")).not_to_contain_text("Une suite")

    # A mission that ended yesterday ends the right, in the session that is still open.
    mission = Membership.objects.get(person=person(cast.users["intrapreneur"]))
    mission.end = clock.today() - timedelta(days=1)
    mission.save()
    team.goto(editor)
    expect(team.locator("textarea[name=body]")).to_have_count(0)
    response = team.goto(f"{url}/espace/{cast.ours.slug}/faits/")
    assert response is not None
    assert response.status == 403
