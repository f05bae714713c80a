"""The message of the week: to whoever chose it, and to managers."""

from datetime import date, timedelta

import pytest
from django.core import mail

from startups.core.models import Notice
from startups.core.services.notices import deliver_notices
from startups.people.enums import StaffRole
from startups.permissions import Permission, rights_of
from startups.portfolio.selectors.needs import NeedScope, needs_today
from startups.portfolio.selectors.needs.scopes import scope_of_staff
from startups.reminders.enums import Frequency
from startups.reminders.services import mails_of, send_reminders
from startups.reviews.enums import ReviewState
from tests import clock
from tests.access.cast import assign, make_user
from tests.factories import make_review
from tests.startups.staff.home.making import ON, make_manager, make_portfolio

from .making import House, choose, days, make_house, outbox, sent, silence

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 1)


@pytest.fixture
def house() -> House:
    house = make_house()
    silence(house.manager, house.member, house.editor)
    return house


def test_weekly_reminders_are_gathered_on_monday(house: House) -> None:
    choose(Frequency.WEEKLY, house.lead)
    review = make_review(house.startup, ReviewState.PLANNED, "2026-06-18")
    found = sent(days(date(2026, 4, 27), date(2026, 6, 30)))
    assert found == [
        ("2026-05-04", "lead", "week-2026-05-04"),
        ("2026-06-08", "lead", "week-2026-06-08"),
        ("2026-06-15", "lead", "week-2026-06-15"),
        ("2026-06-22", "lead", "week-2026-06-22"),
        ("2026-06-29", "lead", "week-2026-06-29"),
    ]
    told = [key for _who, key in outbox() if key.startswith("review")]
    assert told == sorted(
        f"review-{review.pk}-prepare-{code}" for code in ("45", "14", "3", "due", "late-7")
    )


def test_what_is_gathered_is_not_sent_on_its_own(house: House) -> None:
    choose(Frequency.WEEKLY, house.lead)
    make_review(house.startup, ReviewState.PLANNED, MONDAY)
    send_reminders(on=MONDAY)
    assert deliver_notices(now=clock.now()) == 1
    assert deliver_notices(now=clock.now()) == 0
    [message] = mail.outbox
    assert message.to == [house.lead.email]
    assert "Covoit" in message.body
    assert Notice.objects.filter(digested=True).count() == 1


def test_a_monday_that_was_missed_is_caught_up_and_what_began_since_waits(house: House) -> None:
    choose(Frequency.WEEKLY, house.lead)
    other = make_house("Autre", "autre-")
    silence(other.manager, other.member, other.editor, other.lead)
    early = make_review(house.startup, ReviewState.PLANNED, MONDAY)
    tuesday = MONDAY + timedelta(days=1)
    [letter] = send_reminders(on=tuesday)
    assert [row.key for row in letter.digested] == [f"review-{early.pk}-prepare-due"]
    assert sent(days(tuesday, MONDAY + timedelta(days=6))) == []
    early.due_on = tuesday - timedelta(days=14)  # its next step began on Tuesday
    early.save()
    assert sent(days(MONDAY + timedelta(days=2), MONDAY + timedelta(days=6))) == []
    [letter] = send_reminders(on=MONDAY + timedelta(days=7))
    assert [row.key for row in letter.digested] == [f"review-{early.pk}-prepare-late-14"]


def test_choosing_another_rhythm_tells_nothing_twice(house: House) -> None:
    make_review(house.startup, ReviewState.PLANNED, MONDAY)
    assert [line[2].rpartition("-")[2] for line in sent([MONDAY])] == ["due"]
    choose(Frequency.WEEKLY, house.lead)
    assert sent(days(MONDAY, MONDAY + timedelta(days=6))) == []
    assert len(sent([MONDAY + timedelta(days=7)])) == 1
    choose(Frequency.EACH, house.lead)
    assert sent(days(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))) == []


def test_managers_are_told_on_monday_everything_that_needs_them() -> None:
    manager = make_manager(make_portfolio(3))
    assert ON.weekday() == 0
    [letter] = [row for row in mails_of(on=ON) if row.key.startswith("week-")]
    assert letter.recipient == manager
    needs = dict(letter.context["needs"])
    whole = needs_today(scope=scope_of_staff(manager, on=ON), on=ON)
    assert {kind: len(rows) for kind, rows in needs.items()} == {
        kind: len(rows) for kind, rows in whole.items() if kind != "page"
    }  # the page was submitted after that Monday
    send_reminders(on=ON)
    text = Notice.objects.get(key=f"week-{ON:%Y-%m-%d}").body
    assert all(told in text for told in ("Produit 001", "/bureau/revues/", "/bureau/\n"))


def test_the_managers_message_is_written_once_a_week_and_not_to_who_wants_none() -> None:
    incubator = make_portfolio(2)
    make_manager(incubator)
    choose(Frequency.NEVER, make_manager(incubator, "sourd"))
    found = sent(days(ON, ON + timedelta(days=8)))
    weeks = [(day, who) for day, who, key in found if key.startswith("week-")]
    assert weeks == [("2026-06-15", "gerante"), ("2026-06-22", "gerante")]


def test_a_week_without_anything_is_not_told(house: House) -> None:
    choose(Frequency.EACH, house.manager)
    assert sent(days(MONDAY, MONDAY + timedelta(days=14))) == []


def test_what_begins_after_monday_waits_for_the_next_message(house: House) -> None:
    """A dossier submitted on Tuesday is told by its own mail; the week's tells it on Monday."""
    choose(Frequency.EACH, house.manager)
    tuesday = MONDAY + timedelta(days=1)
    make_review(house.startup, ReviewState.SUBMITTED, "2026-08-31", submitted_on=tuesday)
    found = sent(days(MONDAY, MONDAY + timedelta(days=7)))
    assert found == [("2026-06-08", "manager", "week-2026-06-08")]


def test_a_weekly_manager_reads_each_thing_once(house: House) -> None:
    choose(Frequency.WEEKLY, house.manager)
    review = make_review(house.startup, ReviewState.SUBMITTED, MONDAY)
    found = sent(days(date(2026, 5, 25), date(2026, 6, 8)))
    assert [line for line in found if line[1] == "manager"] == [
        ("2026-05-25", "manager", "week-2026-05-25"),
        ("2026-06-01", "manager", "week-2026-06-01"),
        ("2026-06-08", "manager", "week-2026-06-08"),
    ]
    told = [key for _who, key in outbox() if key.startswith("review")]
    assert told == [
        f"review-{review.pk}-decide-due",
        f"review-{review.pk}-decide-late-7",
    ]
    body = Notice.objects.get(key="week-2026-06-01").body
    assert body.count(f"/bureau/revues/{review.pk}/") == 1


def test_the_mail_and_the_desk_ask_the_same_of_a_manager() -> None:
    incubator = make_portfolio(3)
    manager = make_manager(incubator)
    assign(manager, make_portfolio_elsewhere(), StaffRole.COMMITTEE)
    held = rights_of(manager, on=ON)
    asked = NeedScope(
        reader=manager,
        steered=held.startups(Permission.STEER_REVIEW),
        heard=held.startups(Permission.GIVE_OPINION),
        sessions=held.incubators(Permission.READ_SESSION),
        held=held.incubators(Permission.HOLD_SESSION),
    )
    at_the_desk = needs_today(scope=asked, on=ON)
    assert needs_today(scope=scope_of_staff(manager, on=ON), on=ON) == at_the_desk
    assert sum(map(len, at_the_desk.values())) > 10


def make_portfolio_elsewhere():
    house = make_house("Ailleurs", "ailleurs-")
    make_review(house.startup, ReviewState.SUBMITTED, ON)
    return house.incubator


def test_former_and_future_managers_are_told_nothing() -> None:
    """Who comes on Tuesday gets their first message of a week on the Monday that follows."""
    incubator = make_portfolio(1)
    for name, dates in {
        "former": {"end": ON - timedelta(days=1)},
        "future": {"start": ON + timedelta(days=1)},
    }.items():
        assign(make_user(name), incubator, StaffRole.MANAGER, **dates)
    assert mails_of(on=ON) == []
    found = sent(days(ON + timedelta(days=1), ON + timedelta(days=7)))
    assert {day for day, _who, key in found if key.startswith("week-")} == {"2026-06-22"}
