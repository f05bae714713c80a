"""Who is reminded of a review, and when."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from incubator.accounts.services.language import choose_language
from startups.core.models import Notice
from startups.reminders.enums import Frequency
from startups.reminders.services import mails_of, send_reminders
from startups.reviews.enums import ReviewState
from startups.reviews.models import Review
from startups.reviews.services.reviews.steering import postpone, return_for_completion
from tests.access.cast import person
from tests.factories import make_account, make_review

from .making import House, choose, days, make_house, sent, silence

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 1)


@pytest.fixture
def house() -> House:
    return make_house()


def make_planned(house: House, state: str = ReviewState.PLANNED) -> Review:
    return make_review(house.startup, state, DUE)


def test_the_team_is_reminded_until_it_submits(house: House) -> None:
    silence(house.manager, house.member, house.editor)
    review = make_planned(house)
    found = sent(days(date(2026, 4, 1), date(2026, 8, 15)))
    assert found == [
        (day, "lead", f"review-{review.pk}-prepare-{code}")
        for day, code in [
            ("2026-04-17", "45"),
            ("2026-05-18", "14"),
            ("2026-05-29", "3"),
            ("2026-06-01", "due"),
            ("2026-06-08", "late-7"),
            ("2026-06-15", "late-14"),
            ("2026-06-22", "late-21"),
            ("2026-07-01", "late-1m"),
            ("2026-08-01", "late-2m"),
        ]
    ]


def test_everybody_of_the_team_who_edits_is_reminded_and_nobody_else(house: House) -> None:
    silence(house.manager)
    review = make_planned(house, ReviewState.PREPARING)
    key = f"review-{review.pk}-prepare-14"
    assert sent([DUE - timedelta(days=14)]) == [
        ("2026-05-18", "lead", key),
        ("2026-05-18", "editor", key),
    ]


def test_once_submitted_the_managers_are_reminded_from_the_next_step_on(house: House) -> None:
    silence(house.member)
    review = make_planned(house, ReviewState.SUBMITTED)  # on 25 May, told that day by the act
    choose(Frequency.EACH, house.manager)
    found = sent(days(date(2026, 5, 25), date(2026, 6, 9)))
    alone = [line for line in found if not line[2].startswith("week-")]
    assert alone == [
        ("2026-05-29", "manager", f"review-{review.pk}-decide-3"),
        ("2026-06-01", "manager", f"review-{review.pk}-decide-due"),
        ("2026-06-08", "manager", f"review-{review.pk}-decide-late-7"),
    ]


def test_a_return_gives_the_ball_back_to_the_team(house: House) -> None:
    silence(house.manager, house.editor)
    review = make_review(house.startup, ReviewState.SUBMITTED, DUE)
    review.moves.all().delete()
    for state, day in (("preparing", "2026-05-02"), ("submitted", "2026-05-25")):
        review.moves.create(to_state=state, on=day)
    actor = make_account()
    return_for_completion(review=review, on=date(2026, 5, 29), actor=actor, comment="Compléter")
    found = sent(days(date(2026, 5, 29), DUE))
    assert found == [("2026-06-01", "lead", f"review-{review.pk}-prepare-due")]


def test_after_a_postponement_the_steps_begin_again(house: House) -> None:
    silence(house.manager, house.editor)
    review = make_planned(house)
    assert len(sent(days(DUE - timedelta(days=50), DUE - timedelta(days=10)))) == 2
    to = date(2026, 7, 20)
    postpone(review=review, to=to, on=date(2026, 5, 23), actor=make_account(), reason="Congés")
    found = sent(days(date(2026, 5, 23), to))
    codes = ["45", "14", "3", "due"]
    assert [key for _day, _who, key in found] == [
        f"review-{review.pk}-prepare-{code}-postponed" for code in codes
    ]


def test_days_that_were_missed_are_caught_up_once_with_the_last_step(house: House) -> None:
    silence(house.manager, house.editor)
    review = make_planned(house)
    found = sent([date(2026, 4, 1), date(2026, 6, 3), date(2026, 6, 4), date(2026, 6, 8)])
    assert found == [
        ("2026-06-03", "lead", f"review-{review.pk}-prepare-due"),
        ("2026-06-08", "lead", f"review-{review.pk}-prepare-late-7"),
    ]


@pytest.mark.parametrize("state", [ReviewState.DECIDED, ReviewState.CANCELLED])
def test_nobody_is_reminded_of_what_is_over(house: House, state: str) -> None:
    silence(house.manager)
    make_planned(house, state)
    assert sent(days(DUE - timedelta(days=45), DUE + timedelta(days=8))) == []


def test_a_mission_that_ended_yesterday_is_not_reminded(house: House) -> None:
    silence(house.manager)
    make_planned(house)
    person(house.lead).memberships.update(end=DUE - timedelta(days=1))
    person(house.editor).memberships.update(end=DUE)
    assert [line[1] for line in sent([DUE])] == ["editor"]


@pytest.mark.parametrize("how", ["inactive", "anonymised", "without an address"])
def test_a_closed_account_is_not_reminded(house: House, how: str) -> None:
    silence(house.manager, house.editor)
    make_planned(house)
    lead = person(house.lead)
    if how == "inactive":
        house.lead.is_active = False
    if how == "without an address":
        house.lead.email = ""
    house.lead.save()
    if how == "anonymised":
        lead.email, lead.user, lead.anonymised_on = "", None, DUE
        lead.save()
    assert sent([DUE]) == []


def test_each_is_written_to_in_their_language(house: House) -> None:
    silence(house.manager)
    choose_language(house.editor, "en")
    make_planned(house)
    with translation.override("fr"):
        send_reminders(on=DUE - timedelta(days=3))
    english, french = (Notice.objects.get(recipient=user) for user in (house.editor, house.lead))
    assert english.subject == "Covoit: the review is due on 1 June 2026"
    assert f"http://testserver/en/espace/{house.startup.slug}/revue/" in english.body
    assert f"http://testserver/espace/{house.startup.slug}/revue/" in french.body
    assert "/en/espace/mes-rappels/" in english.body


def test_saying_what_would_be_sent_writes_nothing(house: House) -> None:
    make_planned(house)
    assert len(mails_of(on=DUE)) > 1
    assert not Notice.objects.exists()


def test_the_same_queries_whatever_the_number(django_assert_num_queries) -> None:
    for number in range(3):
        house = make_house(f"Produit {number}", f"p{number}-")
        silence(house.manager)
        make_review(house.startup, ReviewState.PREPARING, DUE)
        if number != 1:
            with django_assert_num_queries(12):
                assert len(mails_of(on=DUE)) == 2 * (number + 1)
