"""The cast, and a browser for each."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from tests import clock
from tests.access.cast import Cast, CastAsOf
from tests.factories import make_review

from .making import make_item, make_session


@pytest.fixture
def today(db: None) -> date:
    """The day of the clock: the views read it."""
    return clock.today()


@pytest.fixture
def cast(today: date, cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=today)


@pytest.fixture
def ours(cast: Cast, today: date) -> CommitteeSession:
    """A session of our incubator, today, with nothing on its agenda."""
    return make_session(cast.our_incubator, today)


@pytest.fixture
def our_item(cast: Cast, ours: CommitteeSession, today: date) -> AgendaItem:
    """The submitted review of our startup, on its agenda."""
    return make_item(ours, make_review(cast.ours, due=today))


@pytest.fixture
def sign_in(cast: Cast) -> Callable[[str], Client]:
    """A browser signed in as a role of the cast; not at all as ``anonymous``."""

    def browser(role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(cast.users[role])
        return client

    return browser
