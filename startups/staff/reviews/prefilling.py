"""What a decision is prefilled with: what the dossier asks, what the last funding was.

So that the usual decision takes one text: the published reasons.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from startups.core.calendar import add_months
from startups.money.enums import FundingKind
from startups.money.models import Funding
from startups.registry.models import Startup
from startups.reviews.due_dates import MONTHS_BETWEEN_REVIEWS
from startups.reviews.enums import DecisionKind, DossierItem
from startups.reviews.models import DossierAnswer, ProposedTarget, Review
from startups.reviews.selectors.dossiers import decisions_before
from startups.reviews.selectors.reviews import seats_of
from startups.staff.reviews.forms.typed import written

from .sheet import Prefilled


def prefilled(review: Review, *, on: date) -> Prefilled:
    """The values that are shown to whoever begins to write the decision on ``review``."""
    decided_on = _decided_on(review, on)
    before = decisions_before([review]).get(review.pk)
    values = {
        "kind": DecisionKind.CONTINUE,
        "decided_on": decided_on,
        "stop_condition": before.stop_condition if before else "",
    }
    return Prefilled(values | _money(review, decided_on), _targets(review, decided_on))


def _decided_on(review: Review, on: date) -> date:
    """The day of the session that has just looked at it, else today."""
    held = [seat.session.date for seat in seats_of(review) if seat.session.date <= on]
    since = review.submitted_on or on
    return held[0] if held and held[0] >= since else on


def _targets(review: Review, decided_on: date) -> list[dict[str, Any]]:
    """What the team proposes; one due after the next review is left for the day of that one."""
    following = add_months(decided_on, MONTHS_BETWEEN_REVIEWS)
    rows = ProposedTarget.objects.filter(dossier__review=review).order_by("position")
    return [
        {
            "wording": row.wording,
            "measure": row.measure,
            "starting_value": written(row.starting_value),
            "target_value": written(row.target_value),
            "due_on": row.due_on if row.due_on and row.due_on <= following else None,
        }
        for row in rows
    ]


def _money(review: Review, decided_on: date) -> dict[str, Any]:
    rows = DossierAnswer.objects.filter(dossier__review=review)
    answers = dict(rows.values_list("item", "value"))
    amount = Decimal(answers.get(DossierItem.ASK_AMOUNT) or 0)
    if not amount:
        return {}
    months = int(answers.get(DossierItem.ASK_MONTHS) or 0) or MONTHS_BETWEEN_REVIEWS
    return {
        "amount": written(amount),
        "period_start": decided_on,
        "period_end": add_months(decided_on, months) - timedelta(days=1),
        **_source(review.startup),
    }


def _source(startup: Startup) -> dict[str, Any]:
    """Where the money came from last time; else from its sponsor, when it has one."""
    last = Funding.objects.filter(startup=startup, corrects=None).order_by("-granted_on", "-pk")
    if funding := last.first():
        return {"funding_kind": funding.kind, "funding_source": funding.source_id}
    sponsor = startup.sponsors.order_by("sponsorships__position").first()
    if sponsor:
        return {"funding_kind": FundingKind.SPONSOR, "funding_source": sponsor.pk}
    return {"funding_kind": FundingKind.OWN_BUDGET}
