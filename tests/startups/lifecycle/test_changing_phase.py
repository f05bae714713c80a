"""Phases change by the table alone, at once or on a day to come."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.lifecycle.enums import EventKind, Phase
from startups.lifecycle.phases import phase_in_force
from startups.lifecycle.services.lifecycle import change_phase, take_back_planned_phase
from startups.lifecycle.transitions import TRANSITIONS, Transition
from startups.registry.models import JournalEntry, Startup
from tests.factories import make_account, make_phase, make_startup, make_stop_dossier

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 1)
LATER = date(2026, 9, 1)


@pytest.fixture
def startup() -> Startup:
    startup = make_startup("Semoir")
    make_phase(startup, Phase.ACCELERATION, "2025-09-01")
    return startup


def change(startup: Startup, to: Phase = Phase.CONSTRUCTION, **values: Any) -> None:
    usual = {"start": ON, "on": ON, "actor": make_account(), "reason": "L’usage ne suit pas."}
    change_phase(startup=startup, to=to, **usual | values)


def kinds(startup: Startup) -> list[str]:
    """The acts about phases; that a review is planned for the new one is tested elsewhere."""
    acts = JournalEntry.objects.filter(startup=startup, kind__startswith="phase_")
    return list(acts.values_list("kind", flat=True))


def test_stepping_back_closes_the_phase_in_force(startup: Startup) -> None:
    change(startup)
    before, after = startup.phases.order_by("start")
    assert (before.declared_end, after.phase, after.start) == (ON, Phase.CONSTRUCTION, ON)
    assert kinds(startup) == [ActKind.PHASE_CHANGED]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"reason": " "}, "reason"),
        ({"start": date(2025, 9, 1)}, "start"),
        ({"start": date(2025, 8, 1)}, "start"),
        ({"to": Phase.INVESTIGATION}, "transition"),
        ({"to": Phase.ACCELERATION}, "transition"),
        ({"to": Phase.CONSOLIDATION}, "decision"),
        ({"to": Phase.STOPPED}, "decision"),
        ({"to": Phase.TRANSFERRED}, "decision"),
    ],
)
def test_what_the_table_does_not_allow_is_refused(
    startup: Startup, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        change(startup, **values)
    error = refused.value
    assert code in (list(error.message_dict) if hasattr(error, "error_dict") else [error.code])
    assert startup.phases.count() == 1
    assert kinds(startup) == []


def test_a_planned_change_takes_effect_on_its_day_and_bars_another(startup: Startup) -> None:
    change(startup, start=LATER)
    periods = list(startup.phases.all())
    assert phase_in_force(periods, ON) == Phase.ACCELERATION
    assert phase_in_force(periods, LATER) == Phase.CONSTRUCTION
    with pytest.raises(ValidationError) as refused:
        change(startup)
    assert refused.value.code == "planned"


def test_a_planned_change_can_be_taken_back_with_a_reason(startup: Startup) -> None:
    change(startup, start=LATER)
    actor = make_account()
    with pytest.raises(ValidationError):
        take_back_planned_phase(startup=startup, on=ON, actor=actor, reason="")
    take_back_planned_phase(startup=startup, on=ON, actor=actor, reason="Les usages reprennent.")
    period = startup.phases.get()
    assert (period.phase, period.declared_end) == (Phase.ACCELERATION, None)
    assert sorted(kinds(startup)) == [ActKind.PHASE_PLANNED, ActKind.PHASE_UNPLANNED]


def test_once_it_took_effect_nothing_is_planned_any_more(startup: Startup) -> None:
    change(startup, start=LATER)
    with pytest.raises(ValidationError) as refused:
        take_back_planned_phase(startup=startup, on=LATER, actor=None, reason="Trop tard.")
    assert refused.value.code == "planned"


def test_a_planned_stop_that_is_taken_back_leaves_its_dossier_a_draft() -> None:
    startup = make_startup("Herse")
    make_phase(startup, Phase.TRANSFERRED, "2025-09-01")
    dossier = make_stop_dossier(startup)
    change(startup, Phase.STOPPED, start=LATER)
    dossier.refresh_from_db()
    assert dossier.period
    assert startup.events.get().kind == EventKind.END
    take_back_planned_phase(startup=startup, on=ON, actor=None, reason="Repris par un autre.")
    dossier.refresh_from_db()
    assert dossier.period is None
    assert not startup.events.exists()


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.source}-{row.to}")
def test_every_transition_of_the_table_says_who_and_what(row: Transition) -> None:
    assert row.who
    assert str(row.name)
    assert row.source != row.to
