"""Every page about accounts: accessible and valid, errors shown, narrow and wide."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from incubator.accounts.services import invitations
from tests import clock

from .accounts import EMAIL, EN, PASSWORD, as_in_production, make_admin
from .helpers import assert_accessible, sign_in


@pytest.fixture
def site(transactional_db: None, live_server: Any, settings: Any) -> str:
    return as_in_production(live_server, settings)


@pytest.fixture
def admin(site: str) -> Any:
    return make_admin()


def check(page: Page, validate: Callable[[str | bytes], None], address: str) -> None:
    response = page.goto(address)
    assert response is not None
    assert_looks_right(page)
    validate(response.text())


def assert_looks_right(page: Page) -> None:
    assert_accessible(page)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than the screen"


def send_empty(page: Page, button: str) -> None:
    """Send the form of the page with nothing in it, and look at the errors."""
    page.locator("main").get_by_role("button", name=button, exact=True).first.click()
    expect(page.locator("main [aria-invalid=true]").first).to_be_visible()
    expect(page).to_have_title(re.compile("Error|Erreur"))
    assert_looks_right(page)


@pytest.mark.parametrize("width", [375, 1280])
def test_pages_before_signing_in_are_accessible_with_their_errors(
    site: str,
    admin: Any,
    page_at: Callable[..., Page],
    assert_valid_html: Callable[[str | bytes], None],
    width: int,
) -> None:
    page = page_at(width)
    for path, button in (
        ("/connexion/", "Sign in"),
        ("/connexion/lien/", "Receive a link"),
        ("/mot-de-passe/", "Receive the link"),
        (invitation_path(admin), "Accept"),
    ):
        check(page, assert_valid_html, f"{site}{EN}{path}")
        send_empty(page, button)
    for path in (
        "/connexion/lien/envoye/",
        "/connexion/lien/any-token/",
        "/mot-de-passe/envoye/",
        "/mot-de-passe/MQ/wrong-token/",
        "/invitation/unknown/",
        "/connexion/",
    ):
        check(page, assert_valid_html, f"{site}{path}")


def invitation_path(admin: Any) -> str:
    invitations.invite(
        email="new@example.org",
        startup=None,
        inviter=admin,
        now=clock.now(),
    )
    return re.search(r"/invitation/\S+", mail.outbox[-1].body)[0]  # type: ignore[index]


@pytest.mark.parametrize("width", [375, 1280])
def test_pages_of_ones_account_are_accessible_with_their_errors(
    site: str,
    page_at: Callable[..., Page],
    assert_valid_html: Callable[[str | bytes], None],
    width: int,
) -> None:
    user = get_user_model().objects.create_user("bob@example.org", PASSWORD)
    page = page_at(width)
    page.goto(f"{site}{EN}/connexion/")
    sign_in(page, user, site)
    for path, button in (
        ("/compte/nom/", "Save"),
        ("/compte/mot-de-passe/", "Choose this password"),
        ("/compte/second-facteur/application/", "Enrol"),
    ):
        check(page, assert_valid_html, f"{site}{EN}{path}")
        send_empty(page, button)
    check(page, assert_valid_html, f"{site}{EN}/compte/second-facteur/")

    device = TOTPDevice.objects.create(user=user, name="")
    check(page, assert_valid_html, f"{site}{EN}/connexion/verification/")
    send_empty(page, "Go on")
    page.locator("#id_code").fill(f"{totp(device.bin_key):06d}")
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(f"{site}{EN}/espace/")
    for path in (
        "/compte/",
        "/compte/langue/",
        "/compte/second-facteur/codes/",
        f"/compte/second-facteur/application/{device.pk}/retirer/",
    ):
        check(page, assert_valid_html, f"{site}{EN}{path}")


def test_too_many_attempts_are_said_accessibly(
    site: str, admin: Any, page_at: Callable[..., Page]
) -> None:
    page = page_at(375)
    page.goto(f"{site}{EN}/connexion/")
    for _ in range(5):
        page.locator("#id_username").fill(EMAIL)
        page.locator("#id_password").fill("wrong")
        page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Too many attempts")
    assert_accessible(page)
