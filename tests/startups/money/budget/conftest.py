"""The cast, with money, seen by each role in English, which is how the code says it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from startups.registry.models import PublishedText, Startup
from tests.access.cast import Cast
from tests.factories import make_organisation, make_startup

from .ledgers import add_money


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Addresses are those of the English pages: what they say is written in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def startups(cast: Cast) -> list[Startup]:
    """Three of ours in different phases, and one of theirs, with money."""
    ours = [
        cast.ours,
        make_startup(
            "Semoir",
            incubators=[cast.our_incubator, cast.their_incubator],
            phases=[("acceleration", "2025-03-01"), ("abandon", "2026-03-01")],
        ),
        make_startup("Herse", incubators=[cast.their_incubator, cast.our_incubator]),
    ]
    for startup in ours[1:]:
        PublishedText.objects.create(startup=startup, search_name=startup.name.lower())
    add_money([*ours, cast.theirs], lines=4, payer=make_organisation("Direction du blé"))
    return ours


@pytest.fixture
def manager(sign_in: Callable[[str], Client]) -> Client:
    return sign_in("manager")


def read(client: Client, path: str) -> BeautifulSoup:
    """The main part of a page that answers."""
    response = client.get(path)
    assert response.status_code == 200, (response.status_code, path)
    return BeautifulSoup(response.content, "html.parser").main


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    """What the elements say, without their white space."""
    return [" ".join(found.get_text(" ").split()) for found in page.select(selector)]


def amount(text: Any) -> str:
    """An amount as the English page writes it, as a plain number."""
    return str(text).replace("€", "").replace(",", "").strip()
