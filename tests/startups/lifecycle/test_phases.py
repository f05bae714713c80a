"""The phase in force: one rule, said to objects and to the database."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from startups.lifecycle.enums import ACTIVE, ENDED, KEPT_ON, STOPPED, Phase
from startups.lifecycle.models import PhasePeriod
from startups.lifecycle.phases import is_active, is_ended, phase_in_force, spells
from startups.lifecycle.selectors.portfolio import portfolio_counts, with_phase
from startups.registry.models import Startup


@dataclass(frozen=True)
class Period:
    phase: str
    start: date


DAY = date(2024, 3, 15)
periods = st.lists(
    st.builds(
        Period,
        phase=st.sampled_from(Phase.values),
        start=st.integers(-40, 40).map(lambda days: DAY + timedelta(days=days)),
    ),
    max_size=8,
    unique=True,
)


def test_active_and_ended_share_the_vocabulary_out() -> None:
    assert set(Phase) == ACTIVE | ENDED
    assert ACTIVE.isdisjoint(ENDED)
    assert {Phase.OPERATED, Phase.TRANSFERRED} == KEPT_ON
    assert ENDED - KEPT_ON == STOPPED


def test_nothing_is_in_force_before_the_first_period() -> None:
    assert phase_in_force([Period("investigation", DAY)], DAY - timedelta(days=1)) is None


def test_a_period_is_in_force_from_its_very_day() -> None:
    assert phase_in_force([Period("investigation", DAY)], DAY) is Phase.INVESTIGATION


def test_of_two_that_start_together_the_later_in_the_vocabulary_is_in_force() -> None:
    together = [Period("construction", DAY), Period("investigation", DAY)]
    assert phase_in_force(together, DAY) is Phase.CONSTRUCTION


def test_not_started_is_neither_active_nor_ended() -> None:
    assert (is_active(None), is_ended(None)) == (False, False)


@given(periods, st.integers(-45, 45))
def test_the_phase_in_force_is_the_latest_start_not_after_the_day(
    rows: list[Period], offset: int
) -> None:
    on = DAY + timedelta(days=offset)
    best = None
    for row in rows:
        key = (row.start, Phase.values.index(row.phase))
        if row.start <= on and (best is None or key > best):
            best = key
    assert phase_in_force(rows, on) == (Phase.values[best[1]] if best else None)


@given(periods, st.integers(-45, 45))
def test_spells_follow_each_other_without_hole_until_the_day(
    rows: list[Period], offset: int
) -> None:
    on = DAY + timedelta(days=offset)
    told = spells(rows, on)
    lived = [spell for spell in told if not spell.planned]
    assert sum(spell.in_force for spell in told) == bool(lived)
    assert all(spell.start > on for spell in told if spell.planned)
    if lived:
        assert sum(spell.days or 0 for spell in lived) == (on - lived[0].start).days
        assert [spell.end for spell in lived[:-1]] == [spell.start for spell in lived[1:]]
        assert lived[-1].phase == phase_in_force(rows, on)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(periods, min_size=1, max_size=4), st.integers(-45, 45))
def test_the_database_says_the_same(portfolio: list[list[Period]], offset: int) -> None:
    on = DAY + timedelta(days=offset)
    PhasePeriod.objects.all().delete()
    Startup.objects.all().delete()
    expected = {}
    for number, rows in enumerate(portfolio):
        startup = Startup.objects.create(ghid=f"s{number}", slug=f"s{number}", name=f"S{number}")
        for row in rows:
            PhasePeriod.objects.create(startup=startup, phase=row.phase, start=row.start)
        expected[startup.ghid] = phase_in_force(rows, on)
    found = with_phase(Startup.objects.all(), on=on)
    assert {startup.ghid: startup.phase_in_force for startup in found} == expected
    counts = portfolio_counts(on=on)
    values = list(expected.values())
    assert counts.total == len(values)
    assert counts.not_started == values.count(None)
    assert counts.active == sum(phase in ACTIVE for phase in values)
    assert counts.by_phase == {phase.value: values.count(phase) for phase in Phase}
