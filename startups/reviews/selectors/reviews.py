"""Reviews as the staff look for them: those under way, those that are over, and one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from startups.core.search_text import fold
from startups.registry.models import Startup, StartupIncubator
from startups.reviews.due_dates import days_late
from startups.reviews.enums import OPEN_REVIEWS, WITH_THE_TEAM, Confidence, DossierItem, ReviewState
from startups.reviews.models import DossierAnswer, Opinion, Review, ReviewMove
from startups.reviews.sessions.models import AgendaItem
from startups.reviews.turnaround import Delays, delays

CLOSED_REVIEWS = frozenset(ReviewState) - OPEN_REVIEWS


@dataclass(frozen=True)
class ReviewFilter:
    """What is looked for; empty means anything. ``incubator`` is a key."""

    q: str = ""
    state: str = ""
    late: bool = False
    incubator: int | None = None


@dataclass(frozen=True)
class ReviewRow:
    """A review as a list shows it. ``late`` counts days; ``opinions`` those given on it."""

    review: Review
    incubators: list[str]
    late: int
    delays: Delays
    confidence: Confidence | None
    opinions: int

    @property
    def with_team(self) -> bool:
        """Whether the ball is with the team; else, while it is open, with the incubator."""
        return self.review.state in WITH_THE_TEAM


def open_reviews(
    *, startups: QuerySet[Startup], wanted: ReviewFilter, on: date
) -> QuerySet[Review]:
    """Those under way among ``startups``, the first due first."""
    rows: Any = _narrowed(startups, wanted, OPEN_REVIEWS)
    if wanted.late:
        rows = rows.filter(due_day__lt=on)
    ordered: QuerySet[Review] = rows.order_by("due_day", "startup__name", "pk")
    return ordered


def closed_reviews(*, startups: QuerySet[Startup], wanted: ReviewFilter) -> QuerySet[Review]:
    """Those that were decided or cancelled, the last one first."""
    rows = _narrowed(startups, wanted, CLOSED_REVIEWS).select_related("decision")
    closed: Any = Coalesce("decided_on", "cancelled_on")
    return rows.order_by(closed.desc(), "startup__name", "pk")


def _narrowed(
    startups: QuerySet[Startup], wanted: ReviewFilter, states: Iterable[str]
) -> QuerySet[Review]:
    rows = Review.objects.annotate(due_day=Coalesce("postponed_to", "due_on"))
    rows = rows.filter(startup__in=startups, state__in=sorted(states))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.incubator:
        tied = StartupIncubator.objects.filter(incubator=wanted.incubator)
        rows = rows.filter(startup__in=tied.values("startup"))
    if wanted.q:
        rows = rows.filter(startup__published_text__search_name__contains=fold(wanted.q))
    return rows


def review_rows(reviews: QuerySet[Review], *, on: date) -> list[ReviewRow]:
    """What a list shows of each; five queries, whatever their number."""
    counted = Opinion.objects.filter(review=OuterRef("pk")).order_by().values("review")
    count = counted.annotate(number=Count("pk")).values("number")
    rows = reviews.select_related("startup").prefetch_related(
        "moves",
        Prefetch(
            "startup__startupincubators", StartupIncubator.objects.select_related("incubator")
        ),
        Prefetch("dossier__answers", DossierAnswer.objects.filter(item=DossierItem.CONFIDENCE)),
    )
    number: Any = Coalesce(Subquery(count, output_field=IntegerField()), 0)
    return [_row(review, on) for review in rows.annotate(opinion_count=number)]


def _row(review: Any, on: date) -> ReviewRow:
    dossier = getattr(review, "dossier", None)
    confidences = (
        [answer.value for answer in dossier.answers.all() if answer.value] if dossier else []
    )
    return ReviewRow(
        review=review,
        incubators=[str(tie.incubator) for tie in review.startup.startupincubators.all()],
        late=days_late(review.due, on) if review.is_open else 0,
        delays=delays(review.moves.all(), on),
        confidence=Confidence(confidences[0]) if confidences else None,
        opinions=review.opinion_count,
    )


def moves_of(review: Review) -> list[ReviewMove]:
    """Each state that it reached, when, by whom, in order; one query."""
    return list(review.moves.select_related("actor").order_by("pk"))


def seats_of(review: Review) -> list[AgendaItem]:
    """The sessions on whose agenda it stands or stood, the next or the last first; one query."""
    rows = review.agenda_items.select_related("session__incubator")
    return list(rows.order_by("-session__date", "-pk"))
