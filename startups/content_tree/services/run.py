"""The import of a content tree: all of it or nothing, in one transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from startups.content_tree.tree import INCUBATOR, ORGANISATION, PERSON, STARTUP, TEAM, ContentTree
from startups.core.services.facts import Actor
from startups.registry.models import Startup
from startups.registry.services.publication import mark_changed
from startups.registry.services.search import refresh_search_text

from .changes import ChangeDetector, FileChange, keep_files
from .organisations import write_highlights, write_incubators, write_organisations, write_teams
from .outcome import ImportOutcome, PageKeeper, PageTarget, PageText, Progress
from .people import PeopleWriter
from .startups import StartupWriter
from .terms import KnownTerms

REASON = "import"


class DryRun(Exception):
    """Takes everything back at the end of a dry run."""


def import_tree(
    *,
    tree: ContentTree,
    pages: PageKeeper,
    on: date,
    actor: Actor = None,
    dry_run: bool = False,
    progress: Progress = lambda _step: None,
) -> ImportOutcome:
    """Writes what ``tree`` says anew, with the reason "import"; returns what was done.

    Raises ContentError before anything is written when a file cannot be read. Repeatable:
    a tree that says nothing new writes nothing, not even history. Files that vanished are
    told, and nothing is deleted for them. A dry run does it all, then takes it back.

    Side effects: facts with history, content files, published texts, pages and redirects
    through ``pages``.
    """
    progress(_("Reading"))
    tree.check()
    try:
        with transaction.atomic():
            outcome = _TreeImport(tree, pages, on, actor, progress).run()
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return outcome


class _TreeImport:
    """One run; holds what its steps share."""

    def __init__(
        self, tree: ContentTree, pages: PageKeeper, on: date, actor: Actor, progress: Progress
    ) -> None:
        self.tree, self.pages, self.on, self.progress = tree, pages, on, progress
        self.signature: dict[str, Any] = {"actor": actor, "reason": REASON}
        self.detector = ChangeDetector(tree)
        self.outcome = ImportOutcome(vanished=self.detector.vanished())

    def run(self) -> ImportOutcome:
        changes = {
            kind.folder: self._changes(kind)
            for kind in (ORGANISATION, INCUBATOR, STARTUP, TEAM, PERSON)
        }
        startups = self._write_facts(changes)
        keep_files((c for group in changes.values() for c in group), self.detector.stored)
        self._write_pages(changes[STARTUP.folder], startups)
        self.outcome.unchanged = (
            len(self.tree) - len(self.outcome.created) - len(self.outcome.updated)
        )
        return self.outcome

    def _changes(self, kind: Any) -> list[FileChange]:
        changes = self.detector.changes(kind)
        for change in changes:
            if change.base is None:
                self.outcome.created.append(change.item.path)
            elif names := _changed_fields(change):
                self.outcome.updated[change.item.path] = names
        return changes

    def _write_facts(self, changes: dict[str, list[FileChange]]) -> dict[str, Startup]:
        terms = KnownTerms()
        terms.add_from(self.tree, **self.signature)
        self.outcome.terms = terms.added
        self.progress(_("Organisations and incubators"))
        organisations = write_organisations(changes[ORGANISATION.folder], terms, **self.signature)
        incubators = write_incubators(changes[INCUBATOR.folder], organisations, **self.signature)
        self.progress(_("Startups"))
        targets: dict[str, Any] = {"incubators": incubators, "sponsors": organisations}
        writer = StartupWriter(terms=terms, targets=targets, **self.signature)
        startups = writer.write(changes[STARTUP.folder])
        self.outcome.kept_phases = writer.kept_phases
        write_highlights(changes[INCUBATOR.folder], incubators, startups, **self.signature)
        self.progress(_("People"))
        teams = write_teams(changes[TEAM.folder], incubators, **self.signature)
        people = PeopleWriter(terms=terms, startups=startups, teams=teams, **self.signature)
        people.write(changes[PERSON.folder])
        self.incubators = incubators
        return startups

    def _write_pages(self, changes: Sequence[FileChange], startups: dict[str, Startup]) -> None:
        self.progress(_("Pages"))
        texts = [
            PageText(startups[change.item.ghid], change.record.body)
            for change in changes
            if change.base is None
            or change.base.body != change.record.body
            or change.base.name != change.record.name
        ]
        self.outcome.pages = self.pages.hold_pages(texts, on=self.on, **self.signature)
        self.outcome.redirects = self.pages.redirect(self._redirects(startups))
        self.progress(_("Search"))
        mark_changed(days=dict(self._changed_days(changes, startups)))
        # A sponsor's name is part of what is searched: any change may touch any startup.
        if self.outcome.changed_anything:
            refresh_search_text(startups=None, on=None)

    def _changed_days(
        self, changes: Sequence[FileChange], startups: dict[str, Startup]
    ) -> Iterator[tuple[int, date]]:
        for change in changes:
            if change.base != change.record and (day := last_change(change, on=self.on)):
                yield startups[change.item.ghid].pk, day

    def _redirects(self, startups: dict[str, Startup]) -> dict[str, PageTarget]:
        """Every former address; one that is claimed twice goes to the later file."""
        targets: dict[str, PageTarget] = {}
        for item in self.tree.items(INCUBATOR):
            slug = self.incubators[item.ghid].slug
            targets |= dict.fromkeys(item.record.redirects, PageTarget("incubator", slug))
        for item in self.tree.items(STARTUP):
            slug = startups[item.ghid].slug
            targets |= dict.fromkeys(item.record.redirects, PageTarget("startup", slug))
        return targets


def _changed_fields(change: FileChange) -> list[str]:
    return [
        field.name
        for field in fields(change.record)
        if getattr(change.base, field.name) != getattr(change.record, field.name)
    ]


def last_change(change: FileChange, *, on: date) -> date | None:
    """The day to tell as a startup's last change; None when nothing has happened yet.

    A file read for the first time does not say when it was written: the last phase or
    event that it tells of, not after ``on``, does.
    """
    if change.base is not None:
        return on
    days = [row.start for row in change.record.phases] + [row.date for row in change.record.events]
    return max((day for day in days if day <= on), default=None)
