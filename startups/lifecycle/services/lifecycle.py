"""Writes phases: the one way from one phase to the next, by the table of ``transitions``.

An administrator's corrections of history are in ``lifecycle.services.timeline``; imported history
is kept as it is. Both are shown as what they are.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, delete_facts, sign, update_facts
from startups.lifecycle.enums import ENDED, EventKind, Phase, TransitionNeed
from startups.lifecycle.models import Event, PhasePeriod
from startups.lifecycle.phases import chronological, period_in_force
from startups.lifecycle.signals import phase_changed, phase_written, planned_phase_dropped
from startups.lifecycle.transitions import Transition, transition, transitions_from
from startups.registry.models import Startup
from startups.registry.services.journal import record_act
from startups.registry.services.publication import mark_changed
from startups.registry.services.search import refresh_search_text

if TYPE_CHECKING:
    from startups.reviews.models import Decision


@transaction.atomic
def change_phase(
    *,
    startup: Startup,
    to: Phase,
    start: date,
    on: date,
    actor: Actor,
    reason: str,
    decision: "Decision | None" = None,
) -> PhasePeriod:
    """Puts ``startup`` in the phase ``to`` from ``start``; after ``on``, the change is planned.

    A planned change takes effect by itself on its day. Raises ValidationError when the table
    does not allow it, when something that it needs is absent, or when another change is planned.
    Side effects: the phase in force ends on ``start``; an end is published with its dossier and
    noted on the timeline; history, the journal, the text that the list searches; the reviews are
    planned anew, unless a decision, which plans the next one, changes the phase. What other
    subjects do of this is in ``startups.receivers``.
    """
    locked = Startup.objects.select_for_update().get(pk=startup.pk)
    current = _last_period(locked, start=start, on=on)
    row = _allowed(current, to)
    _check_needs(row, reason=reason, decision=decision)
    if current:
        update_facts(instance=current, values={"declared_end": start}, actor=actor, reason=reason)
    period = PhasePeriod(startup=locked, phase=to, start=start, decision=decision)
    sign(period, actor=actor, reason=reason).save()
    signature: dict[str, Any] = {"on": on, "actor": actor}
    phase_written.send(PhasePeriod, period=period, needs=row.needs, reason=reason, **signature)
    _tell(period, on=on, actor=actor, reason=reason)
    phase_changed.send(PhasePeriod, period=period, **signature)
    return period


def _last_period(startup: Startup, *, start: date, on: date) -> PhasePeriod | None:
    """The period that the new one follows: nothing is slipped in before it or behind it."""
    periods = chronological(startup.phases.all())
    if not periods:
        return None
    last = periods[-1]
    if last.start > on:
        message = _("A change is planned for %(day)s: %(phase)s. Take it back first.")
        words = {"day": date_format(last.start), "phase": last.get_phase_display()}
        raise ValidationError(message % words, code="planned")
    if start <= last.start:
        message = _("The present phase started on %(day)s: the next one starts after it.")
        raise ValidationError({"start": message % {"day": date_format(last.start)}})
    return last


def _allowed(current: PhasePeriod | None, to: Phase) -> Transition:
    phase = Phase(current.phase) if current else None
    row = transition(phase, to)
    if row:
        return row
    message = _("From “%(phase)s” one cannot go to “%(to)s”, but to: %(choices)s.")
    words = {
        "phase": phase.label if phase else _("Not started"),
        "to": Phase(to).label,
        "choices": ", ".join(str(each.to.label) for each in transitions_from(phase)) or "–",
    }
    raise ValidationError(message % words, code="transition")


def _check_needs(row: Transition, *, reason: str, decision: "Decision | None") -> None:
    if TransitionNeed.REASON in row.needs and not reason.strip():
        raise ValidationError({"reason": _("Say why: this change needs a reason.")})
    if row.is_decided and (decision is None or decision.phase != row.to):
        message = _("“%(name)s” follows from a decision of the committee: sign it.")
        raise ValidationError(message % {"name": row.name}, code="decision")


def _tell(period: PhasePeriod, *, on: date, actor: Actor, reason: str) -> None:
    startup = period.startup
    if period.phase in ENDED:
        event = Event(
            startup=startup,
            kind=EventKind.END,
            date=period.start,
            position=startup.events.count(),
        )
        sign(event, actor=actor, reason=reason).save()
    planned = period.start > on
    record_act(
        startup=startup,
        kind=ActKind.PHASE_PLANNED if planned else ActKind.PHASE_CHANGED,
        on=on,
        actor=actor,
        reason=reason,
        detail=str(period),
    )
    mark_changed(days={startup.pk: on})
    refresh_search_text(startups=[startup.pk], on=on)


@transaction.atomic
def take_back_planned_phase(*, startup: Startup, on: date, actor: Actor, reason: str) -> None:
    """Takes back the change of phase that is planned after ``on``.

    Raises ValidationError when there is none, or when a signed decision planned it: that one is
    corrected by an administrator, or by the next decision once it took effect.
    """
    locked = Startup.objects.select_for_update().get(pk=startup.pk)
    periods = list(locked.phases.all())
    planned = [period for period in periods if period.start > on]
    if not planned:
        raise ValidationError(_("No change of phase is planned."), code="planned")
    if any(period.decision_id for period in planned):
        raise ValidationError(_("A signed decision planned this change."), code="decision")
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is taken back.")})
    _remove(locked, planned, on=on, actor=actor, reason=reason)
    if current := period_in_force(periods, on):
        update_facts(instance=current, values={"declared_end": None}, actor=actor, reason=reason)


def _remove(
    startup: Startup, planned: list[PhasePeriod], *, on: date, actor: Actor, reason: str
) -> None:
    for period in planned:
        planned_phase_dropped.send(PhasePeriod, period=period, actor=actor, reason=reason)
        ends = startup.events.filter(kind=EventKind.END, date=period.start)
        delete_facts(rows=ends, actor=actor, reason=reason)
        record_act(
            startup=startup,
            kind=ActKind.PHASE_UNPLANNED,
            on=on,
            actor=actor,
            reason=reason,
            detail=str(period),
        )
    delete_facts(rows=planned, actor=actor, reason=reason)
    mark_changed(days={startup.pk: on})
    refresh_search_text(startups=[startup.pk], on=on)
