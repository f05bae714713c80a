"""Writes startups from their files: facts, ties, phases and events."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from startups.content_tree.records import EventRow, PhaseRow, StartupFile
from startups.core.services.facts import Actor, create_facts, delete_facts, update_facts
from startups.lifecycle.models import Event, PhasePeriod
from startups.registry.enums import OpennessItem
from startups.registry.models import (
    Sponsorship,
    Startup,
    StartupIncubator,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
    Technology,
    Theme,
    UserType,
)
from startups.registry.services.ties import replace_links
from startups.reviews.models import Decision

from .changes import FileChange
from .organisations import write_rows
from .terms import KnownTerms

EMPTY = StartupFile(name="")
# Field of the record, model of the tie, its foreign key, and the vocabulary if it is one.
TIES: tuple[tuple[str, Any, str, Any], ...] = (
    ("incubators", StartupIncubator, "incubator", None),
    ("sponsors", Sponsorship, "organisation", None),
    ("user_types", StartupUserType, "term", UserType),
    ("themes", StartupTheme, "term", Theme),
    ("technologies", StartupTechnology, "term", Technology),
)


def startup_fields(record: StartupFile) -> dict[str, Any]:
    """From a record to the fields of a Startup."""
    fields: dict[str, Any] = {
        "name": record.name,
        "mission": record.mission,
        "problem": record.problem,
        "contact": record.contact,
        "noindex": record.noindex,
        "website_url": record.website_url,
        "dashboard_url": record.dashboard_url,
    }
    for item in OpennessItem:
        fields[item.state_field], fields[item.url_field] = record.openness[item.value]
    return fields


class StartupWriter:
    """Writes the startups that changed; new ones with all their rows in a few queries."""

    def __init__(
        self,
        *,
        terms: KnownTerms,
        targets: Mapping[str, Mapping[str, Any]],
        actor: Actor,
        reason: str,
    ) -> None:
        self.terms = terms
        self.targets = targets
        self.signature = {"actor": actor, "reason": reason}
        self.new_rows: dict[Any, list[Any]] = {}
        self.decided = set(Decision.objects.values_list("review__startup", flat=True))
        self.kept_phases: list[str] = []

    def write(self, changes: Sequence[FileChange]) -> dict[str, Startup]:
        """Every startup by identifier, once ``changes`` are written."""
        startups = write_rows(
            model=Startup, changes=changes, fields=startup_fields, **self.signature
        )
        for change in changes:
            startup = startups[change.item.ghid]
            self._write_ties(startup, change)
            self._write_phases(startup, change)
            self._write_events(startup, change)
        for model, rows in self.new_rows.items():
            create_facts(model=model, rows=rows, **self.signature)
        return startups

    def _write_ties(self, startup: Startup, change: FileChange) -> None:
        for name, model, field, vocabulary in TIES:
            wanted = getattr(change.record, name)
            if wanted == getattr(change.base or EMPTY, name):
                continue
            targets = [self._target(name, vocabulary, key) for key in wanted]
            if change.base:
                replace_links(
                    startup=startup, model=model, field=field, targets=targets, **self.signature
                )
            else:
                self._add(
                    model(startup=startup, position=place, **{field: target})
                    for place, target in enumerate(targets)
                )

    def _target(self, name: str, vocabulary: Any, key: str) -> Any:
        return self.terms(vocabulary, key) if vocabulary else self.targets[name][key]

    def _add(self, rows: Any) -> None:
        for row in rows:
            self.new_rows.setdefault(type(row), []).append(row)

    def _write_phases(self, startup: Startup, change: FileChange) -> None:
        """The phases of a startup that the committee decided about here are not the file's."""
        wanted = {(row.phase, row.start): row for row in change.record.phases}
        if change.base is None:
            self._add(_period(startup, row) for row in wanted.values())
            return
        if set(change.base.phases) == set(change.record.phases):
            return
        if startup.pk in self.decided:
            self.kept_phases.append(change.item.path)
            return
        existing = {(row.phase, row.start): row for row in startup.phases.all()}
        gone = [row for key, row in existing.items() if key not in wanted]
        delete_facts(rows=gone, **self.signature)
        for key, row in wanted.items():
            if key in existing:
                values = {"declared_end": row.declared_end, "comment": row.comment}
                update_facts(instance=existing[key], values=values, **self.signature)
            else:
                self._add([_period(startup, row)])

    def _write_events(self, startup: Startup, change: FileChange) -> None:
        """Only what the file said before goes: the timeline also tells of decisions made here."""
        if change.base is None:
            self._add(_event(startup, row, place) for place, row in enumerate(change.record.events))
            return
        before, wanted = Counter(change.base.events), Counter(change.record.events)
        if before == wanted:
            return
        dropped, added, gone = before - wanted, wanted - before, []
        for event in startup.events.all():
            row = EventRow(event.kind, event.date, event.comment, event.declared_kind)
            if dropped[row]:
                dropped[row] -= 1
                gone.append(event)
            elif added[row]:
                added[row] -= 1
        delete_facts(rows=gone, **self.signature)
        self._add(_event(startup, row, place) for place, row in enumerate(added.elements()))


def _period(startup: Startup, row: PhaseRow) -> PhasePeriod:
    return PhasePeriod(
        startup=startup,
        phase=row.phase,
        start=row.start,
        declared_end=row.declared_end,
        comment=row.comment,
    )


def _event(startup: Startup, row: EventRow, place: int) -> Event:
    return Event(
        startup=startup,
        kind=row.kind,
        declared_kind=row.declared_kind,
        date=row.date,
        comment=row.comment,
        position=place,
    )
