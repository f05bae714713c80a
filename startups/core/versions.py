"""Two people write the same row: the second is told, and nothing is overwritten.

What somebody looked at is known again in one of three ways. A row that is written as a whole, in
several rows maybe, counts its versions itself (statements, dossiers and their answers). Of any
other, ``version_of`` is the number of its last change. A preview has no row: ``digest_of`` stands
for all that it shows.
"""

import hashlib
from typing import Any


class Stale(Exception):
    """Somebody else wrote since the version that was looked at.

    ``who`` is the name of the last one who wrote, empty when a command did or when it is not
    known; ``version`` what must be said to have been seen to write over it.
    """

    def __init__(self, *, who: str = "", version: int | str = 0) -> None:
        super().__init__(who, version)
        self.who = who
        self.version = version


def refuse_stale[V: (int, str)](row: Any, *, seen: V, now: V) -> None:
    """Raises Stale unless ``seen`` is the version that ``row`` has ``now``."""
    if seen == now:
        return
    last = row.history.select_related("history_user").first()
    writer = last.history_user if last else None
    raise Stale(who=str(writer) if writer else "", version=now)


def version_of(row: Any) -> str:
    """Which version of a row somebody looks at: the number of its last change."""
    return str(last_change(row.history))


def last_change(history: Any) -> int:
    """The number of the last change among rows of a history; 0 without any."""
    numbers = history.order_by("-history_id").values_list("history_id", flat=True)
    return numbers.first() or 0


def digest_of(*contents: Any) -> str:
    """Tells whether anything in ``contents`` differs, by what ``repr`` says of them."""
    return hashlib.sha256(repr(contents).encode()).hexdigest()
