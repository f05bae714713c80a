"""Corrects what is told of a startup's life: its phases and its events.

An administrator's corrections, one function an act. Each writes its history and the journal, with
actor and reason, and dates the startup's last change to ``on``. They do not obey the table of
transitions: history is corrected to what really happened.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from startups.enums import ActKind
from startups.models import Event, PhasePeriod, Startup
from startups.services.facts import Actor, delete_facts, sign, update_facts
from startups.services.journal import record_act
from startups.services.publication import mark_changed


@transaction.atomic
def add_period(
    *, startup: Startup, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> PhasePeriod:
    """Adds a phase: ``phase``, ``start``, and maybe ``declared_end`` and ``comment``."""
    period = PhasePeriod(startup=startup, **values)
    sign(period, actor=actor, reason=reason).save()
    _corrected(period, on=on, actor=actor, reason=reason)
    return period


def change_period(
    *, period: PhasePeriod, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> list[str]:
    """Sets the fields of a phase that differ; returns their names."""
    return _change(period, values, on=on, actor=actor, reason=reason)


def remove_period(*, period: PhasePeriod, on: date, actor: Actor, reason: str) -> None:
    """Removes a phase that was never lived; its history stays."""
    _remove(period, on=on, actor=actor, reason=reason)


@transaction.atomic
def add_event(
    *, startup: Startup, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> Event:
    """Adds an event, after those of the startup: ``kind``, ``date``, maybe ``comment``."""
    event = Event(startup=startup, position=startup.events.count(), **values)
    sign(event, actor=actor, reason=reason).save()
    _corrected(event, on=on, actor=actor, reason=reason)
    return event


def change_event(
    *, event: Event, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> list[str]:
    """Sets the fields of an event that differ; returns their names."""
    return _change(event, values, on=on, actor=actor, reason=reason)


def remove_event(*, event: Event, on: date, actor: Actor, reason: str) -> None:
    """Removes an event that did not happen; its history stays."""
    _remove(event, on=on, actor=actor, reason=reason)


@transaction.atomic
def _change(
    row: PhasePeriod | Event, values: Mapping[str, Any], *, on: date, actor: Actor, reason: str
) -> list[str]:
    changed = update_facts(instance=row, values=values, actor=actor, reason=reason)
    if changed:
        _corrected(row, on=on, actor=actor, reason=reason)
    return changed


@transaction.atomic
def _remove(row: PhasePeriod | Event, *, on: date, actor: Actor, reason: str) -> None:
    delete_facts(rows=[row], actor=actor, reason=reason)
    _corrected(row, on=on, actor=actor, reason=reason)


def _corrected(row: PhasePeriod | Event, *, on: date, actor: Actor, reason: str) -> None:
    mark_changed(days={row.startup_id: on})
    record_act(
        startup=row.startup,
        kind=ActKind.TIMELINE_CORRECTED,
        on=on,
        actor=actor,
        reason=reason,
        detail=str(row),
    )
