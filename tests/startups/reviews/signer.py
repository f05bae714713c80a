"""A process of its own that signs decisions when it is told to: ``python -m … signer``.

``tests.processes`` says how it is spoken to.

``sign REVIEW KIND`` signs; ``die REVIEW KIND N`` is killed before its Nth query; ``count REVIEW``
says what is there.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

import django

django.setup()

from datetime import date  # models are there once Django is set up  # noqa: E402
from decimal import Decimal  # noqa: E402

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import connection  # noqa: E402

from startups.core.models import Notice  # noqa: E402
from startups.lifecycle.models import Event, PhasePeriod  # noqa: E402
from startups.money.enums import FundingKind  # noqa: E402
from startups.money.models import Funding  # noqa: E402
from startups.registry.models import JournalEntry  # noqa: E402
from startups.reviews.enums import ReviewState  # noqa: E402
from startups.reviews.models import Condition, Decision, Review, Target  # noqa: E402
from startups.reviews.services.decisions.draft import AimDraft, ConditionDraft, DecisionDraft  # noqa: E402
from startups.reviews.services.decisions.signing import sign_decision  # noqa: E402
from tests.processes import serve  # noqa: E402

ON = date(2026, 6, 1)


def draft(kind: str) -> DecisionDraft:
    """A decision with everything that can follow from one."""
    aim = AimDraft("Doubler les usages", "par mois", Decimal(1000), date(2026, 11, 30))
    return DecisionDraft(
        kind=kind,
        decided_on=ON,
        public_reasons="Les usages doublent.",
        amount=Decimal(1000),
        period_start=ON,
        period_end=date(2026, 12, 31),
        funding_kind=FundingKind.OWN_BUDGET,
        conditions=(ConditionDraft("Publier", date(2026, 7, 31)),),
        targets=(aim,),
    )


def sign(review: str, kind: str) -> dict[str, Any]:
    signer = get_user_model().objects.order_by("pk")[0]
    try:
        decision = sign_decision(
            review=Review.objects.get(pk=review), draft=draft(kind), on=ON, actor=signer
        )
    except ValidationError as error:
        return {"refused": error.messages}
    return {"signed": decision.kind}


def die(review: str, kind: str, number: str) -> dict[str, Any]:
    seen = 0

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == int(number):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*args)

    with connection.execute_wrapper(count):
        return sign(review, kind)


def count(review: str) -> dict[str, Any]:
    found = Review.objects.get(pk=review)
    startup = found.startup
    return {
        "state": found.state,
        "decisions": Decision.objects.filter(review=found).count(),
        "targets": Target.objects.filter(decision__review=found).count(),
        "conditions": Condition.objects.filter(decision__review=found).count(),
        "fundings": Funding.objects.filter(startup=startup).count(),
        "phases": PhasePeriod.objects.filter(startup=startup).count(),
        "events": Event.objects.filter(startup=startup).count(),
        "planned": Review.objects.filter(startup=startup, state=ReviewState.PLANNED).count(),
        "acts": JournalEntry.objects.filter(startup=startup).count(),
        "notices": Notice.objects.count(),
        "history": Review.history.filter(startup=startup).count(),
    }


COMMANDS: dict[str, Callable[..., dict[str, Any]]] = {"sign": sign, "die": die, "count": count}


if __name__ == "__main__":
    serve(COMMANDS)
