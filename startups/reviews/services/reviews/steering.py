"""What the staff does to a review before its decision: return, postpone, cancel."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, update_facts
from startups.core.services.notices import announce_notices, write_notice
from startups.people.selectors.audience import team_of
from startups.registry.services.journal import record_act
from startups.reviews.enums import OPEN_REVIEWS, ReviewState
from startups.reviews.models import Review, ReviewMove
from startups.reviews.services.reviews import planning


def lock_review(review: Review, states: Collection[str]) -> Review:
    """The row as it is now, locked; raises ValidationError unless it is in one of ``states``.

    The message says what became of it: somebody else was quicker, or the page was old.
    """
    rows = Review.objects.select_for_update(of=("self",)).select_related("startup")
    locked = rows.get(pk=review.pk)
    if locked.state in states:
        return locked
    last = locked.moves.select_related("actor").order_by("-pk").first()
    message = _("This review is no longer open to that: %(state)s since %(day)s (%(who)s).")
    words = {
        "state": locked.get_state_display(),
        "day": date_format(last.on) if last else "–",
        "who": (last.actor if last and last.actor else _("nobody in particular")),
    }
    raise ValidationError(message % words, code="state")


@transaction.atomic
def return_for_completion(*, review: Review, on: date, actor: Actor, comment: str) -> Review:
    """Gives a submitted dossier back to its team, with what is to be completed.

    Side effects: history, the review's move, the journal; the team is told by mail.
    """
    if not comment.strip():
        raise ValidationError({"comment": _("Say what is to be completed.")})
    locked = lock_review(review, {ReviewState.SUBMITTED})
    values = {"state": ReviewState.PREPARING, "submitted_on": None, "submitted_by": None}
    update_facts(instance=locked, values=values, actor=actor, reason=comment)
    move = planning.note_move(locked, on=on, actor=actor, comment=comment)
    record_act(
        startup=locked.startup,
        kind=ActKind.REVIEW_RETURNED,
        on=on,
        actor=actor,
        reason=comment,
    )
    _tell_team(locked, move, on=on)
    return locked


def _tell_team(review: Review, move: ReviewMove, *, on: date) -> None:
    for reader in team_of(review.startup, on=on):
        write_notice(
            recipient=reader,
            key=f"review-{review.pk}-returned-{move.pk}",
            template="mail/review_returned.txt",
            context={"review": review, "startup": review.startup, "move": move},
            on=on,
        )
    announce_notices()


@transaction.atomic
def postpone(*, review: Review, to: date, on: date, actor: Actor, reason: str) -> Review:
    """Gives an open review a later day, once; after that it is late."""
    locked = lock_review(review, OPEN_REVIEWS)
    if locked.postponed_to:
        message = _("It was postponed already, to %(day)s: a review is postponed once.")
        raise ValidationError(message % {"day": date_format(locked.postponed_to)})
    if to <= locked.due_on or to < on:
        raise ValidationError({"to": _("Choose a day after the due date, not in the past.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is postponed.")})
    values = {"postponed_to": to, "postponed_reason": reason}
    update_facts(instance=locked, values=values, actor=actor, reason=reason)
    record_act(
        startup=locked.startup,
        kind=ActKind.REVIEW_POSTPONED,
        on=on,
        actor=actor,
        reason=reason,
        detail=f"{to:%Y-%m-%d}",
    )
    return locked


@transaction.atomic
def cancel_review(*, review: Review, on: date, actor: Actor, reason: str) -> Review:
    """Ends an open review without a decision; the next is due six months after this one was."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is cancelled.")})
    locked = lock_review(review, OPEN_REVIEWS)
    planning.cancel(locked, on=on, actor=actor, reason=reason)
    planning.plan_reviews(on=on, startups=[locked.startup_id], actor=actor)
    return locked
