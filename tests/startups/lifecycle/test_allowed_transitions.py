"""What a page offers is what the service accepts, for every phase and every target."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from startups.core.enums import UserRole
from startups.lifecycle.enums import Phase
from startups.lifecycle.models import PhasePeriod
from startups.lifecycle.selectors.lifecycle import allowed_transitions, course_of
from startups.lifecycle.services.lifecycle import change_phase
from startups.lifecycle.transitions import TRANSITIONS
from startups.registry.models import Startup
from tests.factories import make_phase, make_startup, make_stop_dossier

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 1)
MANAGER = {UserRole.MANAGER}


def in_phase(phase: Phase | None) -> Startup:
    startup = make_startup()
    if phase:
        make_phase(startup, phase, "2025-01-01")
    return startup


def accepts(startup: Startup, to: Phase) -> bool:
    try:
        change_phase(startup=startup, to=to, start=ON, on=ON, actor=None, reason="Essai")
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("phase", [None, *Phase])
def test_offered_without_a_decision_is_accepted_and_nothing_else(phase: Phase | None) -> None:
    startup = in_phase(phase)
    rows = allowed_transitions(startup=startup, roles=MANAGER, on=ON)
    offered = {row.to for row in rows if not row.is_decided}

    accepted = set()
    for to in Phase:
        other = in_phase(phase)
        make_stop_dossier(other)
        if accepts(other, to):
            accepted.add(to)

    assert accepted == offered


@pytest.mark.parametrize(
    "roles", [set(), {UserRole.COMMITTEE}, {UserRole.INTRAPRENEUR, UserRole.EDITOR}]
)
def test_others_are_offered_nothing(roles: set[UserRole]) -> None:
    for phase in Phase:
        assert not allowed_transitions(startup=in_phase(phase), roles=roles, on=ON)


def test_nothing_is_offered_while_a_change_is_planned() -> None:
    startup = in_phase(Phase.CONSTRUCTION)
    make_phase(startup, Phase.ACCELERATION, "2026-09-01")

    course = course_of(startup, on=ON)

    assert (course.current.phase, course.planned.phase) == ("construction", "acceleration")
    assert not allowed_transitions(startup=startup, roles=MANAGER, on=ON)
    with pytest.raises(ValidationError):
        change_phase(
            startup=startup,
            to=Phase.INVESTIGATION,
            start=ON,
            on=ON,
            actor=None,
            reason="Essai",
        )
    assert PhasePeriod.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Transferred | Stopped | Stop | Record that its owner stopped it"),
        ("fr", "Arrêté"),
    ],
)
def test_the_table_is_printed(
    language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("transitions", language=language)

    head, rule, *rows = capsys.readouterr().out.splitlines()
    assert len(rows) == len(TRANSITIONS)
    assert set(rule) == {"-", " ", "|"}
    assert head.count("|") == 5
    assert any(words in " ".join(row.split()) for row in rows)
