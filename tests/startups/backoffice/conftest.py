"""An administrator's browser, and strangers'."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from simple_history.models import HistoricalChanges
from wagtail.users.models import UserProfile

from startups.registry.models import Startup
from startups.registry.services.search import refresh_search_text
from tests import clock
from tests.access.cast import Cast, CastAsOf
from tests.factories import make_event, make_incubator, make_organisation, make_phase, make_startup

from .browser import filled


def browser_of(user: Any, language: str = "en") -> Client:
    """A signed-in browser; its language is chosen, since what it shows is asserted."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def administrator(db: None) -> Any:
    return get_user_model().objects.create_superuser(
        "ada@example.org", "x", first_name="Ada", last_name="Admin"
    )


@pytest.fixture
def admin(administrator: Any) -> Client:
    return browser_of(administrator)


def signed_in(email: str, permissions: Any) -> Client:
    user = get_user_model().objects.create_user(email, "x")
    user.user_permissions.set(permissions)
    return browser_of(user)


@pytest.fixture
def visitor(db: None) -> Client:
    """Somebody who may enter the admin, and nothing more."""
    return signed_in("visitor@example.org", Permission.objects.filter(codename="access_admin"))


@pytest.fixture
def editor(db: None) -> Client:
    """Somebody with every permission that Wagtail's and Django's tables can give."""
    return signed_in("editor@example.org", Permission.objects.all())


@pytest.fixture
def edit(admin: Client) -> Callable[..., Any]:
    """Opens the form of a record, changes some fields and saves: ``edit("startups", row, …)``."""

    def act(viewset: str, row: Any, **changes: Any) -> Any:
        url = reverse(f"backoffice_{viewset}:edit", args=[row.pk])
        return admin.post(url, filled(admin.get(url).text, **changes))

    return act


def domain_queries(act: Callable[[], Any]) -> int:
    """How many queries of ``act`` concern the domain: those of signing in are not its own."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return sum('"startups_' in query["sql"] for query in captured)


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    """Everybody, of two incubators, with rights as of the day of the clock."""
    return cast_as_of(today=clock.today())


@pytest.fixture
def startup(db: None) -> Startup:
    startup = make_startup(
        "Mes Aides",
        mission="Dire à chacun\nses droits",
        contact="contact@exemple.gouv.fr",
        website_url="https://exemple.gouv.fr",
        incubators=[make_incubator("Fabrique")],
        sponsors=[make_organisation("Dinum")],
        technologies=["django"],
        themes=["logement"],
        user_types=["agents"],
    )
    make_phase(startup, "construction", "2021-02-03", comment="Ligne 1\nLigne 2")
    make_event(startup, "committee", "2021-06-01")
    refresh_search_text(startups=[startup.pk], on=None)
    return startup


def rows_of_history() -> int:
    found = apps.get_app_config("startups").get_models()
    return sum(m.objects.count() for m in found if issubclass(m, HistoricalChanges))


def fresh(startup: Startup) -> Startup:
    return Startup.objects.get(pk=startup.pk)


def errors_of(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200, "the form was accepted"
    return dict(response.context["form"].errors)
