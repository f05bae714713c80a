"""Signing a decision: everything that follows from it, in one act, or nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.lifecycle.enums import EventKind, Phase
from startups.lifecycle.phases import phase_in_force
from startups.money.enums import FundingKind
from startups.money.models import Funding
from startups.registry.models import JournalEntry, Startup
from startups.reviews.enums import DecisionKind, DueBasis, ReviewState
from startups.reviews.models import Decision, Review, Target
from startups.reviews.services.decisions.draft import AimDraft, ConditionDraft, DecisionDraft
from startups.reviews.services.decisions.plan import plan_decision
from startups.reviews.services.decisions.signing import sign_decision
from tests.factories import (
    make_account,
    make_handover_dossier,
    make_phase,
    make_review,
    make_startup,
    make_stop_dossier,
)

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 1)
AIM = AimDraft(
    wording="Doubler les usages",
    measure="utilisateurs par mois",
    starting_value=Decimal(500),
    target_value=Decimal(1000),
    due_on=date(2026, 11, 30),
)


@pytest.fixture
def startup() -> Startup:
    startup = make_startup("Semoir")
    make_phase(startup, Phase.CONSTRUCTION, "2025-09-01")
    return startup


@pytest.fixture
def review(startup: Startup) -> Review:
    return make_review(startup, due=ON)


def draft(kind: str = DecisionKind.CONTINUE, **values: Any) -> DecisionDraft:
    final = kind in (DecisionKind.STOP, DecisionKind.HAND_OVER)
    usual = {"decided_on": ON, "public_reasons": "Les usages doublent."}
    return DecisionDraft(kind=kind, **usual | {"targets": () if final else (AIM,)} | values)


def money(**values: Any) -> dict[str, Any]:
    return {
        "amount": Decimal("200000.00"),
        "period_start": date(2026, 7, 1),
        "period_end": date(2026, 12, 31),
        "funding_kind": FundingKind.OWN_BUDGET,
    } | values


def phase_of(startup: Startup, on: date = ON) -> Phase | None:
    return phase_in_force(startup.phases.all(), on)


def test_continue_grants_freezes_and_plans(review: Review, startup: Startup) -> None:
    condition = ConditionDraft("Publier les statistiques", date(2026, 7, 31))
    signer = make_account()
    decision = sign_decision(
        review=review, draft=draft(conditions=(condition,), **money()), on=ON, actor=signer
    )
    review.refresh_from_db()
    following = Review.objects.get(startup=startup, state=ReviewState.PLANNED)
    assert (review.state, review.decided_on) == (ReviewState.DECIDED, ON)
    assert (following.due_on, following.due_basis) == (date(2026, 12, 1), DueBasis.DECISION)
    assert decision.funding.amount == Decimal("200000.00")
    assert [target.wording for target in decision.targets.all()] == ["Doubler les usages"]
    assert [row.wording for row in decision.conditions.all()] == ["Publier les statistiques"]
    event = startup.events.get()
    assert (event.kind, event.date) == (EventKind.COMMITTEE, ON)
    assert event.comment == "Continuer. Les usages doublent."
    assert phase_of(startup) == Phase.CONSTRUCTION
    acts = JournalEntry.objects.filter(startup=startup, kind=ActKind.DECISION_SIGNED)
    assert [(act.actor, act.reason) for act in acts] == [(signer, "Les usages doublent.")]


def test_advance_changes_the_phase_with_its_decision(review: Review, startup: Startup) -> None:
    decision = sign_decision(
        review=review, draft=draft(DecisionKind.ADVANCE), on=ON, actor=make_account()
    )
    assert phase_of(startup) == Phase.ACCELERATION
    assert startup.phases.get(phase=Phase.ACCELERATION).decision == decision


def test_advance_later_is_planned_and_takes_effect_by_itself(
    review: Review, startup: Startup
) -> None:
    later = date(2026, 9, 1)
    values = draft(DecisionKind.ADVANCE, phase_from=later)
    sign_decision(review=review, draft=values, on=ON, actor=make_account())
    assert phase_of(startup) == Phase.CONSTRUCTION
    assert phase_of(startup, later) == Phase.ACCELERATION


def test_stop_needs_its_dossier_and_plans_nothing_more(review: Review, startup: Startup) -> None:
    stop = draft(DecisionKind.STOP)
    with pytest.raises(ValidationError) as refused:
        sign_decision(review=review, draft=stop, on=ON, actor=make_account())
    assert refused.value.code == "dossier"
    assert not Decision.objects.exists()
    dossier = make_stop_dossier(startup)
    sign_decision(review=review, draft=stop, on=ON, actor=make_account())
    dossier.refresh_from_db()
    assert phase_of(startup) == Phase.STOPPED
    assert dossier.period == startup.phases.get(phase=Phase.STOPPED)
    assert not Review.objects.filter(startup=startup, state=ReviewState.PLANNED).exists()


def test_hand_over_needs_its_countersigned_dossier(review: Review, startup: Startup) -> None:
    dossier = make_handover_dossier(startup, countersigned_on=None)
    values = draft(DecisionKind.HAND_OVER)
    with pytest.raises(ValidationError) as refused:
        sign_decision(review=review, draft=values, on=ON, actor=make_account())
    assert refused.value.code == "dossier"
    dossier.countersigned_on = ON
    dossier.save()
    sign_decision(review=review, draft=values, on=ON, actor=make_account())
    assert phase_of(startup) == Phase.TRANSFERRED


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("decided_on", {"decided_on": date(2026, 6, 2)}),
    ("decided_on", {"decided_on": date(2026, 5, 24)}),
    ("public_reasons", {"public_reasons": "  "}),
    ("months", {"kind": DecisionKind.PROVISIONAL, "months": 3, "evidence_asked": "Un usage"}),
    ("evidence_asked", {"kind": DecisionKind.PROVISIONAL, "months": 1}),
    ("amount", money(amount=Decimal(-1))),
    ("amount", money(amount=Decimal("0.001"))),
    ("amount", {"kind": DecisionKind.STOP, "targets": (), **money()}),
    ("period_end", money(period_end=None)),
    ("period_end", money(period_end=date(2026, 6, 30))),
    ("funding_kind", money(funding_kind="")),
    ("funding_source", money(funding_kind=FundingKind.SPONSOR)),
    ("targets", {"targets": ()}),
    ("targets", {"targets": (AIM,) * 6}),
    ("targets", {"kind": DecisionKind.STOP, "targets": (AIM,)}),
    ("conditions", {"conditions": (ConditionDraft(" ", date(2026, 7, 1)),)}),
    ("conditions", {"conditions": (ConditionDraft("Publier", date(2026, 5, 1)),)}),
    ("next_due_on", {"next_due_on": ON}),
    ("phase_from", {"kind": DecisionKind.ADVANCE, "phase_from": date(2026, 5, 31)}),
    ("phase", {"kind": DecisionKind.ADVANCE, "phase": Phase.CONSOLIDATION}),
]


@pytest.mark.parametrize(("field", "values"), REFUSED)
def test_what_a_decision_must_not_say(review: Review, field: str, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        sign_decision(review=review, draft=draft(**values), on=ON, actor=make_account())
    assert list(refused.value.message_dict) == [field]
    review.refresh_from_db()
    assert review.state == ReviewState.SUBMITTED
    counts = [model.objects.count() for model in (Decision, Funding, Target)]
    assert counts == [0, 0, 0]


def test_second_signature_is_told_of_the_first(review: Review) -> None:
    first = make_account("premiere@portefeuille.example")
    sign_decision(review=review, draft=draft(), on=ON, actor=first)
    with pytest.raises(ValidationError, match=r"premiere@portefeuille\.example"):
        sign_decision(review=review, draft=draft(DecisionKind.ADVANCE), on=ON, actor=first)
    assert Decision.objects.get().kind == DecisionKind.CONTINUE


def test_what_is_shown_before_signing_writes_nothing(review: Review) -> None:
    plan = plan_decision(review=review, draft=draft(**money()), on=ON)
    assert "200" in plan.lines(on=ON)[1]
    assert not Decision.objects.exists()
