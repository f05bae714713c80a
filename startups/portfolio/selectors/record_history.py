"""Everything that ever changed on a record: who, when, why, and what from what to what.

Reads the histories of the record and of what is tied to it, in one query each whatever the
number of changes. ``trails_of`` says which.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from startups.core.models.base import DomainModel
from startups.registry.selectors.record_values import readable

from .record_trails import Trail, trails_of

ADDED, CHANGED, REMOVED = "+", "~", "-"
# Rows that one act wrote follow each other closely; an import takes some seconds.
ONE_ACT = timedelta(seconds=10)


@dataclass(frozen=True)
class RecordedDifference:
    """One field that changed; both values as a person reads them."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordedChange:
    """One row of history. ``actor`` is empty when a command did it."""

    when: datetime
    actor: str
    reason: str
    subject: str
    differences: tuple[RecordedDifference, ...]


@dataclass(frozen=True)
class RecordedAct:
    """Changes made at once by one person for one reason."""

    when: datetime
    actor: str
    reason: str
    changes: tuple[RecordedChange, ...]


def record_history(record: DomainModel) -> list[RecordedChange]:
    """Every change to ``record`` and to what is tied to it, the latest first."""
    entries = [entry for trail in trails_of(record) for entry in _entries(trail, record)]
    entries.sort(key=lambda entry: (entry[0].when, entry[1]), reverse=True)
    return [change for change, _order in entries]


def acts(changes: Iterable[RecordedChange]) -> list[RecordedAct]:
    """Groups changes, the latest first, into acts: same person, same reason, same moment."""
    groups: list[list[RecordedChange]] = []
    for change in changes:
        if groups and _same_act(groups[-1][-1], change):
            groups[-1].append(change)
        else:
            groups.append([change])
    return [RecordedAct(g[0].when, g[0].actor, g[0].reason, tuple(reversed(g))) for g in groups]


def _same_act(later: RecordedChange, earlier: RecordedChange) -> bool:
    return (later.actor, later.reason) == (earlier.actor, earlier.reason) and (
        later.when - earlier.when <= ONE_ACT
    )


def _entries(trail: Trail, record: DomainModel) -> Iterator[tuple[RecordedChange, int]]:
    """The changes that one history tells, each with the number of its row."""
    previous: dict[Any, Model] = {}
    # A later object of the same key is another one: its creation starts afresh.
    for row in _rows(trail, record):
        before = previous.get(row.id) if row.history_type != ADDED else None
        previous[row.id] = row
        change = _change(trail, row, before)
        if change:
            yield change, row.history_id


def _rows(trail: Trail, record: DomainModel) -> Iterable[Any]:
    history = trail.model.history.filter(**{trail.path: record.pk})
    return history.select_related("history_user", *trail.targets).order_by(
        "history_date", "history_id"
    )


def _change(trail: Trail, row: Any, before: Any) -> RecordedChange | None:
    differences = tuple(_differences(trail, before, row)) if row.history_type == CHANGED else ()
    if row.history_type == CHANGED and before and not differences:
        return None
    return RecordedChange(
        when=row.history_date,
        actor=str(row.history_user) if row.history_user_id else "",
        reason=row.history_change_reason or "",
        subject=_subject(trail, row),
        differences=differences,
    )


def _subject(trail: Trail, row: Any) -> str:
    words = {ADDED: trail.added, CHANGED: trail.changed, REMOVED: trail.removed}
    return str(words[row.history_type]) % {"name": trail.name(row)}


def _differences(trail: Trail, before: Any, after: Any) -> Iterator[RecordedDifference]:
    if before is None:
        return
    for field in _compared(trail):
        if getattr(before, field.attname) == getattr(after, field.attname):
            continue
        yield RecordedDifference(
            label=capfirst(_label(trail, field)),
            before=readable(field, before),
            after=readable(field, after),
        )


def _compared(trail: Trail) -> list[Any]:
    return [field for field in trail.model._meta.concrete_fields if not field.primary_key]


def _label(trail: Trail, field: Any) -> str:
    labels: Mapping[str, str] = {"position": _("place in the list"), "startup": _("startup")}
    return str(labels.get(field.name, field.verbose_name))
