"""A signed decision with all that hangs on it, and what it says now, corrections included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from startups.lifecycle.models import PhasePeriod
from startups.money.models import Funding
from startups.reviews.models import (
    Condition,
    Decision,
    DecisionCorrection,
    Review,
    Target,
    TargetAmendment,
)

from .due_dates import next_due_of


@dataclass(frozen=True)
class DecisionNow:
    """What a decision says once its corrections are read; amounts in euros including tax."""

    amount: Decimal
    period_end: date | None
    public_reasons: str
    private_reasons: str
    next_due_on: date | None


def decision_on(review: Review) -> Decision | None:
    """The decision on ``review``, with corrections, targets, conditions and funding; nine
    queries at most, whatever their number."""
    rows = Decision.objects.filter(review=review).select_related("signed_by", "review__startup")
    amendments = TargetAmendment.objects.select_related("amended_by")
    return rows.prefetch_related(
        Prefetch("corrections", DecisionCorrection.objects.select_related("corrected_by")),
        Prefetch("conditions", Condition.objects.select_related("met_by")),
        Prefetch("targets", Target.objects.prefetch_related(Prefetch("amendments", amendments))),
        Prefetch("funding", Funding.objects.select_related("source")),
        "funding__corrections",
        Prefetch("phase_period", PhasePeriod.objects.all()),
    ).first()


def decision_now(decision: Decision) -> DecisionNow:
    """What ``decision`` says now; its corrections are prefetched, or read."""
    corrections = list(decision.corrections.all())
    return DecisionNow(
        amount=_last((row.amount for row in corrections), decision.amount),
        period_end=_last((row.period_end for row in corrections), decision.period_end),
        public_reasons=_last((row.public_reasons for row in corrections), decision.public_reasons),
        private_reasons=_last(
            (row.private_reasons for row in corrections), decision.private_reasons
        ),
        next_due_on=next_due_of(decision),
    )


def _last[T](corrected: Iterable[T | None], signed: T) -> T:
    """The last correction that says something; else what was signed. An amount may be 0."""
    values = [value for value in corrected if value is not None and value != ""]
    return values[-1] if values else signed


def review_after(review: Review) -> Review | None:
    """The review that was planned next for the same startup; one query."""
    return Review.objects.filter(startup=review.startup_id, pk__gt=review.pk).order_by("pk").first()
