"""A year, day by day: reviews go their way, people come and go, the machine is down for a while."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core import mail

from startups.core.models import Notice
from startups.core.services.notices import deliver_notices
from startups.lifecycle.enums import Phase
from startups.people.enums import StaffRole
from startups.registry.models import Role
from startups.reminders.enums import Frequency
from startups.reminders.services import send_reminders
from startups.reviews.enums import Confidence, DecisionKind, ReviewState
from startups.reviews.models import Condition, Review
from startups.reviews.services.decisions.draft import AimDraft, ConditionDraft, DecisionDraft
from startups.reviews.services.decisions.following import meet_condition
from startups.reviews.services.decisions.signing import sign_decision
from startups.reviews.services.opinions import give_opinion
from startups.reviews.services.reviews.planning import note_move, plan_reviews
from startups.reviews.services.reviews.steering import postpone, return_for_completion
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from tests import clock
from tests.access.cast import assign, make_user, person
from tests.factories import make_membership, make_phase
from tests.writes import writes

from .making import House, choose, days, make_house, name_of, silence

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 12, 31)
LEAD_LEFT, MANAGER_LEFT = date(2026, 5, 20), date(2026, 4, 30)
DOWN = frozenset(days(date(2026, 8, 20), date(2026, 9, 4)))

NUMBER = re.compile(r"^(review|condition|session)-\d+")

type Line = tuple[date, str, str]


@dataclass
class Year:
    """What was written, by whom it was read, and on which day."""

    covoit: House
    signal: House
    lines: list[Line] = field(default_factory=list)
    again: list[Line] = field(default_factory=list)
    repeated: set[date] = field(default_factory=set)

    def of(self, *names: str) -> list[tuple[str, str, str]]:
        """What these people were told of: the keys, without the numbers of things."""
        return [
            (f"{on:%m-%d}", who, NUMBER.sub(r"\1", key))
            for on, who, key in self.lines
            if who in names and not key.startswith("week-")
        ]

    def weeks(self, *names: str) -> list[date]:
        """The days on which these people were written the message of the week."""
        return [on for on, who, key in self.lines if who in names and key.startswith("week-")]


def run(year: Year, on: date) -> None:
    """The daily run; again when it wrote anything: then there is nothing left to write.

    After a run that wrote nothing a second one would read the same, and write the same nothing.
    """
    with writes() as tables:
        year.lines += daily(on)
        deliver_notices(now=clock.now())
    if tables:
        year.repeated.add(on)
        year.again += daily(on)


def daily(on: date) -> list[Line]:
    plan_reviews(on=on)
    return [(on, name_of(row.recipient), row.key) for row in send_reminders(on=on)]


def open_review(house: House) -> Review:
    return Review.objects.get(startup=house.startup, state__in=("planned", "preparing"))


def begin(house: House, on: date) -> None:
    review = open_review(house)
    review.state, review.prepared_on = ReviewState.PREPARING, on
    review.save()
    note_move(review, on=on, actor=house.lead)


def submit(house: House, on: date) -> None:
    review = open_review(house)
    review.state, review.submitted_on, review.submitted_by = "submitted", on, house.lead
    review.save()
    note_move(review, on=on, actor=house.lead)


def give_back(house: House, on: date) -> None:
    review = Review.objects.get(startup=house.startup, state=ReviewState.SUBMITTED)
    return_for_completion(review=review, on=on, actor=house.manager, comment="Compléter")


def call(house: House, on: date) -> None:
    session = CommitteeSession.objects.create(
        incubator=house.incubator, date=date(2026, 3, 10), place="Salle 1"
    )
    review = house.startup.reviews.get()
    AgendaItem.objects.create(session=session, review=review, position=1)


def speak(house: House, on: date) -> None:
    give_opinion(
        review=house.startup.reviews.get(),
        author=house.member,
        confidence=Confidence.FRAGILE,
        text="",
        on=on,
    )


def decide(house: House, on: date) -> None:
    aim = AimDraft("Doubler les usages", "par mois", Decimal(1000), date(2026, 9, 1))
    draft = DecisionDraft(
        kind=DecisionKind.CONTINUE,
        decided_on=on,
        public_reasons="Les usages doublent.",
        conditions=(ConditionDraft("Publier le code", date(2026, 5, 1)),),
        targets=(aim,),
    )
    review = Review.objects.get(startup=house.startup, state=ReviewState.SUBMITTED)
    sign_decision(review=review, draft=draft, on=on, actor=house.manager)


def replace_lead(house: House, on: date) -> None:
    person(house.lead).memberships.update(end=LEAD_LEFT)
    successor = make_user("successor")
    make_membership(house.startup, person(successor), role=Role.INTRAPRENEUR, start=on)


def replace_manager(house: House, on: date) -> None:
    person(house.manager).assignments.update(end=MANAGER_LEFT)
    assign(make_user("second"), house.incubator, StaffRole.MANAGER, start=on)


def meet(house: House, on: date) -> None:
    condition = Condition.objects.get()
    meet_condition(condition=condition, on=on, actor=house.manager, evidence="Publié")


def put_off(house: House, on: date) -> None:
    postpone(
        review=open_review(house),
        to=date(2026, 10, 20),
        on=on,
        actor=house.manager,
        reason="Congés",
    )


def stop(house: House, on: date) -> None:
    make_phase(house.startup, Phase.STOPPED, on)


def happenings(year: Year) -> Mapping[date, Callable[[date], None]]:
    covoit, signal = year.covoit, year.signal
    return {
        date(2026, 2, 10): partial(begin, covoit),
        date(2026, 2, 20): partial(submit, covoit),
        date(2026, 2, 24): partial(give_back, covoit),
        date(2026, 2, 25): partial(call, covoit),
        date(2026, 2, 27): partial(submit, covoit),
        date(2026, 3, 5): partial(speak, covoit),
        date(2026, 3, 10): partial(decide, covoit),
        date(2026, 5, 1): partial(replace_manager, covoit),
        LEAD_LEFT + timedelta(days=1): partial(replace_lead, covoit),
        date(2026, 6, 10): partial(meet, covoit),
        date(2026, 7, 1): partial(stop, signal),
        date(2026, 9, 8): partial(put_off, covoit),
    }


@pytest.fixture
def year() -> Year:
    """The whole of it: two startups, one of which stops; a third wants to hear of nothing."""
    year = Year(make_house(), make_house("Signal", "signal-"))
    quiet = make_house("Discret", "quiet-")
    silence(quiet.lead, quiet.editor, quiet.manager, quiet.member, year.covoit.editor)
    choose(Frequency.WEEKLY, year.signal.lead, year.signal.manager)
    events = happenings(year)
    for on in days(START, END):
        if on in events:
            events[on](on)
        if on not in DOWN:
            run(year, on)
    return year


def test_what_a_year_says(year: Year) -> None:
    assert year.again == [], "the same day twice writes nothing"
    assert {on for on, _who, _key in year.lines} <= year.repeated
    assert year.of("lead", "successor") == [
        ("01-15", "lead", "review-prepare-45"),
        ("02-15", "lead", "review-prepare-14"),
        ("02-26", "lead", "review-prepare-3"),  # submitted on the 20th, returned on the 24th
        ("04-17", "lead", "condition-condition-14"),
        ("05-01", "lead", "condition-condition-due"),
        ("05-08", "lead", "condition-condition-late-7"),
        ("05-15", "lead", "condition-condition-late-14"),
        ("05-21", "successor", "condition-condition-late-14"),  # their first day
        ("05-22", "successor", "condition-condition-late-21"),
        ("06-01", "successor", "condition-condition-late-1m"),  # met on the 10th
        ("07-27", "successor", "review-prepare-45"),
        ("09-05", "successor", "review-prepare-14"),  # caught up: 27 August was missed
        ("09-07", "successor", "review-prepare-3"),
        ("09-08", "successor", "review-prepare-45-postponed"),
        ("10-06", "successor", "review-prepare-14-postponed"),
        ("10-17", "successor", "review-prepare-3-postponed"),
        ("10-20", "successor", "review-prepare-due-postponed"),
        ("10-27", "successor", "review-prepare-late-7-postponed"),
        ("11-03", "successor", "review-prepare-late-14-postponed"),
        ("11-10", "successor", "review-prepare-late-21-postponed"),
        ("11-20", "successor", "review-prepare-late-1m-postponed"),
        ("12-20", "successor", "review-prepare-late-2m-postponed"),
    ]
    assert year.of("manager", "second") == [
        ("03-01", "manager", "review-decide-due"),  # submitted again on 27 February
        ("03-08", "manager", "review-decide-late-7"),
        ("05-08", "second", "condition-follow-late-7"),
        ("05-15", "second", "condition-follow-late-14"),
        ("05-22", "second", "condition-follow-late-21"),
        ("06-01", "second", "condition-follow-late-1m"),
    ]
    assert year.of("member") == [("03-03", "member", "session-2026-03-10-read-7")]
    weekly = [f"{on:%m-%d}" for on in year.weeks("signal-lead")]
    # It stopped on 1 July, when it would have been four months late.
    first = ["01-19", "02-16", "03-02", "03-09", "03-16", "03-23", "04-06", "05-04", "06-01"]
    assert weekly == first
    assert year.of("signal-lead", "signal-manager") == []
    assert not [line for line in year.lines if line[1].startswith("quiet-")]
    assert all_on_monday(year.weeks("manager", "second", "signal-manager"))
    check_outbox(year)


def all_on_monday(found: list[date]) -> bool:
    """Once a week, on Monday; on the first day after the machine was down."""
    caught_up = max(DOWN) + timedelta(days=1)
    return bool(found) and all(on.weekday() == 0 or on == caught_up for on in found)


def check_outbox(year: Year) -> None:
    """Nothing twice, nothing to whoever had left or had not come, each mail sent once."""
    told = [(who, key) for _on, who, key in year.lines]
    assert len(told) == len(set(told))
    written = [
        (name_of(row.recipient), row.written_on)
        for row in Notice.objects.select_related("recipient")
    ]
    first = {"second": MANAGER_LEFT, "successor": LEAD_LEFT}
    last = {"lead": LEAD_LEFT, "manager": MANAGER_LEFT}
    assert [row for row in written if row[1] > last.get(row[0], END)] == []
    assert [row for row in written if row[1] <= first.get(row[0], date.min)] == []
    alone = Notice.objects.filter(digested=False)
    kept = sorted(alone.values_list("recipient__email", "subject", "body"))
    assert sorted((message.to[0], message.subject, message.body) for message in mail.outbox) == kept
    assert not alone.filter(sent_at=None).exists()
