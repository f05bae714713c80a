"""The day on which the pages are asked for, and ways to read them."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from tests import clock
from tests.access.cast import Cast, CastAsOf

from .making import ON


@pytest.fixture(autouse=True)
def _today() -> None:
    clock.go_to(ON)


@pytest.fixture(autouse=True)
def _english() -> Any:
    """Addresses are those of the English pages: what they say is written in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=ON)


@pytest.fixture
def sign_in() -> Callable[[Any], Client]:
    def as_user(user: Any) -> Client:
        client = Client()
        if user:
            client.force_login(user)
        return client

    return as_user


def read(client: Client, path: str) -> BeautifulSoup:
    """The main part of a page that answers."""
    response = client.get(path)
    assert response.status_code == 200, (response.status_code, path)
    return BeautifulSoup(response.content, "html.parser").main


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    """What the elements say, without their white space."""
    return [" ".join(found.get_text(" ").split()) for found in page.select(selector)]
