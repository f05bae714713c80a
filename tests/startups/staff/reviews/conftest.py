"""The cast on a day that stands still, a browser for each, and a review of our startup."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from startups.reviews.enums import DossierItem, ReviewState
from startups.reviews.models import Decision, DossierAnswer, ProposedTarget, Review
from tests import clock
from tests.access.cast import Cast, CastAsOf
from tests.factories import make_decision, make_review

ON = date(2026, 6, 1)
ANSWERS = {
    DossierItem.DONE: "Trois départements ouverts",
    DossierItem.CONFIDENCE: "on_track",
    DossierItem.ASK_AMOUNT: "120000.00",
    DossierItem.ASK_MONTHS: "6",
}


@pytest.fixture(autouse=True)
def _today() -> None:
    """The views read the clock: it says ``ON``."""
    clock.go_to(ON)


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    """What services say is asserted in the language of the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=ON)


@pytest.fixture
def sign_in(cast: Cast) -> Callable[[str], Client]:
    """A browser in English, signed in as a role of the cast; not at all as ``anonymous``."""

    def browser(role: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.cookies["django_language"] = "en"
        if role != "anonymous":
            client.force_login(cast.users[role])
        return client

    return browser


@pytest.fixture
def review(cast: Cast) -> Review:
    """A submitted review of our startup, with a dossier that asks and proposes."""
    made = make_review(cast.ours, due="2026-06-07", by=cast.users["intrapreneur"])
    for item, value in ANSWERS.items():
        DossierAnswer.objects.create(
            dossier=made.dossier, item=item, value=value, state="confirmed"
        )
    ProposedTarget.objects.create(
        dossier=made.dossier,
        position=1,
        wording="Doubler les usages",
        measure="utilisateurs par mois",
        starting_value="500",
        target_value="1000.125",
        due_on=date(2026, 11, 30),
    )
    return made


@pytest.fixture
def decided(cast: Cast) -> Decision:
    """A decision on an earlier review of our startup, signed by its manager."""
    before = make_review(cast.ours, ReviewState.DECIDED, due="2025-12-01", by=cast.users["manager"])
    return make_decision(before, private_reasons="Entre nous", signed_by=cast.users["manager"])
