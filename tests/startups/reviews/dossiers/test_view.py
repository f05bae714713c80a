"""A dossier as it is read: what it says, and how many queries that takes."""

import re
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string

from startups.figures.enums import Direction
from startups.figures.models import Measurement
from startups.reviews.enums import AnswerState, DossierItem, ReviewState, Verdict
from startups.reviews.models import Review, TargetVerdict
from startups.reviews.presenters.dossier_text import age_text, value_text
from startups.reviews.presenters.dossier_view import dossier_view, dossier_views
from startups.reviews.services.dossiers import submit_dossier
from tests.factories import make_account, make_review, make_startup

from .making import (
    DUE,
    ON,
    SAID,
    complete,
    make_figures,
    make_past_review,
    make_planned_review,
    make_prepared_review,
)

pytestmark = pytest.mark.django_db


def read(review: Review) -> str:
    """The page's text, with single spaces."""
    view = dossier_view(review, on=ON)
    text = render_to_string("reviews/parts/dossier.html", {"dossier": view})
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture
def review() -> Review:
    startup = make_startup("Semoir")
    make_past_review(startup)
    return make_prepared_review(startup)


def test_a_review_that_is_only_planned_says_so() -> None:
    review = make_planned_review(make_startup())

    view = dossier_view(review, on=ON)

    assert (view.has_begun, view.verdicts, view.targets, view.left) == (False, [], [], "")
    assert "dossier__part" not in read(review)


def test_a_prefilled_value_is_read_with_its_source_and_its_age(review: Review) -> None:
    said = dossier_view(review, on=ON).answers[DossierItem.LEARNT]

    assert (said.state, said.text) == (AnswerState.PREFILLED, SAID[DossierItem.LEARNT])
    assert "24 novembre 2025" in said.origin
    assert age_text(date(2025, 11, 24), ON) in said.origin
    assert not said.is_settled


@pytest.mark.parametrize(
    ("day", "number"),
    [(ON, ""), (date(2026, 5, 3), "1"), (date(2026, 3, 5), "60"), (date(2026, 3, 4), "2")],
)
def test_age_is_in_days_then_in_months(day: date, number: str) -> None:
    assert re.findall(r"\d+", age_text(day, ON)) == ([number] if number else [])


def test_money_is_read_in_euros_with_what_is_left(review: Review) -> None:
    view = dossier_view(review, on=ON)

    assert [said.text.replace("\u00a0", " ").replace("\u202f", " ") for said in view.money] == [
        "200 000,00 €",
        "120 000,00 €",
        "80 000,00 €",
    ]
    assert view.left.replace("\u00a0", " ").replace("\u202f", " ") == "80 000,00 €"


def test_no_months_asked_for_is_said_in_words() -> None:
    assert value_text(DossierItem.ASK_MONTHS, "0") != value_text(DossierItem.ASK_MONTHS, "6")
    assert "0" not in value_text(DossierItem.ASK_MONTHS, "0")


def test_verdicts_are_read_with_their_fact(review: Review) -> None:
    verdict = TargetVerdict.objects.filter(review=review).first()
    verdict.verdict, verdict.value, verdict.fact = Verdict.MET, 1200, "Compté <b>hier</b>."
    verdict.save()

    view = dossier_view(review, on=ON)
    text = read(review)

    told = view.verdicts[0]
    assert (told.verdict, told.is_complete, view.met) == (Verdict.MET, True, 1)
    assert (told.start, told.goal.replace("\u00a0", " ")) == ("500", "1 000")
    assert told.reached.replace("\u202f", " ").replace("\u00a0", " ") == "1 200"
    assert "Compté &lt;b&gt;hier&lt;/b&gt;." in text


@pytest.mark.parametrize(
    ("direction", "after", "verdict"),
    [
        (Direction.HIGHER, 600, "better"),
        (Direction.HIGHER, 400, "worse"),
        (Direction.LOWER, 400, "better"),
        (Direction.HIGHER, 500, "same"),
    ],
)
def test_a_figure_is_compared_with_the_last_review(review, direction, after, verdict) -> None:
    values = (date(2025, 11, 30), 500), (date(2026, 4, 30), after)
    make_figures(review.startup, *values, direction=direction)

    [(_level, [line])] = dossier_view(review, on=ON).levels

    assert line.verdict == verdict
    assert "30 novembre 2025" in line.change


@pytest.mark.parametrize(
    "values",
    [(), ((date(2025, 11, 30), 500),), ((date(2026, 4, 30), 500),), ((date(2026, 5, 5), 9),)],
)
def test_what_cannot_be_compared_is_said_and_not_judged(review: Review, values: Any) -> None:
    make_figures(review.startup, *values)

    [(_level, [line])] = dossier_view(review, on=ON).levels

    assert line.verdict == "unknown"


def test_figures_do_not_change_once_submitted(review: Review) -> None:
    indicator = make_figures(review.startup, (date(2026, 4, 30), 500))
    complete(review, actor=None)
    submit_dossier(review=review, on=ON, actor=make_account())
    review = Review.objects.select_related("startup").get(pk=review.pk)
    before = dossier_view(review, on=ON)

    Measurement.objects.create(indicator=indicator, date=ON, value=9999, source="Après")

    assert dossier_view(review, on=ON) == before
    assert "9" not in before.levels[0][1][0].value
    assert not before.is_draft


def test_a_decided_review_is_read_with_the_decision_that_it_followed() -> None:
    startup = make_startup()
    first = make_past_review(startup, on=date(2025, 6, 1))
    second = make_past_review(startup)

    assert dossier_view(second, on=ON).previous == first.decision
    assert dossier_view(first, on=ON).previous is None


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("state", "queries"), [("preparing", 10), ("submitted", 8)])
def test_many_take_as_many_queries_as_one(
    count: int, state: str, queries: int, django_assert_num_queries: Any
) -> None:
    keys = []
    for _number in range(count):
        startup = make_startup()
        make_past_review(startup, targets=count)
        make_figures(startup, (ON, 1))
        review = make_prepared_review(startup)
        if state == ReviewState.SUBMITTED:
            complete(review, actor=None)
            submit_dossier(review=review, on=ON, actor=make_account())
        keys.append(review.pk)
    reviews = list(Review.objects.filter(pk__in=keys).select_related("startup"))

    with django_assert_num_queries(queries):
        views = dossier_views(reviews, on=ON)
        for view in views:
            render_to_string("reviews/parts/dossier.html", {"dossier": view})

    assert [view.review for view in views] == reviews
    assert all(len(view.verdicts) == count for view in views)


def test_ids_of_two_dossiers_on_a_page_differ(review: Review) -> None:
    other = make_review(make_startup(), due=DUE)

    first, second = read(review), read(other)

    assert f'id="dossier-{review.pk}-targets"' in first
    assert f'id="dossier-{other.pk}-targets"' in second
