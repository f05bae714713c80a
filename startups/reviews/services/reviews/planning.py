"""Plans reviews by themselves: every active startup has an open one, due by the rule."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign, update_facts
from startups.money.selectors.envelopes import envelope_ends
from startups.registry.models import Startup
from startups.registry.services.journal import record_act
from startups.reviews.due_dates import Due, due_date
from startups.reviews.enums import OPEN_REVIEWS, WITH_THE_TEAM, DueBasis, ReviewState
from startups.reviews.models import Review, ReviewMove
from startups.reviews.selectors.due_dates import backgrounds


@dataclass(frozen=True)
class PlannedReviews:
    """How many reviews were planned, moved to another day, and dropped."""

    planned: int = 0
    moved: int = 0
    dropped: int = 0


@transaction.atomic
def plan_reviews(
    *,
    on: date,
    startups: Collection[int] | None = None,
    actor: Actor = None,
) -> PlannedReviews:
    """Plans what is absent, and moves what is due on another day; safe to repeat.

    ``startups`` are keys; None stands for all. The end of the envelope may bring a review
    forward (``money.selectors.envelopes``). The open review of a startup that is not active any
    more is dropped, unless its dossier is submitted: that one is decided, or cancelled by
    somebody.
    """
    ends = envelope_ends(on=on, startups=startups)
    known = backgrounds(on=on, startups=startups, envelope_ends=ends)
    reviews = Review.objects.select_for_update(of=("self",)).filter(state__in=OPEN_REVIEWS)
    if startups is not None:
        reviews = reviews.filter(startup__in=startups)
    opened = {review.startup_id: review for review in reviews.select_related("startup")}
    absent = Startup.objects.in_bulk([key for key in known if key not in opened])
    for key, startup in absent.items():
        add_review(startup=startup, due=due_date(known[key]), on=on, actor=actor)
    moved = [_move(opened[key], due_date(known[key]), actor) for key in known if key in opened]
    dropped = [_drop(review, on, actor) for key, review in opened.items() if key not in known]
    return PlannedReviews(len(absent), sum(moved), sum(dropped))


def add_review(*, startup: Startup, due: Due, on: date, actor: Actor) -> Review:
    """Plans a review of ``startup``; the database refuses a second open one."""
    review = Review(startup=startup, due_on=due.on, due_basis=due.basis)
    sign(review, actor=actor, reason=_("planned")).save()
    note_move(review, on=on, actor=actor)
    record_act(
        startup=startup,
        kind=ActKind.REVIEW_PLANNED,
        on=on,
        actor=actor,
        detail=f"{due.on:%Y-%m-%d}",
    )
    return review


def note_move(review: Review, *, on: date, actor: Actor, comment: str = "") -> ReviewMove:
    """Adds to the trail of a review the state that it has just reached."""
    return ReviewMove.objects.create(
        review=review, to_state=review.state, on=on, actor=actor, comment=comment
    )


def _move(review: Review, due: Due, actor: Actor) -> bool:
    if review.postponed_to or review.state not in WITH_THE_TEAM:
        return False
    values = {"due_on": due.on, "due_basis": due.basis}
    reason = _("the due date follows from what changed")
    return bool(update_facts(instance=review, values=values, actor=actor, reason=reason))


def _drop(review: Review, on: date, actor: Actor) -> bool:
    if review.state not in WITH_THE_TEAM or _is_to_start(review, on):
        return False
    cancel(review, on=on, actor=actor, reason=_("The startup is not active any more."))
    return True


def _is_to_start(review: Review, on: date) -> bool:
    """Whether it was set at the opening of a startup whose first phase is still to come."""
    if review.due_basis != DueBasis.OPENING:
        return False
    return not review.startup.phases.filter(start__lte=on).exists()


def cancel(review: Review, *, on: date, actor: Actor, reason: str) -> None:
    """Ends an open review without a decision; its row is locked by whoever calls."""
    values = {
        "state": ReviewState.CANCELLED,
        "cancelled_on": on,
        "cancelled_reason": reason,
    }
    update_facts(instance=review, values=values, actor=actor, reason=reason)
    note_move(review, on=on, actor=actor, comment=reason)
    record_act(
        startup=review.startup, kind=ActKind.REVIEW_CANCELLED, on=on, actor=actor, reason=reason
    )
