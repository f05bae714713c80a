"""References between content files: which resolve, and which point to what is not there.

A reference that does not resolve is a finding, never an error; it is kept with the file,
so that an export gives it back and a later import ties it when its target comes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from .records import Record
from .tree import INCUBATOR, ORGANISATION, STARTUP, TEAM

# Field of a record -> the folder that its references point to.
TARGETS: Mapping[str, str] = {
    "owner": ORGANISATION.folder,
    "highlights": STARTUP.folder,
    "incubators": INCUBATOR.folder,
    "incubator": INCUBATOR.folder,
    "sponsors": ORGANISATION.folder,
    "memberships": STARTUP.folder,
    "teams": TEAM.folder,
}


@dataclass(frozen=True)
class Unresolved:
    """A reference to what is not there."""

    field: str
    ghid: str

    def as_list(self) -> list[str]:
        return [self.field, self.ghid]


def _target(reference: Any) -> str:
    """The identifier that a reference, or a membership, points to."""
    return reference if isinstance(reference, str) else reference.startup


def reference_fields(record: Record) -> list[str]:
    """The fields of ``record`` that hold references."""
    return [field.name for field in fields(record) if field.name in TARGETS]


def unresolved(record: Record, known: Mapping[str, Collection[str]]) -> list[Unresolved]:
    """The references of ``record`` that are not among the ``known`` of their folder."""
    return [
        Unresolved(name, _target(reference))
        for name in reference_fields(record)
        for reference in _as_tuple(getattr(record, name))
        if _target(reference) not in known[TARGETS[name]]
    ]


def without[R: Record](record: R, missing: Collection[Unresolved]) -> R:
    """``record`` less the references that do not resolve."""
    return _filtered(record, missing, keep_missing=False)


def only_missing[R: Record](record: R, missing: Collection[Unresolved]) -> R:
    """``record`` with, of its references, only those that do not resolve."""
    return _filtered(record, missing, keep_missing=True)


def with_missing[R: Record](record: R, original: R, missing: Collection[Unresolved]) -> R:
    """``record`` with the references of ``original`` that do not resolve put back."""
    lost = only_missing(original, missing)
    values: dict[str, Any] = {}
    for name in reference_fields(record):
        ours, theirs = getattr(record, name), getattr(lost, name)
        values[name] = (ours or theirs) if isinstance(ours, str) else (*ours, *theirs)
    return replace(record, **values)


def _filtered[R: Record](record: R, missing: Collection[Unresolved], *, keep_missing: bool) -> R:
    if not missing and not keep_missing:
        return record
    values: dict[str, Any] = {}
    for name in reference_fields(record):
        value = getattr(record, name)
        kept = tuple(
            reference
            for reference in _as_tuple(value)
            if (Unresolved(name, _target(reference)) in missing) is keep_missing
        )
        values[name] = (kept[0] if kept else "") if isinstance(value, str) else kept
    return replace(record, **values)


def _as_tuple(value: Any) -> tuple[Any, ...]:
    return ((value,) if value else ()) if isinstance(value, str) else value
