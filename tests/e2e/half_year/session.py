"""The session of the committee: it is called, held, decides, and is closed."""

from collections.abc import Iterator
from datetime import timedelta

from playwright.sync_api import Page, expect

from startups.money.models import Funding

from .pages import follow, is_told, press, said, words
from .said import CONDITION, PRIVATE_REASONS, PUBLIC_REASONS, TARGET
from .scene import HalfYear


def call_a_session(year: HalfYear) -> None:
    """For today, with the dossier on its agenda."""
    page = year.manager
    follow(page, "Committee sessions")
    follow(page, "Call a session")
    page.fill("#id_date", str(year.today))
    page.fill("#id_place", "Salle 3")
    press(page, "Call the session")
    follow(page, "Put reviews on the agenda")
    press(page, "Put on the agenda")
    expect(page.locator(".session-item__title")).to_have_text(f"1. {year.startup.name}")


def record_who_is_there(year: HalfYear) -> None:
    """The member of the committee; the manager, who writes, is not one who decides."""
    page = year.manager
    follow(page, "Hold the session")
    page.locator("label", has_text="Committee").click()
    press(page, "Record the presence")
    is_told(page, "The presence is recorded.")


def sign_the_decision(year: HalfYear) -> None:
    """In the session: it is written, what follows is read, it is signed, the session goes on."""
    page = year.manager
    page.get_by_role("link", name=f"1. {year.startup.name}").click()
    item = page.url
    follow(page, "Record the decision")
    write_the_decision(page, year)
    press(page, "See what will follow")
    for line in what_follows(year):
        expect(page.locator(".staff-follows")).to_contain_text(line)
    assert not Funding.objects.exists()

    press(page, "Sign the decision")
    expect(page).to_have_url(item)
    expect(page.locator("main")).to_contain_text(PUBLIC_REASONS)


def write_the_decision(page: Page, year: HalfYear) -> None:
    """To go on, with money, one of the two targets that the team proposes, and a condition."""
    page.click("label[for=id_kind_0]")
    page.fill("#id_public_reasons", PUBLIC_REASONS)
    page.fill("#id_private_reasons", PRIVATE_REASONS)
    page.fill("#id_amount", "120 000")
    for field in page.locator("[name^=target-1-]").all():
        field.fill("")
    page.fill("[name=condition-0-wording]", CONDITION)
    page.fill("[name=condition-0-due_on]", str(year.today + timedelta(days=60)))


def what_follows(year: HalfYear) -> Iterator[str]:
    """What the manager reads before the signature."""
    yield words("The phase stays as it is.")
    yield "120 000,00 €"
    yield words("Targets frozen until the next review: %(count)s.") % {"count": 1}
    yield words("Conditions to be followed up: %(count)s.") % {"count": 1}
    yield said(year.next_due, "j F Y")


def close_the_session(year: HalfYear) -> None:
    """Its minutes say what was decided, and who was there."""
    page = year.manager
    follow(page, "Close the session")
    page.fill("#id_note", "Séance levée à midi.")
    press(page, "Close the session")
    minutes = page.locator("main")
    expect(page.locator("h1")).to_contain_text(words("Minutes of the session"))
    for text in (PUBLIC_REASONS, PRIVATE_REASONS, CONDITION, TARGET, "Séance levée à midi."):
        expect(minutes).to_contain_text(text)
    present, absent = words("present,absent").split(",")
    expect(minutes.locator("tr", has_text="Committee")).to_contain_text(present)
    expect(minutes.locator("tr", has_text="Manager")).to_contain_text(absent)
