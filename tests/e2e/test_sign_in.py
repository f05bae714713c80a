"""Sign-in in a real browser: passkeys, an application, recovery codes, a provider; accessible."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, Page, expect

from incubator.accounts.services import second_factor
from tests.incubator.accounts.provider.real import CLIENT_ID, CLIENT_SECRET, running_provider

from .accounts import EMAIL, EN, PASSWORD, as_in_production, make_admin
from .helpers import assert_accessible

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(transactional_db: None, live_server: Any, settings: Any) -> str:
    return as_in_production(live_server, settings)


@pytest.fixture
def admin(site: str) -> Any:
    return make_admin()


def enter_password(page: Page, site: str, after: str = "") -> None:
    page.goto(f"{site}{EN}/connexion/{after}")
    page.locator("#id_username").fill(EMAIL)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def with_authenticator(page: Page) -> Page:
    """The page of a browser on a machine that knows passkeys."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def test_a_passkey_is_enrolled_then_signs_in_alone(
    site: str, admin: Any, page_at: Callable[..., Page]
) -> None:
    page = with_authenticator(page_at(375))
    enter_password(page, site, "?next=/en/compte/")
    expect(page).to_have_url(re.compile(f"{EN}/compte/second-facteur/"))

    page.get_by_role("button", name="Enrol a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("button", name="Make ten codes").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    assert_accessible(page)

    page.context.clear_cookies()
    page.goto(f"{site}{EN}/connexion/?next=/admin/account/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{site}/admin/account/")


def test_a_passkey_is_a_second_factor_after_a_password(
    site: str, admin: Any, page_at: Callable[..., Page]
) -> None:
    page = with_authenticator(page_at(1280))
    enter_password(page, site)
    page.get_by_role("button", name="Enrol a passkey").click()
    expect(page).to_have_url(re.compile("/codes/"))

    page.context.clear_cookies()
    enter_password(page, site, "?next=/en/compte/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second factor")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{site}{EN}/compte/")


def test_a_machine_without_the_passkey_is_told_so_and_stays_out(
    site: str, admin: Any, page_at: Callable[..., Page]
) -> None:
    page = with_authenticator(page_at(375))

    page.goto(f"{site}{EN}/connexion/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.locator("#passkey-verification-status-message")).to_contain_text("Verification")
    assert_accessible(page)
    page.goto(f"{site}/admin/")
    expect(page).to_have_url(re.compile("/connexion/"))


def test_an_application_is_enrolled_without_script(site: str, admin: Any, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    enter_password(page, site)
    page.get_by_role("link", name="Enrol an application").click()
    secret = TOTPDevice.objects.get()
    expect(page.locator(".secret")).to_have_text(second_factor.secret_text(secret))
    assert page.locator(".qr-code svg").bounding_box()["width"] >= 200  # type: ignore[index]

    page.locator("#id_code").fill(f"{totp(secret.bin_key):06d}")
    page.get_by_role("button", name="Enrol", exact=True).click()
    page.get_by_role("button", name="Make ten codes").click()
    code = page.locator(".recovery-codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")

    page.get_by_role("button", name="Sign out").click()
    enter_password(page, site, "?next=/en/compte/")
    page.locator("#id_code").fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("main")).to_contain_text("9 recovery codes left")
    context.close()


def test_a_link_by_mail_signs_in(site: str, page_at: Callable[..., Page]) -> None:
    get_user_model().objects.create_user("bob@example.org", None, first_name="Bob")
    page = page_at(375)
    page.goto(f"{site}{EN}/connexion/")

    page.locator("#link_email").fill("bob@example.org")
    page.get_by_role("button", name="Receive a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your mail")
    page.goto(re.search(r"http\S+", mail.outbox[-1].body)[0])  # type: ignore[index]
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page).to_have_url(f"{site}{EN}/espace/")
    page.goto(f"{site}{EN}/compte/")
    expect(page.locator("main")).to_contain_text("bob@example.org")


@pytest.fixture
def provider(site: str, settings: Any) -> Iterator[str]:
    person = {"email": "bob@example.org", "email_verified": True}
    with running_provider(site, {"sub-of-bob": person}) as issuer:
        settings.OIDC_ISSUER = issuer
        settings.OIDC_RP_CLIENT_ID = CLIENT_ID
        settings.OIDC_RP_CLIENT_SECRET = CLIENT_SECRET
        yield issuer


def test_a_provider_signs_in_and_out(site: str, provider: str, browser: Browser) -> None:
    get_user_model().objects.create_user("bob@example.org", None)
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site}{EN}/connexion/")
    assert_accessible(page)

    page.get_by_role("link", name="Sign in with ProConnect").click()
    expect(page).to_have_url(re.compile(f"^{provider}/"))
    page.locator("input[name=login]").fill("sub-of-bob")
    page.locator("input[name=password]").fill("any")
    page.locator("button[type=submit]").click()
    expect(page).to_have_url(f"{site}/espace/")

    page.goto(f"{site}{EN}/compte/")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile(f"^{provider}/session/end"))
    page.get_by_role("button").first.click()
    expect(page).to_have_url(f"{site}/connexion/")
    context.close()
