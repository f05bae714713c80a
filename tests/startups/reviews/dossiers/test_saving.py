"""A dossier is saved as it is typed: states, refusals, and two people at once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.versions import Stale
from startups.reviews.enums import NEVER_UNKNOWN, AnswerState, DossierItem, ReviewState, Verdict
from startups.reviews.models import DossierAnswer, ProposedTarget, Review, TargetVerdict
from startups.reviews.services.dossiers import (
    TypedTarget,
    confirm_all,
    save_answer,
    save_targets,
    save_verdict,
)
from startups.reviews.services.dossiers.prefilling import LAST_DOSSIER
from tests.factories import make_account, make_startup
from tests.trees import history_rows

from .making import ON, answer_of, make_past_review, make_prepared_review

pytestmark = pytest.mark.django_db

CORRECTED, CONFIRMED = AnswerState.CORRECTED, AnswerState.CONFIRMED
EMPTY, PREFILLED, UNKNOWN = AnswerState.EMPTY, AnswerState.PREFILLED, AnswerState.UNKNOWN
LEARNT = DossierItem.LEARNT


@pytest.fixture
def review() -> Review:
    startup = make_startup("Semoir")
    make_past_review(startup)
    return make_prepared_review(startup)


def save(review: Review, item: str, state: str, value: str | None = None, **values: Any) -> Any:
    answer = answer_of(review, item)
    given = {"seen_version": answer.version, "on": ON, "actor": None} | values
    return save_answer(answer=answer, state=state, value=value, **given)


def submitted(review: Review) -> None:
    Review.objects.filter(pk=review.pk).update(
        state=ReviewState.SUBMITTED, submitted_on=ON, submitted_by=make_account()
    )


def test_a_prefilled_value_is_confirmed_and_keeps_its_source(review: Review) -> None:
    actor = make_account()
    text = answer_of(review, LEARNT).value

    row = save(review, LEARNT, CONFIRMED, actor=actor)

    assert (row.state, row.value, row.source) == (CONFIRMED, text, LAST_DOSSIER)
    assert (row.answered_by, row.answered_on, row.version) == (actor, ON, 1)
    assert row.history.first().history_user == actor


def test_another_text_corrects_it_and_it_comes_from_the_team(review: Review) -> None:
    row = save(review, LEARNT, CORRECTED, "Autre chose.\r\nEt ceci. ")

    assert (row.state, row.value) == (CORRECTED, "Autre chose.\nEt ceci.")
    assert (row.source, row.source_on, row.answered_on) == ("", None, ON)


def test_confirming_another_text_than_the_one_recorded_corrects(review: Review) -> None:
    assert save(review, LEARNT, CONFIRMED, "Autre chose.").state == CORRECTED


def test_the_same_text_sent_back_is_no_answer(review: Review) -> None:
    before = history_rows()

    row = save(review, LEARNT, CORRECTED, answer_of(review, LEARNT).value)

    assert (row.state, row.version) == (PREFILLED, 0)
    assert history_rows() == before


def test_what_the_team_wrote_needs_no_confirmation(review: Review) -> None:
    save(review, LEARNT, CORRECTED, "De nous.")

    assert save(review, LEARNT, CONFIRMED).state == CORRECTED


def test_an_empty_text_takes_the_answer_back(review: Review) -> None:
    save(review, LEARNT, CORRECTED, "De nous.")

    row = save(review, LEARNT, CORRECTED, " \n")

    assert (row.state, row.value, row.answered_on) == (EMPTY, "", None)


def test_nothing_cannot_be_confirmed(review: Review) -> None:
    with pytest.raises(ValidationError) as refused:
        save(review, DossierItem.STRATEGY, CONFIRMED)

    assert refused.value.code == "nothing"


@pytest.mark.parametrize("item", sorted(set(DossierItem) - NEVER_UNKNOWN))
def test_what_nobody_knows_is_said_to_be_unknown(review: Review, item: str) -> None:
    row = save(review, item, UNKNOWN)

    assert (row.state, row.value, row.answered_on) == (UNKNOWN, "", ON)


@pytest.mark.parametrize("item", sorted(NEVER_UNKNOWN))
def test_what_the_team_alone_knows_is_never_unknown(review: Review, item: str) -> None:
    before = history_rows()

    with pytest.raises(ValidationError) as refused:
        save(review, item, UNKNOWN)

    assert refused.value.code == "never_unknown"
    assert history_rows() == before


GRANTED, MONTHS = DossierItem.GRANTED, DossierItem.ASK_MONTHS


@pytest.mark.parametrize(
    ("item", "typed", "kept"),
    [
        (GRANTED, "1 234,5 €", "1234.50"),
        (GRANTED, "150000", "150000.00"),
        (GRANTED, "1\u202f234\u00a0567,89", "1234567.89"),
        (GRANTED, "0", "0.00"),
        (MONTHS, "0", "0"),
        (MONTHS, "12", "12"),
        (DossierItem.CONFIDENCE, "fragile", "fragile"),
    ],
)
def test_values_are_read_as_people_write_them(review, item, typed, kept) -> None:
    assert save(review, item, CORRECTED, typed).value == kept


@pytest.mark.parametrize(
    ("item", "typed"),
    [
        (GRANTED, "-1"),
        (GRANTED, "1,234"),
        (GRANTED, "12,345 67"),
        (GRANTED, "1,2345"),
        (GRANTED, "150 k€"),
        (GRANTED, "12 %"),
        (GRANTED, "10000000000"),
        (MONTHS, "13"),
        (MONTHS, "-1"),
        (MONTHS, "1,5"),
        (DossierItem.CONFIDENCE, "inventé"),
        (LEARNT, "x" * 20_001),
    ],
)
def test_what_cannot_be_is_refused_and_not_written(review, item, typed) -> None:
    before = history_rows()

    with pytest.raises(ValidationError):
        save(review, item, CORRECTED, typed)

    assert history_rows() == before


def test_the_second_of_two_who_write_is_told_who_was_first(review: Review) -> None:
    first = make_account(first_name="Ada", last_name="Martin")
    save(review, LEARNT, CORRECTED, "La sienne.", actor=first)

    with pytest.raises(Stale) as told:
        save(review, LEARNT, CORRECTED, "La mienne.", seen_version=0)

    assert (told.value.who, told.value.version) == (str(first), 1)
    assert answer_of(review, LEARNT).value == "La sienne."


def test_the_second_who_read_the_first_may_write(review: Review) -> None:
    save(review, LEARNT, CORRECTED, "La sienne.")

    assert save(review, LEARNT, CORRECTED, "La mienne.", seen_version=1).version == 2


def test_the_same_sent_again_is_no_conflict(review: Review) -> None:
    """The answer to the first sending was lost on the way."""
    save(review, LEARNT, CORRECTED, "La mienne.", seen_version=0)

    assert save(review, LEARNT, CORRECTED, "La mienne.", seen_version=0).version == 1


def test_nothing_changes_once_it_is_submitted(review: Review) -> None:
    verdict = TargetVerdict.objects.filter(review=review).first()
    submitted(review)
    before = history_rows()
    acts = (
        lambda: save(review, LEARNT, CONFIRMED),
        lambda: save(review, LEARNT, CORRECTED, "Trop tard."),
        lambda: confirm_all(review=review, seen={LEARNT: 0}, on=ON, actor=None),
        lambda: judge(verdict, code=Verdict.MET),
        lambda: propose(review, TypedTarget(wording="Trop tard")),
    )
    for act in acts:
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.code == "state"
    assert history_rows() == before


def test_a_section_is_confirmed_at_once_but_not_what_changed_meanwhile(review: Review) -> None:
    save(review, DossierItem.RISKS, CONFIRMED)
    DossierAnswer.objects.filter(dossier__review=review, item=DossierItem.BLOCKING).update(
        version=3
    )
    seen = {LEARNT: 0, DossierItem.RISKS: 1, DossierItem.BLOCKING: 0, DossierItem.STRATEGY: 0}

    confirmed = confirm_all(review=review, seen=seen, on=ON, actor=None)

    assert [row.item for row in confirmed] == [LEARNT]
    assert answer_of(review, LEARNT).state == CONFIRMED
    assert answer_of(review, DossierItem.BLOCKING).state == PREFILLED
    assert answer_of(review, DossierItem.STRATEGY).state == EMPTY


def judge(verdict: Any, code: str = "", value: str = "", fact: str = "", **values: Any) -> Any:
    given = {"seen_version": verdict.version, "on": ON, "actor": None} | values
    return save_verdict(verdict=verdict, code=code, value=value, fact=fact, **given)


@pytest.fixture
def verdict(review: Review) -> TargetVerdict:
    return TargetVerdict.objects.select_related("review").filter(review=review)[0]


def test_a_verdict_is_saved_by_parts(verdict: TargetVerdict) -> None:
    row = judge(verdict, code=Verdict.PARTLY)
    assert (row.verdict, row.fact, row.is_complete, row.version) == ("partly", "", False, 1)

    row = judge(row, Verdict.PARTLY, "1 234,5", " Compté le 30 avril. ")
    assert (row.value, row.fact, row.is_complete) == (
        Decimal("1234.5000"),
        "Compté le 30 avril.",
        True,
    )
    assert row.history.count() == 3


def test_a_verdict_is_refused_by_field(verdict: TargetVerdict) -> None:
    with pytest.raises(ValidationError) as refused:
        judge(verdict, code="inventé", value="beaucoup", fact="x" * 20_001)

    assert set(refused.value.error_dict) == {"verdict", "value", "fact"}
    verdict.refresh_from_db()
    assert (verdict.verdict, verdict.version) == ("", 0)


def test_two_verdicts_on_one_target_at_once_are_told_apart(verdict: TargetVerdict) -> None:
    first = make_account(first_name="Ada", last_name="Martin")
    judge(verdict, code=Verdict.MET, fact="Oui.", actor=first)

    with pytest.raises(Stale) as told:
        judge(verdict, code=Verdict.MISSED, fact="Non.", seen_version=0)

    assert told.value.who == str(first)
    judge(verdict, code=Verdict.MET, fact="Oui.", seen_version=0)


AIM = TypedTarget("Mille usagers", "usagers par mois", "500", "1 000", "2026-12-01")


def propose(review: Review, *targets: TypedTarget, seen: int | None = None) -> Any:
    dossier = Review.objects.get(pk=review.pk).dossier
    version = dossier.targets_version if seen is None else seen
    return save_targets(dossier=dossier, targets=targets, seen_version=version, on=ON, actor=None)


def proposed(review: Review) -> list[tuple[Any, ...]]:
    rows = ProposedTarget.objects.filter(dossier__review=review)
    return [
        (row.position, row.wording, row.starting_value, row.target_value, row.due_on)
        for row in rows
    ]


def test_proposed_targets_are_written_as_a_whole(review: Review) -> None:
    dossier = propose(review, AIM, TypedTarget(), TypedTarget(wording="À préciser"))

    assert dossier.targets_version == 1
    assert proposed(review) == [
        (1, "Mille usagers", Decimal(500), Decimal(1000), date(2026, 12, 1)),
        (2, "À préciser", None, None, None),
    ]


def test_targets_are_taken_away(review: Review) -> None:
    assert len(proposed(review)) == 2

    propose(review)

    assert proposed(review) == []


def test_the_same_targets_sent_again_write_nothing(review: Review) -> None:
    propose(review, AIM)
    before = history_rows()

    assert propose(review, AIM, seen=0).targets_version == 1
    assert history_rows() == before


def test_targets_are_refused_by_number_and_field(review: Review) -> None:
    wrong = TypedTarget("x" * 301, "m", "?", "1,234", "2026-05-04")

    with pytest.raises(ValidationError) as refused:
        propose(review, AIM, wrong)

    assert set(refused.value.error_dict) == {"2-wording", "2-start", "2-goal", "2-due"}
    assert len(proposed(review)) == 2


def test_five_targets_at_most(review: Review) -> None:
    with pytest.raises(ValidationError):
        propose(review, *[AIM] * 6)

    assert propose(review, *[AIM] * 5).targets_version == 1


def test_two_who_propose_at_once_are_told_apart(review: Review) -> None:
    propose(review, AIM)

    with pytest.raises(Stale):
        propose(review, TypedTarget(wording="Autre"), seen=0)

    assert [row[1] for row in proposed(review)] == ["Mille usagers"]
