"""Conditions of decisions that should have been met by now."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet

from startups.portfolio.enums import NeedKind
from startups.registry.models import Startup
from startups.reviews.due_dates import days_late
from startups.reviews.models import Condition

from .kinds import Need


def conditions_overdue(*, startups: QuerySet[Startup], on: date) -> Iterator[Need]:
    """Those of ``startups`` that are not met and were due before the day ``on``; one query."""
    rows = Condition.objects.filter(
        decision__review__startup__in=startups, met_on=None, due_on__lt=on
    )
    for row in rows.select_related("decision__review__startup"):
        yield Need(
            kind=NeedKind.CONDITION,
            subject=row.decision.review.startup.name,
            since=row.due_on + timedelta(days=1),
            route="reviews:condition",
            args=(row.decision.review_id, row.pk),
            detail=row.wording,
            due=row.due_on,
            late=days_late(row.due_on, on),
        )
