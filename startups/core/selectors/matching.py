"""Searches small tables without minding case or accents, on any database."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from startups.core.search_text import fold, words


def matching(rows: QuerySet[Any], fields: Sequence[str], query: str) -> QuerySet[Any]:
    """The rows that hold every word of ``query`` in one of ``fields``; two queries.

    Folds in Python: the databases that we run on do not fold alike, and these tables hold
    some thousands of rows at most.
    """
    wanted = words(query)
    texts = rows.order_by().values_list("pk", *fields)
    keys = [
        key
        for key, *values in texts
        if (text := fold(" ".join(str(value or "") for value in values))) is not None
        and all(word in text for word in wanted)
    ]
    return rows.filter(pk__in=keys)
