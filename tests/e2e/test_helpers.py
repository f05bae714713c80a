"""The helpers of the journeys see what is wrong: else every journey would pass for nothing."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect
from wagtail.models import Page as WagtailPage

from .helpers import assert_accessible, is_elsewhere, sign_in, watch

GOOD = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Bon</title></head>
<body><main><h1>Bonjour</h1><p>Une page.</p></main></body></html>"""
BAD = GOOD.replace("<p>", '<img src="data:,"><p id="a"></p><p id="a">')


def test_accessible_page_passes(page):
    page.set_content(GOOD)

    assert_accessible(page)


def test_inaccessible_page_fails_with_a_readable_list(page):
    page.set_content(BAD)

    with pytest.raises(pytest.fail.Exception, match=r"- image-alt \(critical\): .*\n    img: <img"):
        assert_accessible(page)


def test_valid_html_passes(assert_valid_html):
    assert_valid_html(GOOD)


def test_invalid_html_fails_with_a_readable_list(assert_valid_html):
    with pytest.raises(pytest.fail.Exception, match=r"- line 3: Duplicate ID “a”"):
        assert_valid_html(BAD.encode())


def test_page_is_as_wide_as_asked(page_at):
    assert page_at(375).evaluate("window.innerWidth") == 375


@pytest.mark.parametrize(
    ("url", "elsewhere"),
    [
        ("http://localhost:8000/static/a.css", False),
        ("http://127.0.0.1:1234/", False),
        ("data:image/png;base64,", False),
        ("https://example.org/a.js", True),
    ],
)
def test_requests_to_other_hosts_are_told_apart(url, elsewhere):
    assert is_elsewhere(url) is elsewhere


@pytest.mark.parametrize("time", ["first", "second"])
def test_live_server_keeps_the_root_page_and_knows_who_signed_in(page_at, live_server, time):
    user = get_user_model().objects.create_superuser("ada@example.org", "secret")
    page = page_at()

    sign_in(page, user, live_server.url)
    page.goto(f"{live_server.url}/admin/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert WagtailPage.objects.filter(depth=1).count() == 1


def test_what_a_page_does_wrong_is_reported(browser):
    reports: list[str] = []
    page = browser.new_page()
    watch(page, reports.append)

    page.set_content(
        """<meta http-equiv="Content-Security-Policy" content="style-src 'none'">
        <style>p { color: red }</style>
        <script>throw new Error("broken")</script>
        <img src="https://elsewhere.invalid/a.png">"""
    )
    page.close()

    kinds = ["Content Security Policy", "script error: broken", "request to another host"]
    assert sorted(kind for kind in kinds for report in reports if kind in report) == sorted(kinds)
