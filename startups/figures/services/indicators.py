"""Acts about indicators."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, delete_facts, sign, update_facts
from startups.figures.models import Indicator
from startups.registry.models import Startup

from .trail import need_reason, one_at_a_time, refuse_if_changed, tell

TEXTS = ("wording", "unit")


def create_indicator(
    *, startup: Startup, values: Mapping[str, Any], on: date, actor: Actor, reason: str
) -> Indicator:
    """Adds an indicator: ``level``, ``wording``, and maybe the other fields.

    As the headline it takes the place of the one before. Raises ValidationError, by field.
    Side effects: history, journal; the day of the last change when it is public.
    """
    with one_at_a_time(startup.pk) as owner:
        indicator = Indicator(startup=owner, **_tidy(values))
        _check(indicator)
        _make_way(indicator, actor=actor, reason=reason)
        indicator.full_clean()
        sign(indicator, actor=actor, reason=reason).save()
        _tell(indicator, f"+ {indicator.wording}", indicator.public, on, actor, reason)
        return indicator


def change_indicator(
    *,
    indicator: Indicator,
    values: Mapping[str, Any],
    on: date,
    actor: Actor,
    reason: str,
    seen: str = "",
) -> list[str]:
    """Sets the fields that differ; returns their names.

    As the headline it takes the place of the one before, in the same transaction. ``seen`` is
    the version that the change was made from. Raises ValidationError. Side effects as for
    ``create_indicator``.
    """
    with one_at_a_time(indicator.startup_id):
        current = Indicator.objects.select_related("startup").get(pk=indicator.pk)
        refuse_if_changed(current, seen)
        was_public, before = current.public, current.wording
        wanted = _tidy(values)
        changed = [name for name, value in wanted.items() if getattr(current, name) != value]
        if not changed:
            return []
        checked = _with(current, wanted)
        _check(checked)
        _make_way(checked, actor=actor, reason=reason)
        checked.full_clean()
        update_facts(instance=current, values=wanted, actor=actor, reason=reason)
        detail = before if before == current.wording else f"{before} → {current.wording}"
        _tell(current, detail, was_public or current.public, on, actor, reason)
        return changed


def delete_indicator(
    *, indicator: Indicator, on: date, actor: Actor, reason: str, seen: str = ""
) -> None:
    """Deletes an indicator that was never measured; its history stays.

    One with figures is never deleted: it can be made not public. Raises ValidationError.
    """
    need_reason(reason)
    with one_at_a_time(indicator.startup_id):
        current = Indicator.objects.select_related("startup").get(pk=indicator.pk)
        refuse_if_changed(current, seen)
        if current.measurements.exists():
            raise ValidationError(
                _("It has figures, which are kept: make it not public instead."), code="measured"
            )
        _tell(current, f"− {current.wording}", current.public, on, actor, reason)
        delete_facts(rows=[current], actor=actor, reason=reason)


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with single spaces in their texts."""
    return {
        name: " ".join(value.split()) if name in TEXTS else value for name, value in values.items()
    }


def _with(indicator: Indicator, values: Mapping[str, Any]) -> Indicator:
    """A copy with these values, to be checked before the row is touched."""
    changed = copy(indicator)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed


def _check(indicator: Indicator) -> None:
    """What the database would refuse too, said beside the field; and one wording in two cases."""
    if indicator.headline and not indicator.public:
        raise ValidationError({"headline": _("The headline indicator must be public.")})
    others = Indicator.objects.filter(startup_id=indicator.startup_id).exclude(pk=indicator.pk)
    wordings = {wording.casefold() for wording in others.values_list("wording", flat=True)}
    if indicator.wording.casefold() in wordings:
        raise ValidationError({"wording": _("The startup already measures this.")})


def _make_way(indicator: Indicator, *, actor: Actor, reason: str) -> None:
    """Takes the headline from whichever other indicator has it."""
    if not indicator.headline:
        return
    others = Indicator.objects.filter(startup_id=indicator.startup_id, headline=True)
    for other in others.exclude(pk=indicator.pk):
        update_facts(instance=other, values={"headline": False}, actor=actor, reason=reason)


def _tell(
    indicator: Indicator, detail: str, public: bool, on: date, actor: Actor, reason: str
) -> None:
    tell(
        startup=indicator.startup,
        kind=ActKind.INDICATOR_CHANGED,
        detail=detail,
        public=public,
        on=on,
        actor=actor,
        reason=reason,
    )
