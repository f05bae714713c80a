"""Corrects what is told of a startup's life: its phases and its events.

An administrator's corrections, one function an act. Each needs a reason, writes its history and
the journal, which tells it as a correction, and dates the startup's last change to ``on``. They
do not obey the table of transitions: history is corrected to what really happened. What a signed
decision or a published dossier hangs on stays.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, delete_facts, sign, update_facts
from startups.lifecycle.enums import EventKind
from startups.lifecycle.models import Event, PhasePeriod
from startups.registry.models import Startup
from startups.registry.services.journal import record_act
from startups.registry.services.publication import mark_changed

# What a decision or a dossier says of a phase; when it was to end and a remark may be mended.
TELLING = ("phase", "start")


@transaction.atomic
def add_period(
    *, startup: Startup, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> PhasePeriod:
    """Adds a phase: ``phase``, ``start``, and maybe ``declared_end`` and ``comment``."""
    _demand_reason(reason)
    period = PhasePeriod(startup=startup, **values)
    sign(period, actor=actor, reason=reason).save()
    _corrected(period, _("Added: %(what)s"), on=on, actor=actor, reason=reason)
    return period


def change_period(
    *, period: PhasePeriod, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> list[str]:
    """Sets the fields of a phase that differ; returns their names.

    Raises ValidationError without a reason, or when it would change what a signed decision or a
    published dossier says.
    """
    _demand_reason(reason)
    if any(values.get(name, getattr(period, name)) != getattr(period, name) for name in TELLING):
        _refuse_signed(period)
    return _change(period, values, on=on, actor=actor, reason=reason)


def remove_period(*, period: PhasePeriod, on: date, actor: Actor, reason: str) -> None:
    """Removes a phase that was never lived; its history stays.

    Raises ValidationError without a reason, or when a signed decision or a published dossier
    hangs on it.
    """
    _demand_reason(reason)
    _refuse_signed(period)
    _remove(period, on=on, actor=actor, reason=reason)


@transaction.atomic
def add_event(
    *, startup: Startup, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> Event:
    """Adds an event, after those of the startup: ``kind``, ``date``, maybe ``comment``."""
    event = Event(startup=startup, position=startup.events.count(), **values)
    sign(event, actor=actor, reason=reason).save()
    _corrected(event, _("Added: %(what)s"), on=on, actor=actor, reason=reason)
    return event


def change_event(
    *, event: Event, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> list[str]:
    """Sets the fields of an event that differ; returns their names.

    Raises ValidationError when it tells of a signed decision.
    """
    _refuse_settled(event)
    return _change(event, values, on=on, actor=actor, reason=reason)


def remove_event(*, event: Event, on: date, actor: Actor, reason: str) -> None:
    """Removes an event that did not happen; its history stays.

    Raises ValidationError when it tells of a signed decision.
    """
    _refuse_settled(event)
    _remove(event, on=on, actor=actor, reason=reason)


@transaction.atomic
def _change(
    row: PhasePeriod | Event, values: Mapping[str, Any], *, on: date, actor: Actor, reason: str
) -> list[str]:
    before = str(row)
    changed = update_facts(instance=row, values=values, actor=actor, reason=reason)
    if changed:
        detail = _("Changed: %(what)s")
        what = str(row) if before == str(row) else f"{before} → {row}"
        _corrected(row, detail, on=on, actor=actor, reason=reason, what=what)
    return changed


@transaction.atomic
def _remove(row: PhasePeriod | Event, *, on: date, actor: Actor, reason: str) -> None:
    delete_facts(rows=[row], actor=actor, reason=reason)
    _corrected(row, _("Removed: %(what)s"), on=on, actor=actor, reason=reason)


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why history is corrected.")})


def _refuse_signed(period: PhasePeriod) -> None:
    """What is signed or published stays as it is: another phase is added after it."""
    words = {"phase": str(period)}
    if period.decision_id:
        message = _("“%(phase)s” follows from a signed decision: add the phase that came after.")
        raise ValidationError(message % words, code="decision")
    published = Q(stopdossier__isnull=False) | Q(handoverdossier__isnull=False)
    if PhasePeriod.objects.filter(published, pk=period.pk).exists():
        message = _("“%(phase)s” is told by a published dossier: it stays as it is.")
        raise ValidationError(message % words, code="dossier")


def _refuse_settled(event: Event) -> None:
    if event.kind != EventKind.COMMITTEE:
        return
    if event.startup.reviews.filter(decision__decided_on=event.date).exists():
        message = _("“%(event)s” tells of a signed decision: correct the decision.")
        raise ValidationError(message % {"event": event}, code="decision")


def _corrected(
    row: PhasePeriod | Event,
    detail: str,
    *,
    on: date,
    actor: Actor,
    reason: str,
    what: str = "",
) -> None:
    mark_changed(days={row.startup_id: on})
    record_act(
        startup=row.startup,
        kind=ActKind.TIMELINE_CORRECTED,
        on=on,
        actor=actor,
        reason=reason,
        detail=detail % {"what": what or row},
    )
