"""What anybody does on a page, and what they read on it."""

import re
from datetime import date
from typing import Any

from django.core import mail
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect


def words(msgid: str) -> str:
    """What the pages say in French for ``msgid``."""
    with override("fr"):
        return gettext(msgid)


def said(day: date, form: str) -> str:
    """A day as the pages say it."""
    with override("fr"):
        return date_format(day, form)


def named(page: Page, role: Any, msgid: str) -> Locator:
    """The link or the button whose name begins with these words; the first, if it is repeated."""
    return page.get_by_role(role, name=re.compile(f"^{re.escape(words(msgid))}")).first


def press(page: Page, msgid: str) -> None:
    named(page, "button", msgid).click()


def follow(page: Page, msgid: str) -> None:
    named(page, "link", msgid).click()


def is_told(page: Page, msgid: str) -> None:
    """Fails unless the page says so at its top."""
    expect(page.locator(".team-message").first).to_contain_text(words(msgid))


def letters_to(address: str) -> list[Any]:
    """The mails that an address received, the last one at the end."""
    return [letter for letter in mail.outbox if letter.to == [address]]


def link_in(letter: Any) -> str:
    found = re.search(r"http\S+", letter.body)
    assert found, letter.body
    return found[0]
