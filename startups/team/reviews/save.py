"""What is sent from the form of a dossier: saved part by part, and nothing typed is lost.

A part that nobody touched is left alone. One that is refused, or that somebody else wrote
meanwhile, keeps what was typed, and says why; the others are recorded all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from startups.core.services.facts import Actor
from startups.core.versions import Stale

from .controls import Control, digest, plain
from .form_items import SAVE, FormItem

KEEP_THEIRS = "theirs"


@dataclass
class SavedPart:
    """A unit as the page shows it: with what is recorded, or with what was typed.

    ``seen`` and ``shown`` are what the form sends back to say what its user looked at.
    ``unsaved`` says why what it shows is not recorded: ``restored``, ``refused``, ``conflict``.
    ``theirs`` is what somebody else recorded meanwhile, by short name, ``who`` their name.
    """

    unit: FormItem
    controls: list[Control]
    seen: int
    shown: str
    unsaved: str = ""
    errors: list[str] = field(default_factory=list)
    theirs: Mapping[str, str] | None = None
    who: str = ""

    @property
    def is_refused(self) -> bool:
        return self.unsaved == "refused"

    @property
    def is_conflict(self) -> bool:
        return self.unsaved == "conflict"

    @property
    def their_words(self) -> list[tuple[Any, str]]:
        """What the other recorded, control by control, where it differs from what is shown."""
        theirs = self.theirs or {}
        return [
            (control.label, _readable(control, theirs.get(self.unit.short(control), "")))
            for control in self.controls
            if plain(control.value) != plain(theirs.get(self.unit.short(control), ""))
        ]

    @property
    def lines(self) -> list["SavedLine"]:
        """The controls of the proposed targets, one line a target."""
        numbers = dict.fromkeys(self.unit.short(row).partition("-")[0] for row in self.controls)
        lines = [
            SavedLine(int(number), [row for row in self.controls if _is_of(self.unit, row, number)])
            for number in numbers
        ]
        blank = [line.number for line in lines if line.is_blank]
        for line in lines:
            line.is_folded = line.number in (blank if len(blank) < len(lines) else blank[1:])
        return lines


@dataclass
class SavedLine:
    """A proposed target in the form; a blank one is folded, unless it is the only one."""

    number: int
    controls: list[Control]
    is_folded: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(control.value for control in self.controls)

    @property
    def has_errors(self) -> bool:
        return any(control.errors for control in self.controls)


def _is_of(unit: FormItem, control: Control, number: str) -> bool:
    return unit.short(control).startswith(f"{number}-")


def _readable(control: Control, value: str) -> str:
    return str(dict(control.choices).get(value, value)) or "–"


def fresh(unit: FormItem) -> SavedPart:
    """A part with what is recorded."""
    return SavedPart(unit, unit.controls(), unit.version, unit.shown)


def typed_in(unit: FormItem, sent: Mapping[str, str]) -> dict[str, str] | None:
    """What was typed in a unit, by short name; None when the form did not show it."""
    if f"{unit.key}-version" not in sent:
        return None
    return {unit.short(control): sent.get(control.name, "") for control in unit.controls()}


def is_touched(unit: FormItem, sent: Mapping[str, str]) -> bool:
    """Whether what was sent of a unit is not what the form showed."""
    typed = typed_in(unit, sent)
    return typed is not None and digest(typed) != sent.get(f"{unit.key}-shown", "")


def typed_over(unit: FormItem, sent: Mapping[str, str]) -> SavedPart:
    """A part with what was typed, and what its user looked at when they typed it."""
    part = SavedPart(unit, unit.controls(), seen_in(unit, sent), sent.get(f"{unit.key}-shown", ""))
    part.unsaved = "restored"
    for control in part.controls:
        control.value = sent.get(control.name, "")
    return part


def seen_in(unit: FormItem, sent: Mapping[str, str]) -> int:
    """The version that was looked at; one that never was for a forged form."""
    text = sent.get(f"{unit.key}-version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@dataclass
class SaveOutcome:
    """What became of a sending. ``closed`` says why nothing can be recorded any more."""

    saved: list[FormItem] = field(default_factory=list)
    parts: dict[str, SavedPart] = field(default_factory=dict)
    closed: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether everything that was typed is recorded."""
        return not (self.parts or self.closed)


def save_sections(
    units: Iterable[FormItem],
    sent: Mapping[str, str],
    acts: Mapping[str, str],
    *,
    on: date,
    actor: Actor,
) -> SaveOutcome:
    """Records what was changed in ``sent``, and what ``acts`` asks of units, by key."""
    outcome = SaveOutcome()
    for unit in units:
        typed, act = typed_in(unit, sent), acts.get(unit.key, "")
        if typed is None or act == KEEP_THEIRS or not (act or is_touched(unit, sent)):
            continue
        _take_in(unit, sent, typed, act or SAVE, outcome, on=on, actor=actor)
    return outcome


def _take_in(
    unit: FormItem,
    sent: Mapping[str, str],
    typed: Mapping[str, str],
    act: str,
    outcome: SaveOutcome,
    *,
    on: date,
    actor: Actor,
) -> None:
    try:
        unit.save(typed, act=act, seen=seen_in(unit, sent), on=on, actor=actor)
    except Stale as stale:
        outcome.parts[unit.key] = conflict(unit.again(on=on), sent, stale)
    except ValidationError as error:
        if getattr(error, "code", None) == "state":
            outcome.closed = " ".join(error.messages)
        outcome.parts[unit.key] = refused(unit, sent, error)
    else:
        outcome.saved.append(unit)


def conflict(unit: FormItem, sent: Mapping[str, str], stale: Stale) -> SavedPart:
    """What was typed beside what is recorded; sent again, it is written over that knowingly."""
    part = typed_over(unit, sent)
    part.seen, part.shown, part.unsaved = unit.version, unit.shown, "conflict"
    part.theirs, part.who = unit.stored(), stale.who
    return part


def refused(unit: FormItem, sent: Mapping[str, str], error: ValidationError) -> SavedPart:
    """What was typed, with the reasons beside its controls."""
    part = typed_over(unit, sent)
    part.unsaved = "refused"
    if not hasattr(error, "error_dict"):
        target = part.controls[0].errors if len(part.controls) == 1 else part.errors
        target += error.messages
        return part
    by_name = {unit.short(control): control for control in part.controls}
    for name, errors in error.error_dict.items():
        messages = [message for error in errors for message in error.messages]
        by_name[name].errors += messages
    return part
