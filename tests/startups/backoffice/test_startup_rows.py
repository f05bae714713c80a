"""Phases and events of a startup within its form, and writers who come at the same time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import Signal
from django.test import Client
from django.urls import reverse

from startups.core.enums import ActKind
from startups.lifecycle.models import Event, PhasePeriod
from startups.people.enums import StaffRole
from startups.registry.models import JournalEntry, Startup
from tests.access.cast import assign, make_user
from tests.factories import make_decision, make_phase, make_review, make_startup, make_stop_dossier

from .browser import filled
from .conftest import browser_of, fresh, rows_of_history

type Edit = Callable[..., Any]


def test_phases_are_changed_added_and_removed(
    startup: Startup, edit: Edit, administrator: Any
) -> None:
    second = make_phase(startup, "acceleration", "2022-01-01")

    edit(
        "startups",
        startup,
        **{
            "phases-0-start": "2021-03-03",
            "phases-1-DELETE": "on",
            "phases-2-phase": "abandon",
            "phases-2-start": "2023-01-01",
            "reason": "Dates corrigées",
        },
    )

    told = startup.phases.order_by("start").values_list("phase", "start")
    assert list(told) == [
        ("construction", date(2021, 3, 3)),
        ("abandon", date(2023, 1, 1)),
    ]
    history = PhasePeriod.history.filter(history_change_reason="Dates corrigées")
    assert sorted(row.history_type for row in history) == ["+", "-", "~"]
    assert {row.history_user for row in history} == {administrator}
    assert history.get(history_type="-").id == second.pk
    acts = JournalEntry.objects.filter(kind=ActKind.TIMELINE_CORRECTED)
    assert acts.count() == 3


def test_untouched_phase_writes_no_history(startup: Startup, edit: Edit) -> None:
    before = PhasePeriod.history.count()

    edit("startups", startup, name="Mes Droits")

    assert PhasePeriod.history.count() == before


def test_events_are_changed_and_added(startup: Startup, edit: Edit) -> None:
    edit(
        "startups",
        startup,
        **{
            "events-0-comment": "Décision : continuer",
            "events-1-kind": "other",
            "events-1-declared_kind": "salon",
            "events-1-date": "2022-02-02",
        },
    )

    told = startup.events.order_by("date").values_list("kind", "declared_kind", "comment")
    assert list(told) == [
        ("committee", "", "Décision : continuer"),
        ("other", "salon", ""),
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"phases-1-phase": "construction", "phases-1-start": "2021-02-03"},
            "This phase already starts on that day.",
        ),
        (
            {"phases-0-declared_end": "2020-01-01"},
            "A phase cannot end before it starts.",
        ),
        ({"phases-0-start": "hier"}, "Enter a valid date."),
        (
            {"events-0-declared_kind": "salon"},
            "Only another event has a word of its own.",
        ),
    ],
)
def test_wrong_row_is_refused_with_its_reason(
    changes: dict[str, str], message: str, startup: Startup, edit: Edit
) -> None:
    before = rows_of_history()

    response = edit("startups", startup, name="Mes Droits", **changes)

    assert response.status_code == 200
    assert message in response.text
    assert rows_of_history() == before


def test_row_of_another_startup_cannot_be_forged(startup: Startup, edit: Edit) -> None:
    other = make_phase(make_startup("Autre"), "construction", "2020-01-01")

    response = edit("startups", startup, **{"phases-0-id": other.pk, "phases-0-DELETE": "on"})

    assert response.status_code == 200
    assert PhasePeriod.objects.filter(pk=other.pk, start=date(2020, 1, 1)).exists()


def test_what_somebody_else_wrote_meanwhile_is_not_lost(startup: Startup, admin: Client) -> None:
    url = reverse("backoffice_startups:edit", args=[startup.pk])
    opened = admin.get(url).text
    Startup.objects.filter(pk=startup.pk).update(mission="Écrite par une autre personne")

    refused = admin.post(url, filled(opened, name="Mes Droits"))
    again = admin.post(url, filled(refused.text, mission="Relue"))

    assert "Somebody else changed this record" in refused.text
    assert "Mes Droits" in refused.text
    assert again.status_code == 302
    assert (fresh(startup).name, fresh(startup).mission) == ("Mes Droits", "Relue")


@pytest.fixture
def meanwhile() -> Any:
    """Runs something just before a model is saved, once: another writer, in the same moment."""
    connected: list[tuple[Signal, Any, type[models.Model]]] = []

    def arrange(model: type[models.Model], act: Callable[[], object]) -> None:
        def receiver(**_options: Any) -> None:
            pre_save.disconnect(receiver, sender=model)
            act()

        pre_save.connect(receiver, sender=model, weak=False)
        connected.append((pre_save, receiver, model))

    yield arrange
    for signal, receiver, model in connected:
        signal.disconnect(receiver, sender=model)


def test_refusal_by_the_database_is_an_error_in_the_form(
    startup: Startup, edit: Edit, meanwhile: Any
) -> None:
    meanwhile(PhasePeriod, lambda: make_phase(startup, "abandon", "2023-01-01"))

    response = edit(
        "startups",
        startup,
        name="Mes Droits",
        reason="Date retrouvée",
        **{"phases-1-phase": "abandon", "phases-1-start": "2023-01-01"},
    )

    assert "It contradicts what is recorded." in response.text
    assert fresh(startup).name == "Mes Aides"
    assert Event.objects.count() == 1


def test_history_is_corrected_with_a_reason_only(startup: Startup, edit: Edit) -> None:
    refused = edit("startups", startup, **{"phases-0-start": "2021-03-03"})

    assert set(refused.context["form"].errors) == {"reason"}
    assert startup.phases.get().start == date(2021, 2, 3)


def test_a_correction_is_told_as_one(startup: Startup, edit: Edit, administrator: Any) -> None:
    edit("startups", startup, **{"phases-0-start": "2021-03-03", "reason": "Acte retrouvé"})

    entry = JournalEntry.objects.get(kind=ActKind.TIMELINE_CORRECTED)
    assert (entry.actor, entry.reason) == (administrator, "Acte retrouvé")
    assert "(2021-02-03) → " in entry.detail


@pytest.mark.parametrize("tie", ["decision", "dossier"])
@pytest.mark.parametrize("change", [{"phases-0-DELETE": "on"}, {"phases-0-start": "2021-03-03"}])
def test_what_is_signed_or_published_stays(
    change: dict[str, str], tie: str, startup: Startup, edit: Edit, administrator: Any
) -> None:
    period = startup.phases.get()
    if tie == "decision":
        review = make_review(startup, "decided", by=administrator)
        period.decision = make_decision(review)
        period.save()
    else:
        make_stop_dossier(startup, period=period)

    refused = edit("startups", startup, reason="Erreur", **change)

    assert refused.status_code == 200
    wanted = {"decision": "follows from a signed decision", "dossier": "by a published dossier"}
    assert wanted[tie] in refused.text
    assert startup.phases.get().start == date(2021, 2, 3)


def test_the_event_of_a_signed_decision_stays(
    startup: Startup, edit: Edit, administrator: Any
) -> None:
    review = make_review(startup, "decided", due="2021-06-01", by=administrator)
    make_decision(review)

    refused = edit("startups", startup, **{"events-0-DELETE": "on"})

    assert "tells of a signed decision: correct the decision." in refused.text
    assert startup.events.count() == 1


def test_a_manager_has_no_way_round_the_table_of_transitions(startup: Startup) -> None:
    manager = make_user("manager")
    assign(manager, startup.incubators.get(), StaffRole.MANAGER)
    client = browser_of(manager)
    url = reverse("backoffice_startups:edit", args=[startup.pk])
    text = client.get(url).text
    forged = {
        "phases-TOTAL_FORMS": "1",
        "phases-INITIAL_FORMS": "0",
        "phases-0-phase": "abandon",
        "phases-0-start": "2023-01-01",
    }

    client.post(url, filled(text, name="Mes Droits", reason="Forcé"))
    client.post(url, filled(client.get(url).text, name="Mes Aides", reason="Forcé", **forged))

    assert "phases-0-phase" not in text
    names = Startup.history.filter(id=startup.pk).order_by("history_id")
    assert [row.name for row in names] == ["Mes Aides", "Mes Droits", "Mes Aides"]
    assert [period.phase for period in startup.phases.all()] == ["construction"]
