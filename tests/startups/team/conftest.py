"""The cast of the space, and a browser for each."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from incubator.accounts.models import Invitation
from startups.people.models import ConsentRequest, Membership, Person
from startups.registry.models import JournalEntry, Role
from tests import clock
from tests.access.cast import Cast, CastAsOf, person
from tests.factories import make_membership, make_person, make_role
from tests.trees import history_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(db: None) -> date:
    """The day of the clock: the views read it."""
    return clock.today()


@pytest.fixture
def cast(today: date, cast_as_of: CastAsOf) -> Cast:
    """Everybody, and in our team somebody without an account who can be written to."""
    made = cast_as_of(today=today)
    make_role(Role.INTRAPRENEUR)
    Role.objects.update(official=True)
    for name in ("intrapreneur", "editor", "member"):
        Membership.objects.filter(person=person(made.users[name])).update(employer=name)
    return made


@pytest.fixture
def sign_in(cast: Cast) -> Callable[[str], Client]:
    """A browser signed in as a role of the cast; not at all as ``anonymous``."""

    def browser(role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(cast.users[role])
        return client

    return browser


@pytest.fixture
def colleague(cast: Cast) -> Membership:
    """A member of our team with an address and no account."""
    who = make_person("Sacha Colibri", ghid="sacha.colibri", email="sacha@people.example")
    return make_membership(cast.ours, who, employer="Coopérative")


def everything() -> tuple[Any, ...]:
    """What any act would change: history, journal, requests, invitations, mails, people."""
    return (
        history_rows(),
        JournalEntry.objects.count(),
        ConsentRequest.objects.count(),
        Invitation.objects.count(),
        len(mail.outbox),
        sorted(Person.objects.values_list("pk", "email", "consent_given_on")),
    )
