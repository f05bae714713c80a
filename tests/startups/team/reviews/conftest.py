"""Our startup has a dossier behind it, and one in preparation."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.reviews.enums import ReviewState
from startups.reviews.models import Review
from startups.reviews.services.dossiers import begin_preparation
from tests.access.cast import Cast
from tests.factories import make_review
from tests.startups.reviews.dossiers.making import make_past_review

from ..conftest import cast, sign_in, today

__all__ = ["cast", "sign_in", "today"]


@pytest.fixture
def past(cast: Cast, today: date) -> Review:
    return make_past_review(cast.ours, on=today - timedelta(days=150))


@pytest.fixture
def planned(cast: Cast, past: Review, today: date) -> Review:
    return make_review(cast.ours, ReviewState.PLANNED, due=today + timedelta(days=30))


@pytest.fixture
def review(cast: Cast, planned: Review, today: date) -> Review:
    begin_preparation(review=planned, on=today, actor=cast.users["editor"])
    return Review.objects.select_related("startup").get(pk=planned.pk)


@pytest.fixture
def address(cast: Cast) -> Callable[..., str]:
    """The address of a page about our startup: ``address("dossier")``."""

    def of(name: str, **keys: Any) -> str:
        return reverse(f"team_reviews:{name}", kwargs={"slug": cast.ours.slug, **keys})

    return of


def fields(response: Any) -> dict[str, str]:
    """What the form of a dossier would send as it is shown, had nobody touched it."""
    found = {"mark": response.context["mark"]}
    for shown in response.context["sections"]:
        for part in shown.parts:
            found[f"{part.unit.key}-version"] = str(part.seen)
            found[f"{part.unit.key}-shown"] = part.shown
            for control in part.controls:
                if control.value or not control.choices:
                    found[control.name] = control.value
    return found


def send(client: Client, path: str, typed: Mapping[str, str]) -> Any:
    """Opens the form, types and sends it, as a browser without scripts does."""
    return client.post(path, {**fields(client.get(path)), **typed})
