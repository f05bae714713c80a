"""A whole half-year, in one run: from the invitation of an intrapreneur to the next review.

Each acts in a browser of their own, signed in as anybody is, and only through the pages.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.formats import date_format
from django.utils.translation import override
from icalendar import Calendar
from playwright.sync_api import Page, expect

from startups.calendar import add_months
from startups.enums.reviews import DecisionKind, ReviewState, SessionState
from startups.models import CommitteeSession, Funding, Review
from tests.e2e.accounts import as_in_production
from tests.e2e.half_year import (
    FIELDS_TYPED,
    INTRAPRENEUR,
    NOTE_WHAT_IS_TYPED,
    HalfYear,
    begin,
    follow,
    is_told,
    letters_to,
    link_in,
    named,
    press,
    sign_in_staff,
    words,
)
from tests.e2e.test_approval import press as press_in_editor

FIELDS_AT_MOST = 12
PAGE = "Le Passe ouvre les portes."
COMMENT = "Chiffrez les risques."
RISKS = "Le fournisseur part en mars : 40 000 euros."
OPINION = "Belle équipe, marché étroit."
PUBLIC_REASONS = "Les usages progressent dans deux départements."
PRIVATE_REASONS = "Le sponsor hésite."
CONDITION = "Signer la convention avec le sponsor"
TARGET = "Objectif 1"
MORE_TARGET = "Objectif 2"
AMOUNT = Decimal("120000.00")
SAVED = "[data-said=saved]"


@pytest.fixture
def site(transactional_db: None, live_server: Any, settings: Any) -> str:
    return as_in_production(live_server, settings)


def test_a_half_year(site: str, page_at: Callable[..., Page]) -> None:
    year = begin(site, page_at)
    sign_in_staff(year)

    invite(year)
    accept(year)
    write_the_page(year)
    enter_figures(year)
    begin_the_dossier(year)
    fields = fill_in_the_dossier(year.team)
    assert 0 < len(fields) <= FIELDS_AT_MOST, fields
    submit_the_dossier(year.team)
    give_the_dossier_back(year)
    complete_the_dossier(year)
    give_an_opinion(year)
    call_a_session(year)
    record_who_is_there(year)
    sign_the_decision(year)
    close_the_session(year)

    the_public_reads_it(year)
    the_team_is_told(year)
    the_calendar_goes_on(year)
    all_is_recorded_once(year)


@pytest.mark.parametrize("targets", [1, 5])
def test_an_unchanged_dossier_takes_few_fields(
    site: str, page_at: Callable[..., Page], targets: int
) -> None:
    year = begin(site, page_at, targets=targets)
    sign_in_staff(year)
    invite(year)
    accept(year)
    begin_the_dossier(year)

    fields = fill_in_the_dossier(year.team)

    assert len(fields) == 2 * targets + 2 <= FIELDS_AT_MOST
    submit_the_dossier(year.team)


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
    expect(page.locator(".space-message")).to_contain_text("Zoé Martin")


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
    """The team writes a draft, the manager approves it, and then only the public reads it."""
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
    page.fill("#id_wording", "Passages par mois")
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
    expect(page.locator("#item-done-value")).to_have_value("Ouvrir dans dix départements.")


def fill_in_the_dossier(page: Page) -> list[str]:
    """Confirms what is known, and types only what is left; gives the names of what was typed."""
    page.wait_for_selector(SAVED)
    page.evaluate(NOTE_WHAT_IS_TYPED)
    confirm_what_is_known(page)
    for verdict in page.locator("[data-unit^=verdict-]").all():
        verdict.locator("label[for$=-verdict-partly]").click()
        verdict.locator("textarea").fill("700 usagers, comptés le 30 avril.")
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
    for button in page.locator("[data-act=confirm]:not([hidden]) button").all():
        button.click()
    page.wait_for_selector(SAVED)


def submit_the_dossier(page: Page) -> None:
    press(page, "Save, then check and submit")
    press(page, "Submit the dossier")
    is_told(page, "The dossier is submitted: the incubator has the ball.")


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


def give_an_opinion(year: HalfYear) -> None:
    """A member of the committee reads the dossier, and doubts."""
    page = year.committee
    open_the_review(page, year)
    expect(page.locator("main")).to_contain_text(RISKS)
    page.select_option("#id_confidence", "fragile")
    page.fill("#id_text", OPINION)
    press(page, "Record my opinion")
    is_told(page, "Your opinion is recorded.")
    open_the_review(year.manager, year)
    expect(year.manager.locator("main")).to_contain_text(OPINION)


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
    page = year.manager
    follow(page, "Hold the session")
    page.get_by_text("Committee", exact=True).click()
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
        expect(page.locator(".desk-follows")).to_contain_text(line)
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
    yield said(next_due(year), "j F Y")


def next_due(year: HalfYear) -> Any:
    return add_months(year.today, 6)


def said(day: Any, form: str) -> str:
    """A day as the pages say it."""
    with override("fr"):
        return date_format(day, form)


def close_the_session(year: HalfYear) -> None:
    """Its minutes say what was decided, and who was there."""
    page = year.manager
    follow(page, "Close the session")
    page.fill("#id_note", "Séance levée à midi.")
    press(page, "Close the session")
    minutes = page.locator("main")
    expect(page.locator("h1")).to_contain_text(words("Minutes"))
    for text in (PUBLIC_REASONS, PRIVATE_REASONS, CONDITION, TARGET, "Séance levée à midi."):
        expect(minutes).to_contain_text(text)
    expect(minutes.locator("tr", has_text="Committee")).to_contain_text(words("present"))


def the_public_reads_it(year: HalfYear) -> None:
    """The reasons that are published, the target and the month of the next review; no more."""
    page = year.anybody
    page.goto(year.public)
    going = page.locator("section[aria-labelledby=going]")
    for text in (PUBLIC_REASONS, TARGET, said(next_due(year), "F Y")):
        expect(going).to_contain_text(text)
    expect(page.locator("#targets + ul")).not_to_contain_text(MORE_TARGET)
    for text in (PRIVATE_REASONS, OPINION, COMMENT, RISKS, CONDITION):
        assert text not in page.content()


def the_team_is_told(year: HalfYear) -> None:
    """By mail, at each turn; never of what is not theirs to know."""
    received = [letter.body for letter in letters_to(INTRAPRENEUR)]
    told = (COMMENT, PUBLIC_REASONS, TARGET, CONDITION, said(next_due(year), "j F Y"))
    for text in told:
        assert [body for body in received if text in body], text
    assert not [body for body in received if PRIVATE_REASONS in body or OPINION in body]
    assert len([body for body in received if PUBLIC_REASONS in body]) == 1


def the_calendar_goes_on(year: HalfYear) -> None:
    """That of the manager holds the session and the next review."""
    page = year.manager
    page.goto(f"{year.url}/calendrier/")
    press(page, "Make my address")
    address = page.input_value("#calendar-address")
    events = Calendar.from_ical(year.anybody.request.get(address).body()).walk("VEVENT")
    days = {str(event["UID"]).split("-")[0]: event.decoded("DTSTART") for event in events}
    assert days == {"session": year.today, "review": next_due(year)}


def all_is_recorded_once(year: HalfYear) -> None:
    """One decision, one funding, one review to come, a session that was held."""
    rows = Review.objects.filter(startup=year.startup)
    assert rows.get(state=ReviewState.PLANNED).due_on == next_due(year)
    decided = rows.filter(state=ReviewState.DECIDED).latest("decided_on")
    assert decided.decision.kind == DecisionKind.CONTINUE
    assert [target.wording for target in decided.decision.targets.all()] == [TARGET]
    funding = Funding.objects.get()
    assert (funding.decision, funding.amount) == (decided.decision, AMOUNT)
    assert CommitteeSession.objects.get().state == SessionState.HELD
    year.team.goto(f"{year.space}revue/")
    expect(year.team.locator("main")).to_contain_text(said(next_due(year), "j F Y"))
    expect(named(year.team, "button", "Begin the dossier")).to_be_visible()
