"""What makes a content file unreadable: where, and why."""

from collections.abc import Sequence

type FieldPath = Sequence[str | int]


def dotted(field: FieldPath) -> str:
    """``("phases", 2, "start")`` as people read it: ``phases[2].start``."""
    text = ""
    for part in field:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


class FieldError(Exception):
    """A value that cannot be read; its file and line are added by whoever knows them."""

    def __init__(self, field: FieldPath, reason: str) -> None:
        super().__init__(reason)
        self.field = tuple(field)
        self.reason = reason


class ContentError(Exception):
    """A content file that cannot be read. Nothing is imported when there is one."""

    def __init__(self, path: str, line: int, field: str, reason: str) -> None:
        self.path, self.line, self.field, self.reason = path, line, field, reason
        where = f"{path}, line {line}" + (f", {field}" if field else "")
        super().__init__(f"{where}: {reason}")
