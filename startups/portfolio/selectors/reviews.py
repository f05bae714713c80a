"""The open review and the open conditions of each startup, by its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from startups.registry.models import Startup
from startups.reviews.due_dates import days_late
from startups.reviews.enums import OPEN_REVIEWS, WITH_THE_TEAM, ReviewState
from startups.reviews.models import Condition, Review


@dataclass(frozen=True)
class OpenReview:
    """The review under way; ``late`` counts the days since it was due."""

    key: int
    state: ReviewState
    due: date
    late: int

    @property
    def with_team(self) -> bool:
        """Whether the ball is with the team; else it is with the incubator."""
        return self.state in WITH_THE_TEAM


@dataclass(frozen=True)
class Conditions:
    """How many conditions of its decisions are not met, and how many of them are overdue."""

    open: int = 0
    overdue: int = 0


def reviews_by_startup(startups: QuerySet[Startup], *, on: date) -> Mapping[int, OpenReview]:
    """One query; a startup has one open review at most."""
    rows = Review.objects.filter(startup__in=startups, state__in=sorted(OPEN_REVIEWS))
    return {
        row.startup_id: OpenReview(row.pk, ReviewState(row.state), row.due, days_late(row.due, on))
        for row in rows
    }


def conditions_by_startup(startups: QuerySet[Startup], *, on: date) -> Mapping[int, Conditions]:
    """One query."""
    rows = Condition.objects.filter(decision__review__startup__in=startups, met_on=None)
    counted = (
        rows.order_by()
        .values("decision__review__startup")
        .annotate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on)))
    )
    return {
        row["decision__review__startup"]: Conditions(row["open"], row["overdue"]) for row in counted
    }
