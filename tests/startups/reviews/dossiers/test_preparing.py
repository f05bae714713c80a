"""The preparation begins: what the dossier is filled in with, and where that comes from."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.money.enums import FundingKind
from startups.money.models import Funding
from startups.registry.models import JournalEntry, Role, Startup
from startups.reviews.enums import AnswerState, DossierItem, ReviewState, Verdict
from startups.reviews.models import Dossier, ProposedTarget, TargetAmendment, TargetVerdict
from startups.reviews.services.dossiers import begin_preparation
from startups.reviews.services.dossiers.prefilling import (
    FUNDINGS,
    LAST_DOSSIER,
    LAST_STRATEGY,
    MEMBERS,
)
from tests.factories import (
    make_account,
    make_decision,
    make_membership,
    make_person,
    make_review,
    make_startup,
)

from .making import (
    DUE,
    LAST,
    ON,
    SAID,
    answer_of,
    make_answers,
    make_past_review,
    make_planned_review,
    make_prepared_review,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def startup() -> Startup:
    return make_startup("Semoir", phases=[("construction", "2025-01-01")])


def test_the_review_is_taken_into_preparation_by_somebody(startup: Startup) -> None:
    review, actor = make_planned_review(startup), make_account()

    dossier = begin_preparation(review=review, on=ON, actor=actor)

    review.refresh_from_db()
    assert (review.state, review.prepared_on) == (ReviewState.PREPARING, ON)
    move = review.moves.last()
    assert (move.to_state, move.on, move.actor) == (ReviewState.PREPARING, ON, actor)
    act = JournalEntry.objects.get(startup=startup, kind=ActKind.REVIEW_OPENED)
    assert (act.actor, act.on) == (actor, ON)
    assert dossier.history.get().history_user == actor
    assert {row.item for row in dossier.answers.all()} == set(DossierItem)


@pytest.mark.parametrize("state", sorted(set(ReviewState) - {ReviewState.PLANNED}))
def test_only_a_planned_review_is_begun(startup: Startup, state: str) -> None:
    review = make_review(startup, state)
    before = Dossier.objects.count()

    with pytest.raises(ValidationError) as refused:
        begin_preparation(review=review, on=ON, actor=None)

    assert refused.value.code == "state"
    assert Dossier.objects.count() == before


def test_a_first_dossier_knows_nothing_and_says_so(startup: Startup) -> None:
    review = make_prepared_review(startup)

    states = {row.item: (row.state, row.value) for row in review.dossier.answers.all()}
    assert states == dict.fromkeys(DossierItem, (AnswerState.EMPTY, ""))
    assert not TargetVerdict.objects.exists()
    assert not ProposedTarget.objects.exists()


def test_it_begins_with_what_the_last_one_said(startup: Startup) -> None:
    last = make_past_review(startup)
    review = make_prepared_review(startup)

    found = {row.item: row for row in review.dossier.answers.all()}
    inherited = {"learnt", "risks", "blocking", "committed", "spent", "team", "granted"}
    inherited |= {"ask_months", "ask_amount", "ask_team"}
    for item in inherited:
        row = found[item]
        assert (row.state, row.value) == (AnswerState.PREFILLED, SAID[item])
        assert (row.source, row.source_on) == (LAST_DOSSIER, last.submitted_on)
    done = found[DossierItem.DONE]
    assert (done.value, done.source) == (SAID[DossierItem.STRATEGY], LAST_STRATEGY)


def test_how_sure_the_team_is_and_what_it_will_do_is_asked_anew(startup: Startup) -> None:
    make_past_review(startup)
    review = make_prepared_review(startup)

    empty = review.dossier.answers.filter(state=AnswerState.EMPTY)
    assert {row.item for row in empty} == {DossierItem.STRATEGY, DossierItem.CONFIDENCE}


def test_what_was_unknown_is_asked_anew(startup: Startup) -> None:
    make_past_review(startup, said=SAID | {DossierItem.SPENT: ""})
    review = make_prepared_review(startup)

    assert answer_of(review, DossierItem.SPENT).state == AnswerState.EMPTY


def test_a_team_that_asked_to_end_does_not_ask_it_again_by_default(startup: Startup) -> None:
    make_past_review(startup, said=SAID | {DossierItem.ASK_MONTHS: "0"})
    review = make_prepared_review(startup)

    assert answer_of(review, DossierItem.ASK_MONTHS).state == AnswerState.EMPTY


def test_a_dossier_that_was_never_decided_on_is_not_taken_from(startup: Startup) -> None:
    make_past_review(startup, on=date(2025, 6, 1))
    cancelled = make_review(startup, ReviewState.CANCELLED, due="2026-02-01")
    make_answers(Dossier.objects.create(review=cancelled), {DossierItem.LEARNT: "Abandonné."})
    review = make_prepared_review(startup)

    assert answer_of(review, DossierItem.LEARNT).value == SAID[DossierItem.LEARNT]


def test_the_team_is_that_of_the_day(startup: Startup) -> None:
    make_past_review(startup)
    lead = make_person("Ada Martin")
    make_membership(startup, lead, role=Role.INTRAPRENEUR, end="2026-12-31")
    make_membership(startup, make_person("Parti"), end="2026-05-03")
    review = make_prepared_review(startup)

    team = answer_of(review, DossierItem.TEAM)
    assert team.value.startswith("Ada Martin – ")
    assert "31 décembre 2026" in team.value
    assert "Parti" not in team.value
    assert (team.state, team.source, team.source_on) == (AnswerState.PREFILLED, MEMBERS, ON)


def test_what_was_granted_is_the_sum_of_the_fundings_to_that_day(startup: Startup) -> None:
    make_past_review(startup)
    for amount, granted_on in ((200_000, LAST), (50_000, ON), (1, date(2026, 5, 5))):
        Funding.objects.create(
            startup=startup,
            kind=FundingKind.OWN_BUDGET,
            amount=amount,
            start=granted_on,
            end=date(2026, 12, 31),
            granted_on=granted_on,
        )
    review = make_prepared_review(startup)

    granted = answer_of(review, DossierItem.GRANTED)
    assert (granted.value, granted.source, granted.source_on) == ("250000.00", FUNDINGS, ON)


def test_each_target_of_the_last_decision_gets_a_verdict_to_give(startup: Startup) -> None:
    make_past_review(startup, on=date(2025, 6, 1))
    last = make_past_review(startup, targets=3)
    review = make_prepared_review(startup)

    verdicts = TargetVerdict.objects.filter(review=review)
    assert [row.target for row in verdicts] == list(last.decision.targets.all())
    assert {(row.verdict, row.fact, row.value) for row in verdicts} == {("", "", None)}


def test_targets_are_proposed_as_they_are_worded_now_for_six_months_more(
    startup: Startup,
) -> None:
    last = make_past_review(startup, targets=2)
    amended = last.decision.targets.get(position=2)
    TargetAmendment.objects.create(
        target=amended,
        amended_on=date(2026, 1, 1),
        amended_by=make_account(),
        reason="Nouvelle loi",
        wording="Objectif amendé",
        measure="dossiers",
        target_value=Decimal(10),
        due_on=date(2026, 6, 1),
    )
    review = make_prepared_review(startup)

    rows = review.dossier.proposed_targets.all()
    assert [(row.position, row.wording) for row in rows] == [
        (1, "Objectif 1"),
        (2, "Objectif amendé"),
    ]
    assert {row.due_on for row in rows} == {date(2026, 12, 1)}


def test_after_a_decision_without_targets_those_not_met_are_proposed_again(
    startup: Startup,
) -> None:
    first = make_past_review(startup, on=date(2025, 6, 1), targets=3)
    second = make_review(startup, ReviewState.DECIDED, due=LAST)
    make_decision(second)
    codes = (Verdict.MET, Verdict.PARTLY, Verdict.MISSED)
    for target, code in zip(first.decision.targets.all(), codes, strict=True):
        TargetVerdict.objects.create(review=second, target=target, verdict=code, fact="Compté.")
    review = make_prepared_review(startup)

    assert not TargetVerdict.objects.filter(review=review).exists()
    proposed = review.dossier.proposed_targets.all()
    assert [row.wording for row in proposed] == ["Objectif 2", "Objectif 3"]


def test_a_late_review_proposes_days_to_come(startup: Startup) -> None:
    make_past_review(startup, targets=1)
    review = make_planned_review(startup, due=DUE)

    dossier = begin_preparation(review=review, on=date(2026, 9, 30), actor=None)

    assert dossier.proposed_targets.get().due_on == date(2027, 3, 30)


def test_the_dossier_of_another_startup_is_never_taken_from(startup: Startup) -> None:
    make_past_review(make_startup("Autre"))
    review = make_prepared_review(startup)

    assert not review.dossier.answers.exclude(state=AnswerState.EMPTY).exists()
    assert not TargetVerdict.objects.filter(review=review).exists()
