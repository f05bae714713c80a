"""Which files of a tree say something new, compared with what they said last time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from startups.content_tree.models import ContentFile
from startups.content_tree.references import Unresolved, unresolved, without
from startups.content_tree.selectors.snapshot import MODELS, snapshot
from startups.content_tree.source import SourceFile
from startups.content_tree.tree import KINDS, PERSON, ContentItem, ContentTree, RecordKind
from startups.core.texts import normal
from startups.people.models import Person
from startups.people.services.anonymised import all_digests, digests


@dataclass(frozen=True)
class FileChange:
    """A file whose record differs from ``base``: what the file said before.

    Only what differs between the two is written, so that an edit made here since then
    outlives an import that says nothing new about that field. ``base`` is None for what
    is not known yet.
    """

    item: ContentItem
    record: Any
    base: Any
    missing: list[Unresolved]


def known_identifiers(tree: ContentTree) -> dict[str, set[str]]:
    """What a reference can point to: the database and the tree together, by folder."""
    return {
        kind.folder: {item.ghid for item in tree.items(kind)}
        | {normal(ghid) for ghid in MODELS[kind.folder].objects.values_list("ghid", flat=True)}
        for kind in KINDS
    }


class ChangeDetector:
    """Compares a tree with the files read before; a constant number of queries a kind.

    The files of people who were anonymised are left alone: they would bring the names back.
    """

    def __init__(self, tree: ContentTree) -> None:
        self.tree = tree
        self.known = known_identifiers(tree)
        self.stored = {
            path: (digest, [Unresolved(*pair) for pair in missing])
            for path, digest, missing in ContentFile.objects.values_list(
                "path", "digest", "unresolved"
            )
        }
        self.anonymised = all_digests()

    def changes(self, kind: RecordKind) -> list[FileChange]:
        """The files of ``kind`` that say something new."""
        concerned = [item for item in self.tree.items(kind) if self._concerned(item)]
        if not concerned:
            return []
        texts = dict(
            ContentFile.objects.filter(path__in=[item.path for item in concerned]).values_list(
                "path", "text"
            )
            if len(self.stored)
            else ()
        )
        current = snapshot(kind) if MODELS[kind.folder].objects.exists() else {}
        return [self._change(item, texts.get(item.path), current) for item in concerned]

    def vanished(self) -> list[str]:
        """Files read before that the tree has no longer; only of folders that it has."""
        present = {item.path for item in self.tree}
        folders = {item.kind.folder for item in self.tree}
        return sorted(
            path
            for path in self.stored.keys() - present - self._neutral_paths()
            if path.split("/", 1)[0] in folders
        )

    def _neutral_paths(self) -> set[str]:
        """The files that took the place of those of people who were anonymised."""
        if not self.anonymised:
            return set()
        people = Person.objects.filter(anonymised_on__isnull=False)
        return {f"{PERSON.folder}/{ghid}.md" for ghid in people.values_list("ghid", flat=True)}

    def _is_left_alone(self, item: ContentItem) -> bool:
        return bool(
            self.anonymised
            and item.kind is PERSON
            and not self.anonymised.isdisjoint(digests(item.ghid))
        )

    def _concerned(self, item: ContentItem) -> bool:
        if self._is_left_alone(item):
            return False
        if item.path not in self.stored:
            return True
        digest, missing = self.stored[item.path]
        return digest != item.source.digest or bool(
            missing and missing != unresolved(item.record, self.known)
        )

    def _change(self, item: ContentItem, text: str | None, current: dict[str, Any]) -> FileChange:
        missing = unresolved(item.record, self.known)
        return FileChange(
            item=item,
            record=without(item.record, missing),
            base=self._base(item, text, current),
            missing=missing,
        )

    def _base(self, item: ContentItem, text: str | None, current: dict[str, Any]) -> Any:
        if item.ghid not in current:
            return None
        if text is None:
            return current[item.ghid]
        before = ContentItem(item.kind, SourceFile(item.path, text)).record
        return without(before, self.stored[item.path][1])


def keep_files(changes: Iterable[FileChange], stored: Iterable[str]) -> None:
    """Keeps the text of every changed file, as it was read."""
    known = set(stored)
    rows = [
        ContentFile(
            path=change.item.path,
            text=change.item.source.text,
            digest=change.item.source.digest,
            unresolved=[reference.as_list() for reference in change.missing],
        )
        for change in changes
    ]
    ContentFile.objects.bulk_create([row for row in rows if row.path not in known], batch_size=200)
    replaced = {row.path: row for row in rows if row.path in known}
    for old in ContentFile.objects.filter(path__in=list(replaced)):
        new = replaced[old.path]
        old.text, old.digest, old.unresolved = new.text, new.digest, new.unresolved
        old.save()
