"""Begins the preparation of a review: its dossier is made, filled in with what is known."""

from datetime import date

from django.db import transaction

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, create_facts, sign, update_facts
from startups.registry.services.journal import record_act
from startups.reviews.enums import ReviewState
from startups.reviews.models import Dossier, DossierAnswer, ProposedTarget, Review, TargetVerdict
from startups.reviews.selectors.dossiers import decisions_before
from startups.reviews.services.reviews.planning import note_move
from startups.reviews.services.reviews.steering import lock_review

from .prefilling import prefilled_answers, prefilled_targets, verdicts_to_give


@transaction.atomic
def begin_preparation(*, review: Review, on: date, actor: Actor) -> Dossier:
    """Takes a planned review into preparation, and makes its dossier.

    The dossier has one answer an item, a verdict to give for each target of the last decision,
    and the targets that are not met yet as proposals. Raises ValidationError when the review is
    not planned any more. Side effects: history, the review's move, the journal.
    """
    locked = lock_review(review, {ReviewState.PLANNED})
    dossier = Dossier(review=locked)
    sign(dossier, actor=actor, reason="").save()
    _fill(dossier, locked, on=on, actor=actor)
    values = {"state": ReviewState.PREPARING, "prepared_on": on}
    update_facts(instance=locked, values=values, actor=actor, reason="")
    note_move(locked, on=on, actor=actor)
    record_act(startup=locked.startup, kind=ActKind.REVIEW_OPENED, on=on, actor=actor)
    return dossier


def _fill(dossier: Dossier, review: Review, *, on: date, actor: Actor) -> None:
    before = decisions_before([review]).get(review.pk)
    create_facts(
        model=DossierAnswer,
        rows=prefilled_answers(dossier=dossier, review=review, on=on),
        actor=actor,
        reason="",
    )
    create_facts(
        model=TargetVerdict,
        rows=verdicts_to_give(review=review, before=before),
        actor=actor,
        reason="",
    )
    create_facts(
        model=ProposedTarget,
        rows=prefilled_targets(dossier=dossier, review=review, before=before, on=on),
        actor=actor,
        reason="",
    )
