"""The cast, with a startup that can end, and what its two dossiers say when they are complete."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from startups.endings.enums import Matter, ReceivingModel, StopCause
from startups.endings.models import HandoverItem
from startups.registry.models import Startup
from tests import clock
from tests.access.cast import Cast, CastAsOf
from tests.factories import make_organisation

LINK = re.compile(r"http://testserver(/contresignature/\S+)")


@pytest.fixture
def today(db: None) -> date:
    """The day of the clock: the views read it."""
    return clock.today()


@pytest.fixture
def cast(today: date, cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=today)


@pytest.fixture
def startup(cast: Cast) -> Startup:
    return cast.ours


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
def stop_values() -> dict[str, Any]:
    """A complete closing dossier, by the names of its form."""
    values: dict[str, Any] = {
        "cause": StopCause.IMPACT.value,
        "why": "Trop peu d’usages.",
        "learnt": "Le besoin est ailleurs.",
        "advice": "Attendre la réforme.",
        "dormant": False,
    }
    for matter in Matter:
        values |= {
            f"{matter}_outcome": f"Rendu : {matter.value}",
            f"{matter}_owner": "Camille Discrète",
            f"{matter}_by": date(2030, 1, 31),
            f"{matter}_not_applicable": "",
        }
    return values


@pytest.fixture
def handover_values(db: None) -> dict[str, Any]:
    """A complete hand-over dossier but for its signature, by the names of its form."""
    values: dict[str, Any] = {
        "receiver": make_organisation("Direction qui reçoit").pk,
        "model": ReceivingModel.BUSINESS_TEAM.value,
        "summary": "Le service est prêt.",
        "learnt": "L’équipe doit suivre.",
        "criteria": "Cent mille usagers à douze mois.",
        "fallback": "Retour en incubateur.",
        "owner_name": "Zoé Destinataire",
        "owner_title": "Directrice",
        "owner_email": "zoe@direction.example",
    }
    for item in HandoverItem.objects.filter(official=True):
        values |= {f"item_{item.pk}_evidence": "Fait", f"item_{item.pk}_waiver": ""}
    return values


def typed(values: dict[str, Any], version: int = 0) -> dict[str, Any]:
    """What a browser would send of ``values``."""
    sent = {name: value for name, value in values.items() if value not in (None, False)}
    return {**sent, "version": version}


def path_of(startup: Startup, name: str, **arguments: Any) -> str:
    return reverse(f"team_endings:{name}", kwargs={"slug": startup.slug, **arguments})


def last_link() -> str:
    """The path of the link in the last mail."""
    match = LINK.search(str(mail.outbox[-1].body))
    assert match
    return match[1]
