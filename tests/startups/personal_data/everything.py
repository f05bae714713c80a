"""All that is kept, as text: every column of every table, sessions opened, and the media."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from startups.core.search_text import fold


def kept() -> Iterator[str]:
    """A line for each row, each session and each file."""
    yield from rows()
    yield from dumped()
    for session in Session.objects.all():
        yield f"session: {session.get_decoded()}"
    for root in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
        yield from files(Path(root))


def rows() -> Iterator[str]:
    """Every row of every table of the database, on any database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield f"{table}: {' | '.join(map(readable, row))}"


def readable(value: Any) -> str:
    """A value as text; bytes as the letters that are in them."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", errors="replace")
    return str(value)


def dumped() -> Iterable[str]:
    """What a copy of the database would hold, where SQLite can write one."""
    raw = connection.connection
    return raw.iterdump() if isinstance(raw, sqlite3.Connection) else ()


def files(root: Path) -> Iterator[str]:
    """Names and contents of all files."""
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield f"{path.relative_to(root)}: {readable(path.read_bytes())}"


def saying(words: Iterable[str]) -> list[str]:
    """What still says one of ``words``, whatever the accents, the capitals and the escaping."""
    wanted = {fold(word) for word in words}
    return [line for line in kept() if any(word in fold(line) for word in wanted)]
