"""The dossier of a review in a real browser: nothing typed is lost, whatever happens."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from startups.registry.models import Role
from startups.reviews.enums import AnswerState, DossierItem, ReviewState
from startups.reviews.models import Review, TargetVerdict
from startups.reviews.services.dossiers import begin_preparation, save_answer
from tests import clock
from tests.access.cast import Cast, CastAsOf
from tests.factories import make_review, make_role
from tests.startups.reviews.dossiers.making import (
    answer_of,
    complete,
    make_figures,
    make_past_review,
)

from .helpers import assert_accessible, sign_in
from .test_space import assert_narrow

# The server shares the database of the test only if it starts after it is there.
pytestmark = pytest.mark.usefixtures("django_db_setup")

RISKS = "#item-risks-value"
SAVED = "[data-said=saved]"
TEXT = "Un fournisseur unique, et un agent qui part."


@pytest.fixture
def today(transactional_db: None) -> date:
    return clock.today()


@pytest.fixture
def cast(today: date, cast_as_of: CastAsOf) -> Cast:
    made = cast_as_of(today=today)
    make_role(Role.INTRAPRENEUR)
    Role.objects.update(official=True)
    return made


@pytest.fixture
def review(cast: Cast, today: date) -> Review:
    make_past_review(cast.ours, on=today - timedelta(days=150))
    make_figures(cast.ours, (today - timedelta(days=200), 500), (today, 620))
    planned = make_review(cast.ours, ReviewState.PLANNED, due=today + timedelta(days=30))
    begin_preparation(review=planned, on=today, actor=cast.users["editor"])
    return Review.objects.select_related("startup").get(pk=planned.pk)


@pytest.fixture
def address(live_server: Any, cast: Cast) -> Callable[..., str]:
    def of(name: str, **keys: Any) -> str:
        path = reverse(f"team_reviews:{name}", kwargs={"slug": cast.ours.slug, **keys})
        return f"{live_server.url}{path}"

    return of


def recorded(page: Page) -> None:
    """Waits until everything that was typed is recorded."""
    page.wait_for_selector(SAVED)


def test_pages_are_accessible_valid_and_narrow(
    live_server, page, cast, review, address, assert_valid_html
) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    pages = ("index", "dossier", "submit", "document_add")

    for there in (*map(address, pages), address("read", review=review.pk)):
        response = page.goto(there)
        assert response.status == 200
        assert_valid_html(response.text())
        assert_accessible(page)
        assert_narrow(page)


def test_a_complete_dossier_is_accessible(
    live_server, page, cast, review, address, today, assert_valid_html
) -> None:
    complete(review, actor=cast.users["editor"], on=today)
    sign_in(page, cast.users["intrapreneur"], live_server.url)

    for there in (address("submit"), address("read", review=review.pk), address("index")):
        assert_valid_html(page.goto(there).text())
        assert_accessible(page)
        assert_narrow(page)
    page.goto(address("submit"))
    page.click("form.fr-mb-4w button")
    page.wait_for_url(address("index"))
    assert_accessible(page)
    review.refresh_from_db()
    assert review.state == ReviewState.SUBMITTED


def test_errors_and_conflicts_are_accessible_without_scripts_too(
    live_server, browser, cast, review, address
) -> None:
    for width in (375, 1280):
        context = browser.new_context(
            java_script_enabled=False, viewport={"width": width, "height": 900}
        )
        page = context.new_page()
        sign_in(page, cast.users["intrapreneur"], live_server.url)
        page.goto(address("dossier"))
        page.fill("#item-granted-value", "beaucoup")
        page.fill(RISKS, TEXT)
        write(review, DossierItem.RISKS, f"Les leurs, à {width}.", cast.users["editor"])
        page.click(".review-bar button")

        assert page.input_value("#item-granted-value") == "beaucoup"
        assert page.input_value(RISKS) == TEXT
        assert f"Les leurs, à {width}." in page.inner_text("#item-risks .team-theirs")
        assert page.get_attribute("#item-granted-value", "aria-invalid") == "true"
        context.close()


def test_errors_shown_by_the_script_are_accessible(
    live_server, page, cast, review, address
) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    page.fill("#item-granted-value", "beaucoup")
    page.wait_for_selector("#item-granted .fr-error-text")
    assert_accessible(page)

    page.click(".review-bar button")
    page.wait_for_selector("#errors")
    assert_accessible(page)
    assert_narrow(page)
    page.click("#errors a")
    assert page.evaluate("document.activeElement.id") == "item-granted"


def test_it_is_recorded_as_it_is_typed(live_server, page, cast, review, address) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    left = int(page.inner_text("#todo-count"))
    verdict = TargetVerdict.objects.filter(review=review).first()

    page.fill(RISKS, TEXT)
    page.check(f"#verdict-{verdict.pk}-verdict-met", force=True)
    page.click("#item-learnt [data-act=confirm] button")
    page.click("#item-spent [data-act=unknown] button")
    recorded(page)

    assert answer_of(review, DossierItem.RISKS).value == TEXT
    assert answer_of(review, DossierItem.LEARNT).state == AnswerState.CONFIRMED
    assert answer_of(review, DossierItem.SPENT).state == AnswerState.UNKNOWN
    assert page.input_value("#item-spent-value") == ""
    verdict.refresh_from_db()
    assert verdict.verdict == "met"
    assert int(page.inner_text("#todo-count")) == left - 3 + 1  # the target that is met, again
    assert_accessible(page)


def test_what_a_button_took_away_can_be_put_back(
    live_server, page_at, cast, review, address
) -> None:
    page = page_at(375)
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    text = page.input_value("#item-learnt-value")

    page.click("#item-learnt [data-act=unknown] button")
    page.click("#item-learnt [data-notice] button")
    page.click("[value='drop:2']")
    page.click("#targets > [data-notice] button")
    recorded(page)

    assert page.input_value("#item-learnt-value") == text
    assert answer_of(review, DossierItem.LEARNT).value == text
    wordings = [row.wording for row in review.dossier.proposed_targets.all()]
    assert wordings == ["Objectif 1", "Objectif 2"]


def test_a_section_is_confirmed_and_a_target_taken_away(
    live_server, page, cast, review, address
) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))

    page.click("[value='section:means']")
    page.click("[value='drop:1']")
    recorded(page)

    states = {row.item: row.state for row in review.dossier.answers.all()}
    confirmed = {item for item, state in states.items() if state == AnswerState.CONFIRMED}
    assert confirmed == {"team", "granted", "committed", "spent"}
    assert [row.wording for row in review.dossier.proposed_targets.all()] == ["Objectif 2"]


def test_what_is_typed_without_connection_is_recorded_when_it_is_back(
    live_server, page, cast, review, address
) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    recorded(page)

    page.context.set_offline(True)
    page.fill(RISKS, TEXT)
    page.wait_for_selector("[data-said=offline]")
    page.click(".review-bar button")  # nothing is sent into the void
    assert page.input_value(RISKS) == TEXT
    assert answer_of(review, DossierItem.RISKS).version == 0

    page.context.set_offline(False)
    recorded(page)
    assert answer_of(review, DossierItem.RISKS).value == TEXT


def test_what_is_typed_without_connection_outlives_the_page(
    live_server, page, cast, review, address
) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    page.locator(".review-more summary").first.click()
    page.context.set_offline(True)
    page.fill(RISKS, TEXT)
    page.fill("#targets-3-wording", "Un objectif de plus")
    page.wait_for_selector("[data-said=offline]")
    page.goto("about:blank")
    assert answer_of(review, DossierItem.RISKS).version == 0

    page.context.set_offline(False)
    page.goto(address("dossier"))
    assert page.input_value(RISKS) == TEXT
    recorded(page)

    assert answer_of(review, DossierItem.RISKS).value == TEXT
    wordings = [row.wording for row in review.dossier.proposed_targets.all()]
    assert wordings == ["Objectif 1", "Objectif 2", "Un objectif de plus"]


def test_what_is_typed_after_the_session_ended_is_recorded_after_signing_in(
    live_server, page, cast, review, address
) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    recorded(page)

    Session.objects.all().delete()
    page.fill(RISKS, TEXT)
    page.wait_for_selector("[data-said=signed_out]")
    assert_accessible(page)
    assert answer_of(review, DossierItem.RISKS).version == 0

    page.click("#autosave-status a")
    assert "/connexion/" in page.url
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    recorded(page)
    assert page.input_value(RISKS) == TEXT
    assert answer_of(review, DossierItem.RISKS).value == TEXT


def test_signing_in_again_elsewhere_is_enough(live_server, page_at, cast, review, address) -> None:
    page = page_at()
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    recorded(page)
    Session.objects.all().delete()
    page.fill(RISKS, TEXT)
    page.wait_for_selector("[data-said=signed_out]")

    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    recorded(page)

    assert answer_of(review, DossierItem.RISKS).value == TEXT


def write(review: Review, item: str, text: str, actor: Any) -> None:
    """Somebody else writes meanwhile."""
    answer = answer_of(review, item)
    save_answer(
        answer=answer,
        state=AnswerState.CORRECTED,
        value=text,
        seen_version=answer.version,
        on=clock.today(),
        actor=actor,
    )


@pytest.mark.parametrize(("choice", "kept"), [(0, "Les leurs."), (1, TEXT)])
def test_two_who_type_at_once_are_told_and_choose(
    live_server, page_at, cast, review, address, choice, kept
) -> None:
    page = page_at(375)
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    recorded(page)
    write(review, DossierItem.RISKS, "Les leurs.", cast.users["editor"])

    page.fill(RISKS, TEXT)
    notice = page.locator("#item-risks [data-notice]")
    expect(notice).to_contain_text("Les leurs.")
    expect(notice).to_contain_text(str(cast.users["editor"]))
    assert_accessible(page)
    assert page.input_value(RISKS) == TEXT

    notice.locator("button").nth(choice).click()
    recorded(page)
    assert page.input_value(RISKS) == kept
    assert answer_of(review, DossierItem.RISKS).value == kept


def test_what_others_write_is_shown_where_nothing_is_typed(
    live_server, page_at, cast, review, address
) -> None:
    page = page_at()
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    recorded(page)
    write(review, DossierItem.RISKS, "Les leurs.", cast.users["editor"])

    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(page.locator("#item-risks [data-notice]")).to_contain_text(str(cast.users["editor"]))
    assert page.input_value(RISKS) == "Les leurs."


def test_without_scripts_it_is_recorded_and_outlives_the_session(
    live_server, browser, cast, review, address
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    page = context.new_page()
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address("dossier"))
    page.focus("#item-ask_months-value")
    page.keyboard.press("Control+A")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.wait_for_selector(".fr-alert")
    assert answer_of(review, DossierItem.ASK_MONTHS).value == "5"

    page.fill(RISKS, TEXT)
    Session.objects.all().delete()
    page.click(".review-bar button")
    assert "/connexion/" in page.url
    session = next(row for row in context.cookies() if row["name"] == settings.SESSION_COOKIE_NAME)[
        "value"
    ]
    sign_in_again(session, cast.users["intrapreneur"], page, live_server.url)
    page.goto(address("dossier"))
    assert page.input_value(RISKS) == TEXT
    page.click(".review-bar button")
    page.wait_for_selector(".fr-alert--success")
    assert answer_of(review, DossierItem.RISKS).value == TEXT
    context.close()


def sign_in_again(session: str, user: Any, page: Page, address: str) -> None:
    """Signs in within the session that the browser has, as the page of sign-in does."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}]
    )
