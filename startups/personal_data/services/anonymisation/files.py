"""The content file of somebody who is anonymised: another name, and only what we model."""

import io
from typing import Any

from startups.content_tree.models import ContentFile
from startups.content_tree.other_heads import person_head
from startups.content_tree.records import PersonRecord
from startups.content_tree.references import Unresolved, with_missing
from startups.content_tree.selectors.exporting import VocabularyWords, yaml_writer
from startups.content_tree.selectors.snapshot import snapshot
from startups.content_tree.source import SourceFile
from startups.content_tree.tree import PERSON, ContentItem
from startups.core.texts import normal
from startups.people.models import Person


def replace_file(person: Person, *, former: str) -> None:
    """Writes the file of ``person``, called ``former`` until now, anew under their new name.

    It may have held anything (accounts elsewhere, a biography): only the facts are kept.
    """
    paths = [f"{PERSON.folder}/{normal(former)}{ending}" for ending in (".md", "")]
    stored = ContentFile.objects.filter(path__in=paths).first()
    if stored is None:
        return
    before: PersonRecord = ContentItem(PERSON, SourceFile(stored.path, stored.text)).record
    missing = [Unresolved(*pair) for pair in stored.unresolved]
    current: Any = snapshot(PERSON, only=person.pk)[normal(person.ghid)]
    record = with_missing(current, before, missing)
    source = SourceFile(f"{PERSON.folder}/{person.ghid}.md", _text(record))
    stored.path, stored.text, stored.digest = source.path, source.text, source.digest
    stored.save()


def _text(record: PersonRecord) -> str:
    words, stream = VocabularyWords(), io.StringIO()
    head = {key: words.spell(key, value) for key, value in person_head(record).items()}
    yaml_writer().dump(head, stream)
    return f"---\n{stream.getvalue()}---\n"
