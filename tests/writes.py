"""Which tables are written to, seen where the database is asked."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collects the tables that are written to, one name a query, whatever becomes of it."""
    found: list[str] = []

    def watch(execute: Any, sql: str, *args: Any) -> Any:
        if match := WRITE.match(sql):
            found.append(match[1])
        return execute(sql, *args)

    with connection.execute_wrapper(watch):
        yield found
