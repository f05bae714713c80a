"""What the staff does: the manager invites and returns, a member of the committee doubts."""

from playwright.sync_api import Page, expect

from .pages import follow, is_told, press
from .said import COMMENT, FACT, INDICATOR, OPINION, RISKS
from .scene import INTRAPRENEUR, HalfYear


def invite(year: HalfYear) -> None:
    """The manager puts somebody in the team, and has a mail sent to them."""
    page = year.manager
    page.goto(f"{year.space}equipe/")
    follow(page, "Add a member")
    page.fill("#id_name", "Zoé Martin")
    page.fill("#id_email", INTRAPRENEUR)
    page.select_option("#id_role", label="Intraprenariat")
    page.select_option("#id_employment", index=1)
    press(page, "Add")
    press(page, "Invite to make an account")
    expect(page.locator(".team-message")).to_contain_text("Zoé Martin")


def open_the_review(page: Page, year: HalfYear) -> None:
    """From the desk, as it stands today."""
    page.goto(year.desk)
    follow(page, "Reviews")
    page.locator("td, th").get_by_role("link", name=year.startup.name).click()


def give_the_dossier_back(year: HalfYear) -> None:
    open_the_review(year.manager, year)
    follow(year.manager, "Return for completion")
    year.manager.fill("#id_comment", COMMENT)
    press(year.manager, "Return the dossier")
    is_told(year.manager, "The dossier is returned to the team.")


def give_an_opinion(year: HalfYear) -> None:
    """A member of the committee reads the dossier, and doubts."""
    page = year.committee
    open_the_review(page, year)
    for text in (RISKS, FACT, INDICATOR):
        expect(page.locator("main")).to_contain_text(text)
    page.select_option("#id_confidence", "fragile")
    page.fill("#id_text", OPINION)
    press(page, "Record my opinion")
    is_told(page, "Your opinion is recorded.")
    open_the_review(year.manager, year)
    expect(year.manager.locator("main")).to_contain_text(OPINION)
