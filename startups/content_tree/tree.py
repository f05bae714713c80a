"""The content tree: which folder holds what, and how each kind is read and written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from startups.core.texts import normal

from . import other_heads, startup_head
from .errors import ContentError, FieldError
from .records import Record
from .source import SourceFile


@dataclass(frozen=True)
class RecordKind:
    """A kind of content file: its folder, and both ways between head and record."""

    folder: str
    read: Callable[[Mapping[str, Any], str], Any]
    write: Callable[[Any], dict[str, Any]]


ORGANISATION = RecordKind(
    "_organisations", other_heads.read_organisation, other_heads.organisation_head
)
INCUBATOR = RecordKind("_incubators", other_heads.read_incubator, other_heads.incubator_head)
STARTUP = RecordKind("_startups", startup_head.read_startup, startup_head.startup_head)
TEAM = RecordKind("_teams", other_heads.read_team, other_heads.team_head)
PERSON = RecordKind("_authors", other_heads.read_person, other_heads.person_head)

# In the order in which they can be written: what is referred to comes first.
KINDS = (ORGANISATION, INCUBATOR, STARTUP, TEAM, PERSON)


@dataclass(frozen=True)
class ContentItem:
    """A content file of a known kind."""

    kind: RecordKind
    source: SourceFile

    @property
    def ghid(self) -> str:
        return normal(self.source.ghid)

    @property
    def path(self) -> str:
        return self.source.path

    @cached_property
    def record(self) -> Any:
        """What the file says. Raises ContentError, with file, line, field and reason."""
        try:
            return self.kind.read(self.source.head, self.source.body)
        except FieldError as error:
            raise self.source.error(error) from error


def kind_of(path: str) -> RecordKind | None:
    """The kind of the file at ``path`` in the tree; None where we read nothing."""
    folder = path.split("/", 1)[0]
    return next((kind for kind in KINDS if kind.folder == folder), None)


class ContentTree:
    """The files of a tree, by kind and by name."""

    def __init__(self, sources: Iterable[SourceFile]) -> None:
        items = [
            ContentItem(kind, source)
            for source in sorted(sources, key=lambda source: source.path)
            if (kind := kind_of(source.path))
        ]
        self._items = {kind.folder: [i for i in items if i.kind is kind] for kind in KINDS}

    def items(self, kind: RecordKind) -> list[ContentItem]:
        """The files of one kind, by name."""
        return self._items[kind.folder]

    def __iter__(self) -> Any:
        for kind in KINDS:
            yield from self.items(kind)

    def __len__(self) -> int:
        return sum(len(items) for items in self._items.values())

    def records(self, kind: RecordKind) -> dict[str, Record]:
        """What the files of one kind say, by identifier."""
        return {item.ghid: item.record for item in self.items(kind)}

    def check(self) -> None:
        """Reads every file. Raises ContentError at the first that cannot be read."""
        seen: dict[tuple[str, str], str] = {}
        for item in self:
            item.record  # noqa: B018 (reading it is the check)
            key = (item.kind.folder, item.ghid)
            if key in seen:
                reason = _("%(path)s has the same identifier") % {"path": seen[key]}
                raise ContentError(item.path, 1, "", reason)
            seen[key] = item.path


def read_tree(root: Path) -> ContentTree:
    """Every file of the known folders below ``root``. Raises ContentError."""
    if not (root / STARTUP.folder).is_dir():
        reason = _("this folder is no content tree: it has no %(folder)s") % {
            "folder": STARTUP.folder
        }
        raise ContentError(str(root), 1, "", reason)
    paths = [
        path
        for kind in KINDS
        if (root / kind.folder).is_dir()
        for path in sorted((root / kind.folder).iterdir())
        if path.is_file() and not path.name.startswith(".")
    ]
    return ContentTree(read_source(path, root) for path in paths)


def read_source(path: Path, root: Path) -> SourceFile:
    """One file, with its line ends and its byte-order mark as they are."""
    name = path.relative_to(root).as_posix()
    content = path.read_bytes()
    try:
        return SourceFile(name, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ContentError(name, line, "", _("this is not UTF-8 text")) from error
