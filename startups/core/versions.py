"""Two people write the same row: the second is told, and nothing is overwritten."""

from typing import Any


class Stale(Exception):
    """Somebody else wrote since the version that was looked at.

    ``who`` is the name of the last one who wrote, empty when a command did or when it is not
    known; ``version``, where rows count theirs, what must be said to have been seen to write over
    it.
    """

    def __init__(self, *, who: str = "", version: int = 0) -> None:
        super().__init__(who, version)
        self.who = who
        self.version = version


def refuse_stale(row: Any, *, seen: int, now: int) -> None:
    """Raises Stale unless ``seen`` is the version that ``row`` has ``now``."""
    if seen == now:
        return
    last = row.history.select_related("history_user").first()
    writer = last.history_user if last else None
    raise Stale(who=str(writer) if writer else "", version=now)
