"""Reviews that need somebody: to be prepared in time, read, decided."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from startups.core.formats import long_day
from startups.portfolio.enums import NeedKind
from startups.registry.models import Startup
from startups.reviews.due_dates import days_late
from startups.reviews.enums import OPEN_REVIEWS, WITH_THE_TEAM, ReviewState
from startups.reviews.models import Opinion, Review
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem

from .kinds import Need, NeedScope

DUE_WITHIN = timedelta(days=45)


def reviews_due(*, startups: QuerySet[Startup], on: date) -> QuerySet[Review]:
    """The open reviews of ``startups`` that are late on the day ``on``, or due within 45 days.

    Each bears ``due_day``, the day that it was postponed to if it was; the first due first.
    """
    rows = Review.objects.annotate(due_day=Coalesce("postponed_to", "due_on"))
    rows = rows.filter(startup__in=startups, state__in=sorted(OPEN_REVIEWS))
    return rows.filter(due_day__lte=on + DUE_WITHIN).order_by("due_day", "pk")


def review_needs(*, scope: NeedScope, on: date) -> Iterator[Need]:
    """What is due of the steered startups, and what is to be read or signed; three queries.

    A submitted dossier is told once: to be signed once its session has come, else to be read.
    """
    due = reviews_due(startups=scope.steered, on=on).filter(state__in=sorted(WITH_THE_TEAM))
    for review in due.select_related("startup"):
        yield _due(review, on)
    for review in _submitted(scope):
        if review.is_steered:
            yield _to_sign_or_read(review, on)
        elif not review.spoke and not _has_met(review, on):
            yield _to_read(review, on)


def _submitted(scope: NeedScope) -> QuerySet[Any]:
    steered, heard = Q(startup__in=scope.steered), Q(startup__in=scope.heard)
    spoken = Opinion.objects.filter(review=OuterRef("pk"), author=scope.reader)
    rows = Review.objects.filter(steered | heard, state=ReviewState.SUBMITTED)
    rows = rows.annotate(is_steered=ExpressionWrapper(steered, BooleanField()))
    rows = rows.annotate(spoke=Exists(spoken)).select_related("startup")
    return rows.prefetch_related(_seats())


def _seats() -> Prefetch:
    """Where it is on an agenda for good: neither adjourned nor of a cancelled session."""
    seats = AgendaItem.objects.filter(~Q(session__state=SessionState.CANCELLED), adjourned=False)
    rows = seats.select_related("session").order_by("session__date", "pk")
    return Prefetch("agenda_items", rows, to_attr="seats")


def _session_day(review: Any) -> date | None:
    return review.seats[-1].session.date if review.seats else None


def _has_met(review: Any, on: date) -> bool:
    day = _session_day(review)
    return day is not None and day < on


def _to_sign_or_read(review: Any, on: date) -> Need:
    day = _session_day(review)
    if day is None or day > on:
        return _to_read(review, on)
    return _need(
        review,
        NeedKind.SIGN,
        on,
        since=review.submitted_on,
        detail=_("session of %(day)s") % {"day": long_day(day)},
        route="reviews:decide",
    )


def _to_read(review: Any, on: date) -> Need:
    day = _session_day(review)
    detail = (
        _("for the session of %(day)s") % {"day": long_day(day)} if day else _("on no agenda yet")
    )
    return _need(review, NeedKind.READ, on, since=review.submitted_on, detail=detail)


def _due(review: Any, on: date) -> Need:
    detail = str(review.get_state_display())
    return _need(review, NeedKind.REVIEW, on, since=review.due - DUE_WITHIN, detail=detail)


def _need(
    review: Any,
    kind: NeedKind,
    on: date,
    *,
    since: date,
    detail: str,
    route: str = "reviews:read",
) -> Need:
    return Need(
        kind=kind,
        subject=review.startup.name,
        since=since,
        route=route,
        args=(review.pk,),
        detail=detail,
        due=review.due,
        late=days_late(review.due, on),
    )
