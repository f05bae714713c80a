"""The database of the tests: migrated once, and copied for each process that runs some.

The one that is migrated is the template. Whoever distributes the tests makes it, or the only
process where nobody does. A copy takes some tenths of a second: in memory on SQLite, by the
server itself on PostgreSQL.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases


class Template:
    """The database that all others are copies of.

    SQLite keeps it as ``file``, which is written once it is complete: to migrate one on a disk
    takes longer.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.before = _name()
        made = str(connection.creation._get_test_db_name())
        self.name = str(file) if connection.vendor == "sqlite" else made

    def make(self) -> None:
        """Migrates it, and leaves it: PostgreSQL copies none that somebody is connected to."""
        self.made = setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set()
        )
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [self.name])
            teardown_databases(self.made, verbosity=0)
        _use(self.before)

    def remove(self) -> None:
        if connection.vendor == "sqlite":
            self.file.unlink()
        else:
            _use(self.name)
            teardown_databases(self.made, verbosity=0)


class Copy:
    """A worker's own copy of the template, for as long as it runs tests.

    SQLite keeps it in memory, or in ``file`` where several threads need a connection each.
    """

    def __init__(self, template: str, worker: str, file: Path | None = None) -> None:
        self.template = template
        self.before = _name()
        if connection.vendor == "sqlite":
            self.name = str(file or f"file:tests_{worker}?mode=memory&cache=shared")
        else:
            self.name = f"{template}_{worker}"
        self.restore()

    def restore(self) -> None:
        """Whatever a test has done, the copy is what the template is."""
        if connection.vendor == "sqlite":
            _use(self.name)
            connection.ensure_connection()
            with closing(sqlite3.connect(self.template)) as source:
                source.backup(connection.connection)
        else:
            self.drop()
            quoted, source = map(connection.ops.quote_name, (self.name, self.template))
            self._on_server(f"CREATE DATABASE {quoted} TEMPLATE {source}")
            _use(self.name)

    def drop(self) -> None:
        """Leaves the copy, and removes it with whoever is still connected to it."""
        _use(self.before)
        if connection.vendor == "postgresql":
            quoted = connection.ops.quote_name(self.name)
            self._on_server(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")

    @staticmethod
    def _on_server(statement: str) -> None:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(statement)


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _use(name: str) -> None:
    """From now on, ``name`` is the database."""
    if name != _name():
        connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
