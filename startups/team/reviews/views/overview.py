"""The review at a glance: when it is due, who has the ball, what is left to fill in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from startups.permissions import Permission
from startups.registry.models import Startup
from startups.reviews.due_dates import days_late
from startups.reviews.enums import OPEN_REVIEWS, WITH_THE_TEAM, ReviewState
from startups.reviews.models import Review
from startups.reviews.selectors.dossier_gaps import missing_of
from startups.reviews.selectors.reviews import moves_of, seats_of
from startups.reviews.services.dossiers import begin_preparation
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem
from startups.reviews.turnaround import delays
from startups.team.reviews.pages import (
    address,
    any_open,
    may_prepare,
    open_review,
    returned_with,
    show,
)
from startups.web.decorators import on_startup
from startups.web.pages import done, not_done
from startups.web.requests import day_of


@on_startup(Permission.READ_RECORD)
@require_safe
def index(request: HttpRequest, startup: Startup) -> HttpResponse:
    review = open_review(startup)
    return show(
        request,
        "index",
        _("Six-month review"),
        startup=startup,
        review=review,
        may_prepare=may_prepare(request, startup),
        past=past_reviews(startup),
        **(_situation(request, review) if review else {}),
    )


def _situation(request: HttpRequest, review: Review) -> dict[str, Any]:
    on, moves = day_of(request), moves_of(review)
    preparing = review.state == ReviewState.PREPARING
    return {
        "days_left": (review.due - on).days,
        "late": days_late(review.due, on),
        "is_with_team": review.state in WITH_THE_TEAM,
        "moves": moves,
        "delays": delays(moves, on),
        "returned": returned_with(review, moves),
        "missing": missing_of(review) if preparing else [],
        "session": _next_session(review),
    }


def _next_session(review: Review) -> AgendaItem | None:
    """Where a submitted dossier will be looked at."""
    if review.state != ReviewState.SUBMITTED:
        return None
    seats = [seat for seat in seats_of(review) if seat.session.state == SessionState.PLANNED]
    return seats[-1] if seats else None


def past_reviews(startup: Startup) -> list[Review]:
    """Those that were decided or cancelled, the last one first; one query."""
    rows = Review.objects.filter(startup=startup).exclude(state__in=sorted(OPEN_REVIEWS))
    return list(rows.select_related("decision", "dossier").order_by("-due_on", "-pk"))


@on_startup(Permission.PREPARE_REVIEW)
@require_POST
def begin(request: HttpRequest, startup: Startup) -> HttpResponse:
    try:
        begin_preparation(review=any_open(startup), on=day_of(request), actor=request.user)
    except ValidationError as error:
        return not_done(request, error, address("index", startup))
    message = _("The dossier is ready to be filled in: what is known is in it already.")
    return done(request, message, address("dossier", startup))
