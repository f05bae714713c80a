"""Gives the dossier to the committee: complete, and the same ever after."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, update_facts
from startups.core.services.notices import announce_notices, write_notice
from startups.people.selectors.audience import committee_of, managers_of
from startups.registry.services.journal import record_act
from startups.reviews.enums import ReviewState
from startups.reviews.models import Review, ReviewMove
from startups.reviews.selectors.dossier_gaps import missing_of
from startups.reviews.selectors.dossiers import decisions_before
from startups.reviews.selectors.figure_summaries import figure_summaries
from startups.reviews.services.reviews.planning import note_move
from startups.reviews.services.reviews.steering import lock_review


@transaction.atomic
def submit_dossier(*, review: Review, on: date, actor: Actor) -> Review:
    """Submits a complete dossier; from then on nothing in it changes, unless it is returned.

    Raises ValidationError, with a message for each thing that is missing
    (``reviews.selectors.dossier_gaps``), or when it is not in preparation any more. Side effects:
    the impact figures are kept as they are, history, the review's move, the journal; its managers
    and its committee are told by mail, after the commit.
    """
    if actor is None:
        raise ValidationError(_("A dossier is submitted by somebody."), code="actor")
    locked = lock_review(review, {ReviewState.PREPARING})
    missing = missing_of(locked)
    if missing:
        raise ValidationError([row.message for row in missing])
    _keep_figures(locked, on=on, actor=actor)
    values = {"state": ReviewState.SUBMITTED, "submitted_on": on, "submitted_by": actor}
    update_facts(instance=locked, values=values, actor=actor, reason="")
    move = note_move(locked, on=on, actor=actor)
    record_act(startup=locked.startup, kind=ActKind.REVIEW_SUBMITTED, on=on, actor=actor)
    _tell(locked, move, on=on, actor=actor)
    return locked


def _keep_figures(review: Review, *, on: date, actor: Actor) -> None:
    before = decisions_before([review]).get(review.pk)
    since = {review.startup_id: before.decided_on if before else None}
    summaries = figure_summaries(since, on=on)[review.startup_id]
    figures = [figure.as_json() for figure in summaries]
    update_facts(instance=review.dossier, values={"figures": figures}, actor=actor, reason="")


def _tell(review: Review, move: ReviewMove, *, on: date, actor: Actor) -> None:
    """Whoever submitted it knows; a submission after a return is told anew."""
    startup = review.startup
    readers = {*managers_of(startup, on=on), *committee_of(startup, on=on)} - {actor}
    for reader in sorted(readers, key=lambda user: user.pk):
        write_notice(
            recipient=reader,
            key=f"review-{review.pk}-submitted-{move.pk}",
            template="mail/review_submitted.txt",
            context={"review": review, "startup": startup, "actor": actor},
            on=on,
        )
    announce_notices()
