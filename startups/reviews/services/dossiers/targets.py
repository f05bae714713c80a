"""The team says what became of the last targets, and proposes the next ones."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.services.facts import Actor, delete_facts, sign, update_facts
from startups.core.texts import read_text
from startups.core.versions import refuse_stale
from startups.reviews.enums import ReviewState
from startups.reviews.models import Dossier, ProposedTarget, TargetVerdict
from startups.reviews.services.reviews.steering import lock_review

from .typed import read_date, read_figure, read_verdict

MOST_TARGETS = 5


@dataclass(frozen=True)
class TypedTarget:
    """A proposed target as it is typed. Figures are in the unit of ``measure``."""

    wording: str = ""
    measure: str = ""
    start: str = ""
    goal: str = ""
    due: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is typed."""
        return not any(text.strip() for text in astuple(self))


@transaction.atomic
def save_verdict(
    *,
    verdict: TargetVerdict,
    code: str,
    value: str,
    fact: str,
    seen_version: int,
    on: date,
    actor: Actor,
) -> TargetVerdict:
    """Writes what became of a target, as typed, complete or not; returns the row as it is now.

    ``value`` is the figure reached. Raises ValidationError, by field, and once the dossier is
    submitted; Stale when somebody else wrote since ``seen_version``.
    """
    lock_review(verdict.review, {ReviewState.PREPARING})
    current = TargetVerdict.objects.select_related("target").get(pk=verdict.pk)
    values = _read(
        {
            "verdict": lambda: read_verdict(code),
            "value": lambda: read_figure(value),
            "fact": lambda: read_text(fact),
        }
    )
    if all(getattr(current, name) == wanted for name, wanted in values.items()):
        return current
    refuse_stale(current, seen=seen_version, now=current.version)
    values["version"] = current.version + 1
    update_facts(instance=current, values=values, actor=actor, reason="")
    return current


@transaction.atomic
def save_targets(
    *,
    dossier: Dossier,
    targets: Sequence[TypedTarget],
    seen_version: int,
    on: date,
    actor: Actor,
) -> Dossier:
    """Makes ``targets`` the ones that the team proposes, in their order; returns the dossier.

    They may be incomplete; blank ones are left out. They are written as a whole: two people who
    change different ones at once are told. Raises ValidationError, by field (``2-goal``), and
    once the dossier is submitted; Stale.
    """
    lock_review(dossier.review, {ReviewState.PREPARING})
    current = Dossier.objects.get(pk=dossier.pk)
    wanted = _read_targets(targets, on)
    rows = list(current.proposed_targets.all())
    if [_values(row) for row in rows] == wanted:
        return current
    refuse_stale(current, seen=seen_version, now=current.targets_version)
    _replace(current, rows, wanted, actor)
    values = {"targets_version": current.targets_version + 1}
    update_facts(instance=current, values=values, actor=actor, reason="")
    return current


def _read_targets(targets: Sequence[TypedTarget], on: date) -> list[dict[str, Any]]:
    filled = [target for target in targets if not target.is_blank]
    if len(filled) > MOST_TARGETS:
        raise ValidationError(_("Five targets at most."))
    values: list[dict[str, Any]] = []
    errors: dict[str, Any] = {}
    for number, target in enumerate(targets, start=1):
        if target.is_blank:
            continue
        try:
            values.append(_read_target(target, on))
        except ValidationError as error:
            errors |= {f"{number}-{name}": list_ for name, list_ in error.error_dict.items()}
    if errors:
        raise ValidationError(errors)
    return values


def _read_target(target: TypedTarget, on: date) -> dict[str, Any]:
    read = _read(
        {
            "wording": lambda: read_text(target.wording, longest=300),
            "measure": lambda: read_text(target.measure, longest=200),
            "start": lambda: read_figure(target.start),
            "goal": lambda: read_figure(target.goal),
            "due": lambda: _to_come(read_date(target.due), on),
        }
    )
    return {
        "wording": read["wording"],
        "measure": read["measure"],
        "starting_value": read["start"],
        "target_value": read["goal"],
        "due_on": read["due"],
    }


def _to_come(day: date | None, on: date) -> date | None:
    if day and day <= on:
        raise ValidationError(_("A target is for a day to come."))
    return day


def _read(readers: dict[str, Any]) -> dict[str, Any]:
    """What each reader gives; everything that is refused, by field, at once."""
    values, errors = {}, {}
    for name, read in readers.items():
        try:
            values[name] = read()
        except ValidationError as error:
            errors[name] = error.messages
    if errors:
        raise ValidationError(errors)
    return values


def _values(row: ProposedTarget) -> dict[str, Any]:
    names = ("wording", "measure", "starting_value", "target_value", "due_on")
    return {name: getattr(row, name) for name in names}


def _replace(
    dossier: Dossier, rows: list[ProposedTarget], wanted: list[dict[str, Any]], actor: Actor
) -> None:
    """By position: rows that stay change, those after the last go."""
    for position, values in enumerate(wanted, start=1):
        if position <= len(rows):
            row = rows[position - 1]
            update_facts(
                instance=row, values=values | {"position": position}, actor=actor, reason=""
            )
        else:
            row = ProposedTarget(dossier=dossier, position=position, **values)
            sign(row, actor=actor, reason="").save()
    delete_facts(rows=rows[len(wanted) :], actor=actor, reason="")
