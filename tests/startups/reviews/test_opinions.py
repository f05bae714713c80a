"""Opinions: one a member, changeable until the decision, and not told to the team."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.registry.models import JournalEntry
from startups.reviews.enums import Confidence, ReviewState
from startups.reviews.models import Opinion, Review
from startups.reviews.services.opinions import give_opinion
from tests.factories import make_account, make_review, make_startup

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 1)


@pytest.fixture
def review(db: None) -> Review:
    return make_review(make_startup(), due=ON)


def give(review: Review, author: Any, text: str = "Prudence", **values: Any) -> Opinion:
    given = {"confidence": Confidence.FRAGILE, "on": ON} | values
    return give_opinion(review=review, author=author, text=text, **given)


def test_an_opinion_is_recorded_and_the_journal_keeps_it_to_itself(review: Review) -> None:
    author = make_account()

    opinion = give(review, author)

    assert (opinion.confidence, opinion.text, opinion.given_on) == ("fragile", "Prudence", ON)
    entry = JournalEntry.objects.get(kind=ActKind.OPINION_GIVEN)
    assert (entry.actor, entry.reason, entry.detail) == (author, "", "")
    assert Opinion.history.get().history_user == author


def test_a_member_has_one_opinion_which_they_change(review: Review) -> None:
    author = make_account()
    give(review, author)

    give(review, author, "Rassuré", confidence=Confidence.ON_TRACK, on=date(2026, 6, 2))
    give(review, author, " Rassuré ", confidence=Confidence.ON_TRACK, on=date(2026, 6, 3))

    opinion = Opinion.objects.get()
    assert (opinion.text, opinion.given_on) == ("Rassuré", date(2026, 6, 2))
    # What changes nothing is no act.
    assert JournalEntry.objects.filter(kind=ActKind.OPINION_GIVEN).count() == 2
    assert Opinion.history.count() == 2


@pytest.mark.parametrize("state", sorted(set(ReviewState) - {ReviewState.SUBMITTED}))
def test_an_opinion_is_about_a_submitted_dossier(state: str) -> None:
    other = make_review(make_startup(), state, due=ON)

    with pytest.raises(ValidationError, match=r".") as refused:
        give(other, make_account())

    assert refused.value.code == "state"
    assert not Opinion.objects.exists()


def test_an_opinion_is_somebodys_and_says_how_sure_they_are(review: Review) -> None:
    with pytest.raises(ValidationError):
        give(review, None)
    with pytest.raises(ValidationError) as refused:
        give(review, make_account(), confidence="perhaps")

    assert list(refused.value.message_dict) == ["confidence"]
    assert not Opinion.objects.exists()
