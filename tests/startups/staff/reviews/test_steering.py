"""A dossier is returned, a review postponed or cancelled: asked, confirmed, told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from startups.core.models import Notice
from startups.reviews.enums import DueBasis, ReviewState
from startups.reviews.models import Review
from tests.access.cast import Cast

from .sending import fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(sign_in: Callable[[str], Client]) -> Client:
    return sign_in("manager")


def path(name: str, review: Review) -> str:
    return reverse(f"reviews:{name}", args=(review.pk,))


def test_a_dossier_goes_back_with_its_comment(cast: Cast, review: Review, manager: Client) -> None:
    answer = fill_in(manager, path("return", review), comment="Précisez les usages")

    review.refresh_from_db()
    assert answer["Location"] == path("read", review)
    assert (review.state, review.submitted_on) == (ReviewState.PREPARING, None)
    assert "Précisez les usages" in manager.get(path("read", review)).text
    told = Notice.objects.filter(key__contains="returned")
    assert {notice.recipient for notice in told} == {
        cast.users["intrapreneur"],
        cast.users["editor"],
    }
    assert "Précisez les usages" in told[0].body


def test_each_asks_why(review: Review, manager: Client) -> None:
    for name, field in (("return", "comment"), ("postpone", "reason"), ("cancel", "reason")):
        refused = fill_in(manager, path(name, review), to="2026-07-01")
        assert refused.status_code == 422, name
        assert field in refused.context["form"].errors
    review.refresh_from_db()
    assert (review.state, review.postponed_to) == (ReviewState.SUBMITTED, None)


def test_a_review_is_postponed_once(review: Review, manager: Client) -> None:
    fill_in(manager, path("postpone", review), to="2026-07-01", reason="Congés")
    again = fill_in(manager, path("postpone", review), to="2026-08-01", reason="Encore")

    review.refresh_from_db()
    assert review.postponed_to == date(2026, 7, 1)
    assert again.status_code == 422
    assert "a review is postponed once" in again.text
    assert "Encore" in again.text


def test_a_cancelled_review_is_followed_by_the_next(review: Review, manager: Client) -> None:
    fill_in(manager, path("cancel", review), reason="Équipe en pause")

    review.refresh_from_db()
    following = Review.objects.get(startup=review.startup, state=ReviewState.PLANNED)
    assert review.state == ReviewState.CANCELLED
    assert (following.due_on, following.due_basis) == (date(2026, 12, 7), DueBasis.SKIPPED)


def test_what_somebody_else_did_meanwhile_is_told(review: Review, manager: Client) -> None:
    page = manager.get(path("return", review)).text
    fill_in(manager, path("cancel", review), reason="Équipe en pause")

    refused = manager.post(path("return", review), {"comment": "Précisez"})

    assert "What is to be completed?" in page
    assert refused.status_code == 422
    assert "Cancelled since" in refused.text
    assert "Manager" in refused.text
