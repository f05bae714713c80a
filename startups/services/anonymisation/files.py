"""The content file of somebody who is anonymised: another name, and only what we model."""

import io
from typing import Any

from startups.interchange.exporting import Words, yaml_writer
from startups.interchange.other_heads import person_head
from startups.interchange.records import PersonRecord
from startups.interchange.references import Unresolved, with_missing
from startups.interchange.snapshot import snapshot
from startups.interchange.source import SourceFile, normal
from startups.interchange.tree import PERSON, ContentItem
from startups.models import ContentFile, Person


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
    words, stream = Words(), io.StringIO()
    head = {key: words.spell(key, value) for key, value in person_head(record).items()}
    yaml_writer().dump(head, stream)
    return f"---\n{stream.getvalue()}---\n"
