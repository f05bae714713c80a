"""A startup whose team has a dossier behind it and one before it."""

from datetime import date
from decimal import Decimal
from typing import Any

from startups.core.calendar import add_months
from startups.figures.models import Indicator, Measurement
from startups.registry.models import Startup
from startups.reviews.enums import AnswerState, DossierItem, ReviewState, Verdict
from startups.reviews.models import Dossier, DossierAnswer, ProposedTarget, Review, TargetVerdict
from startups.reviews.services.dossiers import (
    begin_preparation,
    confirm_all,
    save_answer,
    save_verdict,
)
from tests.factories import make_decision, make_review, make_target

ON = date(2026, 5, 4)
DUE = date(2026, 6, 1)
LAST = date(2025, 12, 1)
SAID: dict[str, str] = {
    DossierItem.DONE: "Ouverture dans deux départements.",
    DossierItem.LEARNT: "Les agents saisissent le soir.",
    DossierItem.TEAM: "Deux personnes.",
    DossierItem.RISKS: "Dépendance à un seul fournisseur.",
    DossierItem.BLOCKING: "Accès aux données attendu.",
    DossierItem.GRANTED: "200000.00",
    DossierItem.COMMITTED: "120000.00",
    DossierItem.SPENT: "80000.00",
    DossierItem.STRATEGY: "Ouvrir dans dix départements.",
    DossierItem.ASK_MONTHS: "6",
    DossierItem.ASK_AMOUNT: "150000.00",
    DossierItem.ASK_TEAM: "Trois développeurs.",
    DossierItem.CONFIDENCE: "on_track",
}


def make_answers(dossier: Dossier, said: dict[str, str] | None = None, **fields: Any) -> None:
    """Answers to every item, as a team left them."""
    values = {"state": AnswerState.CORRECTED} | fields
    for item in DossierItem:
        text = (SAID if said is None else said).get(item, "")
        state = values if text else {"state": AnswerState.UNKNOWN}
        DossierAnswer.objects.create(dossier=dossier, item=item, value=text, **state)


def make_past_review(
    startup: Startup, *, on: date = LAST, targets: int = 2, said: dict[str, str] | None = None
) -> Review:
    """A decided review with its dossier and, in its decision, targets."""
    review = make_review(startup, ReviewState.DECIDED, due=on)
    make_answers(review.dossier, said)
    decision = make_decision(review)
    for position in range(1, targets + 1):
        make_target(decision, position, wording=f"Objectif {position}")
    return review


def make_planned_review(startup: Startup, due: date = DUE) -> Review:
    return make_review(startup, ReviewState.PLANNED, due=due)


def make_prepared_review(startup: Startup, *, actor: Any = None, on: date = ON) -> Review:
    """A review whose preparation has begun."""
    review = make_planned_review(startup)
    begin_preparation(review=review, on=on, actor=actor)
    return Review.objects.select_related("startup").get(pk=review.pk)


def answer_of(review: Review, item: str) -> DossierAnswer:
    return DossierAnswer.objects.select_related("dossier__review").get(
        dossier__review=review, item=item
    )


def complete(review: Review, *, actor: Any, on: date = ON) -> None:
    """Answers everything, as a team would that changes nothing it need not."""
    answers = DossierAnswer.objects.filter(dossier__review=review)
    seen = {row.item: row.version for row in answers.filter(state=AnswerState.PREFILLED)}
    confirm_all(review=review, seen=seen, on=on, actor=actor)
    for row in answers.filter(state=AnswerState.EMPTY).select_related("dossier__review"):
        save_answer(
            answer=row,
            state=AnswerState.CORRECTED,
            value=SAID[row.item],
            seen_version=row.version,
            on=on,
            actor=actor,
        )
    for verdict in TargetVerdict.objects.filter(review=review).select_related("review"):
        save_verdict(
            verdict=verdict,
            code=Verdict.PARTLY,
            value="700",
            fact="Compté le 30 avril.",
            seen_version=verdict.version,
            on=on,
            actor=actor,
        )
    if not ProposedTarget.objects.filter(dossier__review=review).exists():
        ProposedTarget.objects.create(
            dossier=review.dossier,
            position=1,
            wording="Mille usagers",
            measure="usagers par mois",
            target_value=Decimal(1000),
            due_on=add_months(on, 6),
        )


def make_figures(startup: Startup, *values: tuple[date, int], **fields: Any) -> Indicator:
    """An indicator and what was measured of it."""
    defaults = {"level": "used", "wording": "Usagers actifs", "unit": "usagers"}
    indicator = Indicator.objects.create(startup=startup, **defaults | fields)
    for day, value in values:
        Measurement.objects.create(
            indicator=indicator, date=day, value=Decimal(value), source="Statistiques"
        )
    return indicator
