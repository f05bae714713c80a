"""What became of it: on the public page, in the mails, in the calendar, in the record."""

from django.core import mail
from icalendar import Calendar
from playwright.sync_api import expect

from startups.money.models import Funding
from startups.reviews.enums import DecisionKind, ReviewState
from startups.reviews.models import Review
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import CommitteeSession

from .pages import letters_to, named, press, said, words
from .said import (
    AMOUNT,
    COMMENT,
    CONDITION,
    FACT,
    OPINION,
    PRIVATE_REASONS,
    PUBLIC_REASONS,
    RISKS,
    TARGET,
)
from .scene import INTRAPRENEUR, HalfYear


def the_public_reads_it(year: HalfYear) -> None:
    """The reasons that are published, the target and the month of the next review; no more."""
    page = year.anybody
    page.goto(year.public)
    going = page.locator("section[aria-labelledby=going]")
    for text in (PUBLIC_REASONS, said(year.next_due, "F Y"), words("Partly met"), FACT):
        expect(going).to_contain_text(text)
    expect(going.locator("#targets + ul .target__wording")).to_have_text([TARGET])
    for text in (PRIVATE_REASONS, OPINION, COMMENT, RISKS):
        assert text not in page.content()


def the_team_is_told(year: HalfYear) -> None:
    """By mail: what to complete, then what was decided, once; never what is not theirs to know."""
    received = [letter.body for letter in letters_to(INTRAPRENEUR)]
    assert len([body for body in received if COMMENT in body]) == 1
    (decision,) = [body for body in received if PUBLIC_REASONS in body]
    for text in (TARGET, CONDITION, said(year.next_due, "j F Y")):
        assert text in decision
    for secret in (PRIVATE_REASONS, OPINION):
        assert not [letter for letter in mail.outbox if secret in letter.body]


def the_calendar_goes_on(year: HalfYear) -> None:
    """That of the manager holds the session and the next review."""
    page = year.manager
    page.goto(f"{year.url}/calendrier/")
    press(page, "Make my address")
    address = page.input_value("#calendar-address")
    events = Calendar.from_ical(year.anybody.request.get(address).body()).walk("VEVENT")
    days = [(str(event["UID"]).split("-")[0], event.decoded("DTSTART")) for event in events]
    assert sorted(days) == [("review", year.next_due), ("session", year.today)]


def all_is_recorded_once(year: HalfYear) -> None:
    """One decision, one funding, one review to come, a session that was held."""
    rows = Review.objects.filter(startup=year.startup)
    assert rows.get(state=ReviewState.PLANNED).due_on == year.next_due
    decided = rows.filter(state=ReviewState.DECIDED).latest("decided_on")
    assert decided.decision.kind == DecisionKind.CONTINUE
    assert [target.wording for target in decided.decision.targets.all()] == [TARGET]
    funding = Funding.objects.get()
    assert (funding.decision, funding.amount) == (decided.decision, AMOUNT)
    assert CommitteeSession.objects.get().state == SessionState.HELD
    year.team.goto(f"{year.space}revue/")
    expect(year.team.locator("main")).to_contain_text(said(year.next_due, "j F Y"))
    expect(named(year.team, "button", "Begin the dossier")).to_be_visible()
