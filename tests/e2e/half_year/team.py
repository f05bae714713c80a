"""What the team does: its account, its page, its figures, its dossier."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.e2e.test_approval import press as press_in_editor

from .pages import follow, is_told, letters_to, link_in, press
from .said import COMMENT, FACT, INDICATOR, PAGE, RISKS
from .scene import INTRAPRENEUR, HalfYear

SAVED = "[data-said=saved]"
FIELDS_TYPED = "[...window.typed]"
NOTE_WHAT_IS_TYPED = """() => {
    window.typed = new Set();
    document.addEventListener("input", (event) => window.typed.add(event.target.name));
}"""


def accept(year: HalfYear) -> None:
    """Who was invited makes an account, and arrives in the space of the startup."""
    page = year.team
    page.goto(link_in(letters_to(INTRAPRENEUR)[-1]))
    page.fill("#id_first_name", "Zoé")
    page.fill("#id_last_name", "Martin")
    page.fill("#id_new_password1", "une phrase bien longue")
    page.fill("#id_new_password2", "une phrase bien longue")
    press(page, "Accept")
    expect(page).to_have_url(year.space)


def write_the_page(year: HalfYear) -> None:
    """The team writes a draft, the manager approves it, and only then the public reads it."""
    follow(year.team, "Edit its text and picture")
    year.team.locator("textarea[name=body]").fill(PAGE)
    editor = year.team.url
    press_in_editor(year.team, "action-submit")
    year.anybody.goto(year.public)
    expect(year.anybody.locator("main")).not_to_contain_text(PAGE)

    year.manager.goto(editor)
    expect(year.manager.locator("textarea[name=body]")).to_have_value(PAGE)
    press_in_editor(year.manager, "approve")
    year.anybody.goto(year.public)
    expect(year.anybody.locator("main")).to_contain_text(PAGE)


def enter_figures(year: HalfYear) -> None:
    """The team says what it measures, and how much it was."""
    page = year.team
    page.goto(year.space)
    follow(page, "Figures")
    follow(page, "Add an indicator")
    page.fill("#id_wording", INDICATOR)
    page.fill("#id_unit", "passages")
    page.select_option("#id_level", "used")
    page.click("label[for=id_public]")
    press(page, "Save")
    follow(page, "Add a figure")
    page.fill("#id_date", str(year.today - timedelta(days=1)))
    page.fill("#id_value", "1 234")
    page.fill("#id_source", "Journal des portes")
    press(page, "Save")
    is_told(page, "The figure is recorded.")


def begin_the_dossier(year: HalfYear) -> None:
    """What is known is in the dossier already."""
    page = year.team
    page.goto(year.space)
    follow(page, "Six-month review")
    press(page, "Begin the dossier")
    expect(page.locator("#item-learnt-value")).to_have_value("Les agents saisissent le soir.")
    expect(page.locator("#item-learnt [data-origin]")).not_to_be_empty()
    expect(page.locator("#item-done-value")).to_have_value("Ouvrir dans dix départements.")


def fill_in_the_dossier(page: Page) -> list[str]:
    """Confirms what is known, and types only what is left; gives the names of what was typed."""
    page.wait_for_selector(SAVED)
    page.evaluate(NOTE_WHAT_IS_TYPED)
    confirm_what_is_known(page)
    for verdict in page.locator("[data-unit^=verdict-]").all():
        verdict.locator("label[for$=-verdict-partly]").click()
        verdict.locator("textarea").fill(FACT)
    page.fill("#item-strategy-value", "Ouvrir dans vingt départements.")
    page.click("label[for=item-confidence-value-on_track]")
    expect(page.locator("#todo-count")).to_have_text("0")
    page.wait_for_selector(SAVED)
    return page.evaluate(FIELDS_TYPED)


def confirm_what_is_known(page: Page) -> None:
    """Presses the buttons that say that what is filled in holds still."""
    for section in page.locator("[data-section]").all():
        section.click()
    page.wait_for_selector(SAVED)
    expect(page.locator("[data-act=confirm]:not([hidden])")).to_have_count(0)


def submit_the_dossier(page: Page) -> None:
    press(page, "Save, then check and submit")
    press(page, "Submit the dossier")
    is_told(page, "The dossier is submitted: the incubator has the ball.")


def complete_the_dossier(year: HalfYear) -> None:
    """The team reads what it is asked, and writes that alone."""
    page = year.team
    page.goto(year.space)
    expect(page.locator("main")).to_contain_text(COMMENT)
    follow(page, "Six-month review")
    follow(page, "Fill in the dossier")
    page.fill("#item-risks-value", RISKS)
    page.wait_for_selector(SAVED)
    submit_the_dossier(page)
