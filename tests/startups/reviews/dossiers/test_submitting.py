"""A dossier is submitted complete, once, and reads the same ever after."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.core.models import Notice
from startups.figures.models import Measurement
from startups.people.enums import StaffRole
from startups.registry.models import JournalEntry, Startup
from startups.reviews.enums import AnswerState, DossierItem, ReviewState, Verdict
from startups.reviews.models import DossierAnswer, ProposedTarget, Review, TargetVerdict
from startups.reviews.selectors.dossier_gaps import missing_of_all
from startups.reviews.services.dossiers import missing_of, save_answer, save_verdict, submit_dossier
from startups.reviews.services.reviews.steering import return_for_completion
from tests.access.cast import assign, make_user
from tests.factories import make_account, make_incubator, make_startup
from tests.trees import history_rows

from .making import (
    LAST,
    ON,
    SAID,
    answer_of,
    complete,
    make_figures,
    make_past_review,
    make_prepared_review,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def startup() -> Startup:
    return make_startup("Semoir", incubators=[make_incubator()])


@pytest.fixture
def review(startup: Startup) -> Review:
    make_past_review(startup)
    return make_prepared_review(startup)


@pytest.fixture
def author() -> Any:
    return make_account()


def anchors(review: Review) -> list[str]:
    return [row.anchor for row in missing_of(review)]


def test_everything_that_is_missing_is_said_with_where_it_is_filled_in(review: Review) -> None:
    first, second = TargetVerdict.objects.filter(review=review)
    save_verdict(
        verdict=second, code=Verdict.MET, value="", fact=" ", seen_version=0, on=ON, actor=None
    )
    ProposedTarget.objects.filter(dossier__review=review, position=2).update(measure="")

    missing = missing_of(review)

    assert [row.anchor for row in missing] == [
        f"verdict-{first.pk}",
        f"verdict-{second.pk}",
        *(f"item-{item}" for item in DossierItem),
        "targets-2",
    ]
    assert len({row.message for row in missing}) == len(missing)


def test_it_is_refused_incomplete_with_the_list(review: Review, author: Any) -> None:
    before = history_rows()

    with pytest.raises(ValidationError) as refused:
        submit_dossier(review=review, on=ON, actor=author)

    assert refused.value.messages == [row.message for row in missing_of(review)]
    assert history_rows() == before
    review.refresh_from_db()
    assert review.state == ReviewState.PREPARING


@pytest.mark.parametrize("item", list(DossierItem))
def test_one_item_alone_stops_it(review: Review, author: Any, item: str) -> None:
    complete(review, actor=author)
    DossierAnswer.objects.filter(dossier__review=review, item=item).update(
        state=AnswerState.EMPTY, value=""
    )

    assert anchors(review) == [f"item-{item}"]
    with pytest.raises(ValidationError):
        submit_dossier(review=review, on=ON, actor=author)


@pytest.mark.parametrize("values", [{"verdict": ""}, {"fact": ""}, {"fact": "  "}])
def test_one_target_without_verdict_or_fact_stops_it(review, author, values) -> None:
    complete(review, actor=author)
    verdict = TargetVerdict.objects.filter(review=review).first()
    TargetVerdict.objects.filter(pk=verdict.pk).update(**values)

    assert anchors(review) == [f"verdict-{verdict.pk}"]
    with pytest.raises(ValidationError):
        submit_dossier(review=review, on=ON, actor=author)


def test_it_needs_targets_unless_the_team_asks_to_end(review: Review, author: Any) -> None:
    complete(review, actor=author)
    ProposedTarget.objects.filter(dossier__review=review).delete()
    assert anchors(review) == ["targets"]

    save_answer(
        answer=answer_of(review, DossierItem.ASK_MONTHS),
        state=AnswerState.CORRECTED,
        value="0",
        seen_version=1,
        on=ON,
        actor=author,
    )

    assert anchors(review) == []


def test_a_target_that_is_met_is_not_proposed_again_as_it_is(review: Review, author: Any) -> None:
    complete(review, actor=author)
    verdict = TargetVerdict.objects.filter(review=review).first()
    TargetVerdict.objects.filter(pk=verdict.pk).update(verdict=Verdict.MET)
    assert anchors(review) == ["targets-1"]

    ProposedTarget.objects.filter(dossier__review=review, position=1).update(target_value=2000)

    assert anchors(review) == []


def test_a_complete_one_is_submitted_by_somebody(review, startup, author) -> None:
    complete(review, actor=author)

    submit_dossier(review=review, on=ON, actor=author)

    review.refresh_from_db()
    assert (review.state, review.submitted_on, review.submitted_by) == (
        ReviewState.SUBMITTED,
        ON,
        author,
    )
    move = review.moves.last()
    assert (move.to_state, move.on, move.actor) == (ReviewState.SUBMITTED, ON, author)
    act = JournalEntry.objects.get(startup=startup, kind=ActKind.REVIEW_SUBMITTED)
    assert (act.actor, act.on) == (author, ON)


def test_nobody_in_particular_submits_nothing(review: Review, author: Any) -> None:
    complete(review, actor=author)

    with pytest.raises(ValidationError):
        submit_dossier(review=review, on=ON, actor=None)


def test_it_is_submitted_once(review: Review, author: Any) -> None:
    complete(review, actor=author)
    submit_dossier(review=review, on=ON, actor=author)
    before = history_rows(), Notice.objects.count()

    with pytest.raises(ValidationError) as refused:
        submit_dossier(review=review, on=ON, actor=make_account())

    assert refused.value.code == "state"
    assert (history_rows(), Notice.objects.count()) == before


def test_the_figures_are_kept_as_they_are_that_day(review, startup, author) -> None:
    indicator = make_figures(startup, (date(2025, 11, 30), 500), (ON, 1200))
    complete(review, actor=author)

    submit_dossier(review=review, on=ON, actor=author)
    Measurement.objects.create(
        indicator=indicator, date=ON - timedelta(days=1), value=1, source="Après coup"
    )

    review.dossier.refresh_from_db()
    assert review.dossier.figures == [
        {
            "indicator": indicator.pk,
            "level": "used",
            "wording": "Usagers actifs",
            "unit": "usagers",
            "direction": "higher",
            "value": "1200.0000",
            "day": "2026-05-04",
            "source": "Statistiques",
            "before": "500.0000",
            "before_day": "2025-11-30",
        }
    ]


@pytest.fixture
def staff(startup: Startup) -> dict[str, Any]:
    incubator = startup.incubators.get()
    people = {name: make_user(name) for name in ("manager", "committee", "former", "stranger")}
    assign(people["manager"], incubator, StaffRole.MANAGER)
    assign(people["committee"], incubator, StaffRole.COMMITTEE)
    assign(people["former"], incubator, StaffRole.MANAGER, end=ON - timedelta(days=1))
    assign(people["stranger"], make_incubator(), StaffRole.MANAGER)
    return people


def test_managers_and_committee_are_told_after_the_commit(
    review, author, staff, django_capture_on_commit_callbacks
) -> None:
    complete(review, actor=author)

    with django_capture_on_commit_callbacks(execute=True):
        submit_dossier(review=review, on=ON, actor=author)

    key = f"review-{review.pk}-submitted-{review.moves.last().pk}"
    told = Notice.objects.values_list("recipient", "key")
    assert set(told) == {(staff["manager"].pk, key), (staff["committee"].pk, key)}
    assert {message.to[0] for message in mail.outbox} == {
        staff["manager"].email,
        staff["committee"].email,
    }
    assert all("Semoir" in message.subject for message in mail.outbox)
    assert all(SAID[DossierItem.RISKS] not in message.body for message in mail.outbox)


def test_whoever_submits_it_is_not_told(review: Review, staff: dict[str, Any]) -> None:
    complete(review, actor=staff["manager"])

    submit_dossier(review=review, on=ON, actor=staff["manager"])

    assert [notice.recipient for notice in Notice.objects.all()] == [staff["committee"]]


def test_a_returned_dossier_is_open_again_and_told_of_anew(review, author, staff) -> None:
    complete(review, actor=author)
    submit_dossier(review=review, on=ON, actor=author)
    return_for_completion(review=review, on=ON, actor=staff["manager"], comment="Préciser.")
    save_answer(
        answer=answer_of(review, DossierItem.RISKS),
        state=AnswerState.CORRECTED,
        value="Précisé.",
        seen_version=answer_of(review, DossierItem.RISKS).version,
        on=ON,
        actor=author,
    )

    submit_dossier(review=review, on=ON, actor=author)

    assert answer_of(review, DossierItem.RISKS).value == "Précisé."
    assert Notice.objects.filter(recipient=staff["manager"]).count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_what_many_lack_takes_the_same_number_of_queries(
    count: int, django_assert_num_queries: Any
) -> None:
    reviews = []
    for _number in range(count):
        startup = make_startup()
        make_past_review(startup, targets=count)
        reviews.append(make_prepared_review(startup))

    with django_assert_num_queries(6):
        found = missing_of_all(reviews)

    assert all(len(found[row.pk]) == len(DossierItem) + count for row in reviews)


TYPED_AT_MOST = 12


@pytest.mark.parametrize("targets", [1, 3, 5])
def test_an_unchanged_dossier_asks_a_returning_team_for_twelve_fields_at_most(
    startup: Startup, author: Any, targets: int
) -> None:
    """Counted honestly: every field that must be typed or chosen, with nothing changed.

    Prefilled values are confirmed section by section, without typing; what is left is typed. A
    target that goes on unchanged is one field for its verdict and one for its fact.
    """
    make_past_review(startup, on=LAST, targets=targets)
    review = make_prepared_review(startup)
    fields = 0
    for answer in DossierAnswer.objects.filter(dossier__review=review):
        if answer.state == AnswerState.EMPTY:
            fields += 1
    for verdict in TargetVerdict.objects.filter(review=review):
        assert (verdict.verdict, verdict.fact) == ("", "")
        fields += 2

    complete(review, actor=author)
    submit_dossier(review=review, on=ON, actor=author)

    assert fields == 2 + 2 * targets
    assert fields <= TYPED_AT_MOST
    unchanged = [row.target_value for row in review.dossier.proposed_targets.all()]
    assert unchanged == [Decimal(1000)] * targets
