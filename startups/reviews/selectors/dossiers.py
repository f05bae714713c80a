"""What the dossiers of reviews are made of, for one review or for many at once.

Each question takes a constant number of queries, whatever the number of reviews.
"""

from collections.abc import Collection, Iterable

from django.db.models import Prefetch

from startups.reviews.enums import ReviewState
from startups.reviews.models import (
    Decision,
    Dossier,
    DossierAnswer,
    DossierDocument,
    Review,
    TargetVerdict,
)


def dossiers_of(reviews: Iterable[Review]) -> dict[int, Dossier]:
    """The dossiers by the key of their review, with all that hangs on them; four queries.

    A review whose preparation has not begun has none.
    """
    answers = DossierAnswer.objects.select_related("answered_by")
    documents = DossierDocument.objects.select_related("document")
    rows = Dossier.objects.filter(review__in=[review.pk for review in reviews]).prefetch_related(
        Prefetch("answers", answers), "proposed_targets", Prefetch("documents", documents)
    )
    return {row.review_id: row for row in rows}


def verdicts_of(reviews: Iterable[Review]) -> dict[int, list[TargetVerdict]]:
    """The verdicts by the key of their review, targets with their amendments; two queries."""
    rows = TargetVerdict.objects.filter(review__in=[review.pk for review in reviews])
    rows = rows.select_related("target__decision").prefetch_related("target__amendments")
    by_review: dict[int, list[TargetVerdict]] = {}
    for row in rows:
        by_review.setdefault(row.review_id, []).append(row)
    return by_review


def decisions_before(reviews: Collection[Review]) -> dict[int, Decision]:
    """By the key of each review, the decision that it follows; two queries.

    That is the last one on another review of the same startup, made by the day on which this
    review ended.
    """
    startups = {review.startup_id for review in reviews}
    rows = Decision.objects.filter(review__startup__in=startups).select_related("review")
    decisions = list(rows.prefetch_related("conditions").order_by("decided_on", "pk"))
    return {
        review.pk: before[-1]
        for review in reviews
        if (before := [row for row in decisions if _precedes(row, review)])
    }


def _precedes(decision: Decision, review: Review) -> bool:
    end = review.decided_on or review.cancelled_on
    return (
        decision.review.startup_id == review.startup_id
        and decision.review_id != review.pk
        and (end is None or decision.decided_on <= end)
    )


def last_decided(review: Review) -> Review | None:
    """The last decided review of the same startup that has a dossier, before this one."""
    rows = Review.objects.filter(
        startup=review.startup_id, state=ReviewState.DECIDED, dossier__isnull=False
    ).exclude(pk=review.pk)
    return rows.order_by("-decided_on", "-pk").first()
