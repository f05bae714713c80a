"""The team's space in a real browser: accessible, valid, narrow, without scripts."""

from typing import Any

import pytest
from django.urls import reverse

from startups.people.services.consent import ask_consent, consent_token
from startups.registry.models import Role, Startup
from startups.registry.services.editing import edit_startup
from tests import clock
from tests.access.cast import Cast, CastAsOf, person
from tests.factories import make_role
from tests.startups.documents.making import make_document

from .helpers import assert_accessible, sign_in

# The server shares the database of the test only if it starts after it is there.
pytestmark = pytest.mark.usefixtures("django_db_setup")

PAGES = ("dashboard", "facts", "team", "member_add", "documents", "document_add")
OWN = ("landing", "my_data")


@pytest.fixture
def cast(transactional_db: None, cast_as_of: CastAsOf) -> Cast:
    made = cast_as_of(today=clock.today())
    make_role(Role.INTRAPRENEUR)
    Role.objects.update(official=True)
    make_document(made.ours)
    return made


def path_of(name: str, cast: Cast) -> str:
    return reverse(f"team:{name}", kwargs={} if name in OWN else {"slug": cast.ours.slug})


def assert_narrow(page: Any) -> None:
    """Nothing sticks out: a reader scrolls one way only."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide, f"{page.url} is wider than the screen"


def test_pages_are_accessible_and_valid(live_server, page, cast, assert_valid_html) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)

    for name in (*PAGES, *OWN):
        response = page.goto(live_server.url + path_of(name, cast))
        assert response.status == 200
        assert_valid_html(response.text())
        assert_accessible(page)
        assert_narrow(page)


def test_refused_forms_are_accessible_and_lead_to_their_fields(live_server, page, cast) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(live_server.url + path_of("facts", cast))
    page.fill("#id_name", "")
    page.fill("#id_website_url", "http://produit.example")
    page.click(".team-form button")
    page.wait_for_selector("#errors")

    assert_accessible(page)
    assert_narrow(page)
    page.click("#errors a[href='#id_website_url']")
    assert page.evaluate("document.activeElement.id") == "id_website_url"
    assert page.input_value("#id_website_url") == "http://produit.example"


def test_a_conflict_is_accessible(live_server, page, cast) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(live_server.url + path_of("facts", cast))
    page.fill("#id_mission", "La mienne.")
    edit_startup(
        startup=Startup.objects.get(pk=cast.ours.pk),
        values={"mission": "La leur."},
        ties={},
        on=clock.today(),
        actor=cast.users["editor"],
        reason="",
    )
    page.click(".team-form button")
    page.wait_for_selector("#conflict")

    assert_accessible(page)
    assert_narrow(page)
    assert page.input_value("#id_mission") == "La mienne."
    assert "La leur." in page.inner_text(".team-theirs")


def test_the_page_of_consent_is_accessible(live_server, page, cast, assert_valid_html) -> None:
    request = ask_consent(
        person=person(cast.users["member"]),
        startup=cast.ours,
        on=clock.today(),
        actor=cast.users["editor"],
    )
    response = page.goto(live_server.url + reverse("consent", args=(consent_token(request),)))

    assert_valid_html(response.text())
    assert_accessible(page)
    page.click("button[value=yes]")
    page.wait_for_selector(".team-message")
    assert_accessible(page)
    assert person(cast.users["member"]).consent_given_on == clock.today()


def test_who_has_no_right_is_told_so_accessibly(live_server, page, cast) -> None:
    sign_in(page, cast.users["nobody"], live_server.url)

    page.goto(live_server.url + path_of("landing", cast))
    assert_accessible(page)
    assert page.goto(live_server.url + path_of("dashboard", cast)).status == 403
    assert_accessible(page)
    assert_narrow(page)


def test_facts_are_recorded_by_keyboard_without_scripts(live_server, browser, cast) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    page = context.new_page()
    sign_in(page, cast.users["editor"], live_server.url)
    page.goto(live_server.url + path_of("facts", cast))

    page.focus("#id_mission")
    page.keyboard.type("Au clavier.")
    page.focus("#id_reason")
    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + path_of("dashboard", cast))

    assert Startup.objects.get(pk=cast.ours.pk).mission == "Au clavier."
    context.close()
