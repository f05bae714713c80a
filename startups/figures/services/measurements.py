"""Acts about measurements: values with a day, a source and who entered them."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from startups.core.enums import ActKind
from startups.core.formats import short_day
from startups.core.services.facts import Actor, create_facts, delete_facts, update_facts
from startups.figures.models import Indicator, Measurement
from startups.registry.models import Startup

from .plan import Plan, PlannedAction, PlannedValue, PlannedValues, plan_entries
from .trail import need_reason, one_at_a_time, plain, refuse_if_changed, tell

BATCH = 500
DAYS_SAID = 5


def record_measurements(
    *,
    indicator: Indicator,
    rows: Sequence[tuple[date, Decimal]],
    source: str,
    on: date,
    actor: Actor,
    reason: str,
    replace: bool = False,
) -> Plan:
    """Records values of one indicator; ``record_table`` says how."""
    return record_table(
        startup=indicator.startup,
        entries=[PlannedValue(indicator.pk, day, value) for day, value in rows],
        source=source,
        on=on,
        actor=actor,
        reason=reason,
        replace=replace,
    )


def record_table(
    *,
    startup: Startup,
    entries: Sequence[PlannedValue],
    source: str,
    on: date,
    actor: Actor,
    reason: str,
    replace: bool = False,
    seen: str = "",
) -> Plan:
    """Records values of a startup's indicators, all or none; returns what was done.

    A different value for a day that has one is refused unless ``replace``, and then needs a
    reason; the same value again changes nothing, its source included. ``seen`` is the digest
    of the plan that was agreed to. Raises ValidationError. Side effects: history, one journal
    entry an indicator; the day of the last change where one of them is public.
    """
    with one_at_a_time(startup.pk) as owner:
        indicators = {indicator.pk: indicator for indicator in owner.indicators.all()}
        _check_entries(entries, indicators, on)
        plan = plan_entries(startup=owner, entries=entries, source=source)
        _check_plan(plan, seen=seen, replace=replace, reason=reason)
        _write(plan, actor=actor, reason=reason)
        for indicator, rows in _by_indicator(plan, indicators):
            _tell(indicator, _summary(indicator, rows), on, actor, reason)
        return plan


def change_measurement(
    *,
    measurement: Measurement,
    values: Mapping[str, Any],
    on: date,
    actor: Actor,
    reason: str,
    seen: str = "",
) -> list[str]:
    """Sets ``date``, ``value`` or ``source`` where they differ; returns their names.

    ``actor`` becomes who entered it. Raises ValidationError, for a day taken by another
    measurement too. Side effects as for ``record_table``.
    """
    need_reason(reason)
    with one_at_a_time(measurement.indicator.startup_id):
        current = _current(measurement, seen)
        indicator, before = current.indicator, _value_text(current)
        wanted = dict(values) | {"source": " ".join(values.get("source", current.source).split())}
        if all(getattr(current, name) == value for name, value in wanted.items()):
            return []
        _check_day(wanted.get("date", current.date), on)
        _check_free(current, wanted.get("date", current.date))
        _check_fields(_row(indicator, current, wanted))
        changed = update_facts(
            instance=current, values=wanted | {"entered_by": actor}, actor=actor, reason=reason
        )
        detail = f"{indicator.wording}: {before} → {_value_text(current)}"
        _tell(indicator, detail, on, actor, reason)
        return [name for name in changed if name != "entered_by"]


def remove_measurement(
    *, measurement: Measurement, on: date, actor: Actor, reason: str, seen: str = ""
) -> None:
    """Removes a value that should not have been recorded; its history stays."""
    need_reason(reason)
    with one_at_a_time(measurement.indicator.startup_id):
        current = _current(measurement, seen)
        detail = f"{current.indicator.wording}: − {_value_text(current)}"
        _tell(current.indicator, detail, on, actor, reason)
        delete_facts(rows=[current], actor=actor, reason=reason)


def _current(measurement: Measurement, seen: str) -> Measurement:
    """The row as it is now that the startup is held."""
    try:
        current = Measurement.objects.select_related("indicator__startup").get(pk=measurement.pk)
    except Measurement.DoesNotExist:
        raise ValidationError(_("Somebody else removed this figure."), code="changed") from None
    refuse_if_changed(current, seen)
    return current


def _check_entries(
    entries: Sequence[PlannedValue], indicators: Mapping[int, Indicator], on: date
) -> None:
    days = [(entry.key, entry.day) for entry in entries]
    if len(set(days)) < len(days):
        raise ValidationError(_("The same day is given twice."), code="twice")
    for entry in entries:
        if entry.key not in indicators:
            raise ValidationError(_("This indicator is not one of the startup's."), code="foreign")
        if not isinstance(entry.value, Decimal):
            raise TypeError(f"a value is a Decimal, not {entry.value!r}")
        _check_day(entry.day, on)


def _check_day(day: date, on: date) -> None:
    if day > on:
        raise ValidationError({"date": _("A figure cannot be of a day that is still to come.")})


def _check_free(measurement: Measurement, day: date) -> None:
    taken = Measurement.objects.filter(indicator=measurement.indicator_id, date=day)
    if taken.exclude(pk=measurement.pk).exists():
        raise ValidationError({"date": _("There is already a value for that day.")})


def _check_fields(row: Measurement) -> None:
    row.clean_fields(exclude=["indicator", "entered_by"])


def _check_plan(plan: Plan, *, seen: str, replace: bool, reason: str) -> None:
    if seen and seen != plan.digest:
        raise ValidationError(
            _("What is recorded has changed since the preview: look at the new one."),
            code="changed",
        )
    replaced = plan.of(PlannedAction.REPLACED)
    if replaced and not replace:
        days = ", ".join(short_day(row.entry.day) for row in replaced[:DAYS_SAID])
        raise ValidationError(
            {"date": _("Another value is already recorded: %(days)s.") % {"days": days}},
            code="exists",
        )
    if replaced:
        need_reason(reason)


def _write(plan: Plan, *, actor: Actor, reason: str) -> None:
    """Writes new and replaced values with their histories, in a few queries."""
    added = [_new(row.entry, plan.source, actor) for row in plan.of(PlannedAction.NEW)]
    replaced = [
        (row.existing, row.entry) for row in plan.of(PlannedAction.REPLACED) if row.existing
    ]
    changed = [_replaced(*pair, plan.source, actor) for pair in replaced]
    for measurement in (*added, *changed):
        _check_fields(measurement)
    create_facts(model=Measurement, rows=added, actor=actor, reason=reason)
    if changed:
        bulk_update_with_history(
            changed,
            Measurement,
            ["value", "source", "entered_by"],
            batch_size=BATCH,
            default_user=actor,
            default_change_reason=reason,
        )


def _new(entry: PlannedValue, source: str, actor: Actor) -> Measurement:
    return Measurement(
        indicator_id=entry.key,
        date=entry.day,
        value=entry.value,
        source=source,
        entered_by=actor,
    )


def _replaced(existing: Measurement, entry: PlannedValue, source: str, actor: Actor) -> Measurement:
    measurement = copy(existing)
    measurement.value, measurement.source = entry.value, source
    measurement.entered_by = actor
    return measurement


def _row(indicator: Indicator, current: Measurement, wanted: Mapping[str, Any]) -> Measurement:
    kept = {name: getattr(current, name) for name in ("date", "value", "source")}
    return Measurement(indicator=indicator, **kept | dict(wanted))


def _by_indicator(
    plan: Plan, indicators: Mapping[int, Indicator]
) -> list[tuple[Indicator, list[PlannedValues]]]:
    """What was written, by indicator; those of which nothing was are left out."""
    written = [row for row in plan.rows if row.fate is not PlannedAction.UNCHANGED]
    written.sort(key=lambda row: (row.entry.key, row.entry.day))
    groups = groupby(written, key=lambda row: row.entry.key)
    return [(indicators[key], list(rows)) for key, rows in groups]


def _summary(indicator: Indicator, rows: Sequence[PlannedValues]) -> str:
    """``Usagers: 2025-01-31 … 2026-06-30 (+10, ~2)``: what was added, what was replaced."""
    first, last = rows[0].entry, rows[-1].entry
    if len(rows) == 1:
        before = f"{plain(rows[0].existing.value)} → " if rows[0].existing else ""
        return f"{indicator.wording}: {first.day} = {before}{plain(first.value)}"
    replaced = sum(row.fate is PlannedAction.REPLACED for row in rows)
    return f"{indicator.wording}: {first.day} … {last.day} (+{len(rows) - replaced}, ~{replaced})"


def _value_text(measurement: Measurement) -> str:
    return f"{measurement.date} = {plain(measurement.value)}"


def _tell(indicator: Indicator, detail: str, on: date, actor: Actor, reason: str) -> None:
    tell(
        startup=indicator.startup,
        kind=ActKind.MEASURED,
        detail=detail,
        public=indicator.public,
        on=on,
        actor=actor,
        reason=reason,
    )
