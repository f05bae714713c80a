"""The content tree as it stands now: the original files, with what changed since in them.

A file whose facts are what it said comes out byte for byte. Where a fact changed, only its
keys are rewritten; keys that we do not model, comments and quotes stay.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from startups.content_tree.models import ContentFile
from startups.content_tree.references import Unresolved, with_missing
from startups.content_tree.source import SourceFile
from startups.content_tree.tree import KINDS, ContentItem, ContentTree, RecordKind
from startups.core.texts import normal
from startups.registry.models import (
    MinistryDomain,
    OrganisationKind,
    Role,
    Technology,
    Theme,
    UserType,
)

from .snapshot import snapshot

# The order of these lists says something; that of all others does not.
ORDERED_KEYS = frozenset({"incubators", "highlighted_startups"})
TERM_KEYS: Mapping[str, Any] = {
    "usertypes": UserType,
    "thematiques": Theme,
    "techno": Technology,
    "type": OrganisationKind,
    "domaine_ministeriel": MinistryDomain,
    "domaine": Role,
}


def yaml_writer() -> YAML:
    """Writes front matter as the content files do: quotes kept, lists indented, no folding."""
    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.preserve_quotes = True
    writer.width = 10_000
    writer.allow_duplicate_keys = True
    return writer


class VocabularyWords:
    """How content files write the codes of each vocabulary; read once, when first asked."""

    def __init__(self) -> None:
        self._words: dict[str, dict[str, str]] = {}

    def spell(self, key: str, value: Any) -> Any:
        """``value`` of a front matter key with words instead of codes."""
        if key not in TERM_KEYS:
            return value
        if key not in self._words:
            self._words[key] = dict(TERM_KEYS[key].objects.values_list("code", "word"))
        words = self._words[key]
        if isinstance(value, list):
            return [words.get(code, code) for code in value]
        return words.get(value, value)


def current_tree(*kinds: RecordKind) -> ContentTree:
    """The tree as it would be exported now (of some kinds only, when given)."""
    return ContentTree(source for kind in kinds or KINDS for source in _sources(kind))


def current_item(kind: RecordKind, row: Any) -> ContentItem:
    """The one file of ``row``, a record of that kind, as it would be exported now."""
    ghid = normal(row.ghid)
    forms = {unicodedata.normalize(form, ghid) for form in ("NFC", "NFD")}
    paths = [f"{kind.folder}/{form}{ending}" for form in forms for ending in (".md", "")]
    stored = ContentFile.objects.filter(path__in=paths)
    source = next(_written_anew(kind, snapshot(kind, only=row.pk), stored))
    return ContentItem(kind, source)


def export_tree(root: Path) -> int:
    """Writes the whole tree below ``root``; returns the number of files.

    Raises OSError when a file cannot be written.
    """
    tree = current_tree()
    for item in tree:
        path = root / item.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(item.source.text.encode("utf-8"))
    return len(tree)


def _sources(kind: RecordKind) -> Iterator[SourceFile]:
    files = ContentFile.objects.filter(path__startswith=f"{kind.folder}/")
    return _written_anew(kind, snapshot(kind), files)


def _written_anew(
    kind: RecordKind, records: dict[str, Any], files: Iterable[ContentFile]
) -> Iterator[SourceFile]:
    """The files of ``records``: those that are known first, rewritten where facts differ."""
    words = VocabularyWords()
    for stored in files:
        original = ContentItem(kind, SourceFile(stored.path, stored.text))
        record = records.pop(original.ghid, None)
        if record is not None:
            missing = [Unresolved(*pair) for pair in stored.unresolved]
            yield _rewritten(original, with_missing(record, original.record, missing), words)
    for ghid, record in records.items():
        yield _written(kind, ghid, record, words)


def _rewritten(original: ContentItem, record: Any, words: VocabularyWords) -> SourceFile:
    """The original with what ``record`` says otherwise."""
    kind, source = original.kind, original.source
    before, wanted = kind.write(original.record), kind.write(record)
    changed = [
        key for key in {**before, **wanted} if not _same(key, before.get(key), wanted.get(key))
    ]
    body = getattr(record, "body", source.body)
    if not changed and body == source.body:
        return source
    head = _new_head(source, wanted, changed, words) if changed else source.raw_head
    return SourceFile(source.path, source.parts["opening"] + head + source.parts["closing"] + body)


def _same(key: str, before: Any, after: Any) -> bool:
    if isinstance(before, list) and isinstance(after, list) and key not in ORDERED_KEYS:
        return sorted(map(repr, before)) == sorted(map(repr, after))
    return (before or None) == (after or None) and (before is False) == (after is False)


def _new_head(
    source: SourceFile, wanted: Mapping[str, Any], changed: list[str], words: VocabularyWords
) -> str:
    writer = yaml_writer()
    head = writer.load(source.raw_head)
    for key in changed:
        if key in wanted:
            head[key] = words.spell(key, wanted[key])
        else:
            head.pop(key, None)
    return _dump(writer, head)


def _written(kind: RecordKind, ghid: str, record: Any, words: VocabularyWords) -> SourceFile:
    """A file for what no file told us of."""
    head = {key: words.spell(key, value) for key, value in kind.write(record).items()}
    text = f"---\n{_dump(yaml_writer(), head)}---\n{getattr(record, 'body', '')}"
    return SourceFile(f"{kind.folder}/{normal(ghid)}.md", text)


def _dump(writer: YAML, head: Any) -> str:
    stream = io.StringIO()
    writer.dump(head, stream)
    return stream.getvalue()
