"""JSON read with the line and the path of each value, so that an error can say where it is."""

import re
from dataclasses import dataclass
from decimal import Decimal
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # not in stubs
from typing import Any

from django.utils.translation import gettext as _

SPACE = re.compile(r"[ \t\n\r]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
WORDS = {"true": True, "false": False, "null": None}
DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Located:
    """A value, the line where it begins (the first is 1), and its path in the file.

    ``value`` is a dict of str to Located, a list of Located, a str, a Decimal, a bool or None.
    """

    value: Any
    line: int
    path: str


@dataclass(frozen=True)
class DecpError:
    """What is wrong in a file: where, in which field, and why."""

    line: int
    path: str
    reason: str

    @property
    def field(self) -> str:
        """The last name of the path."""
        return self.path.rpartition(".")[2]

    def __str__(self) -> str:
        where = _("line %(line)s") % {"line": self.line}
        return f"{where}, {self.path}: {self.reason}" if self.path else f"{where}: {self.reason}"


class NotJson(Exception):
    """A text that is not JSON."""

    def __init__(self, line: int, path: str, reason: str) -> None:
        super().__init__(reason)
        self.error = DecpError(line, path, reason)


def read_located(text: str) -> Located:
    """The value that ``text`` is. Raises NotJson, also for a name that is there twice."""
    reader = _JsonReader(text)
    value = reader.value("", 0)
    reader.space()
    if reader.at < len(text):
        raise reader.refused("", _("There is something after the end."))
    return value


class _JsonReader:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.line, self.counted = 1, 0

    def here(self) -> int:
        """The line that is being read; the text is counted once, as it is passed."""
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def refused(self, path: str, reason: str) -> NotJson:
        return NotJson(self.here(), path, reason)

    def space(self) -> str:
        """Passes what is blank; returns the character that follows, empty at the end."""
        self.at = SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # fits always
        return self.text[self.at : self.at + 1]

    def value(self, path: str, depth: int) -> Located:
        mark = self.space()
        line = self.here()
        if depth > DEEPEST:
            raise self.refused(path, _("Too many levels."))
        if mark == "{":
            return Located(self.members(path, depth), line, path)
        if mark == "[":
            return Located(self.items(path, depth), line, path)
        if mark == '"':
            return Located(self.string(path), line, path)
        return Located(self.plain(path), line, path)

    def members(self, path: str, depth: int) -> dict[str, Located]:
        members: dict[str, Located] = {}
        self.at += 1
        if self.space() == "}":
            self.at += 1
            return members
        while True:
            if self.space() != '"':
                raise self.refused(path, _("A name in quotation marks is expected here."))
            name = self.string(path)
            within = f"{path}.{name}" if path else name
            if name in members:
                raise self.refused(within, _("This name is there twice."))
            self.expect(":", within)
            members[name] = self.value(within, depth + 1)
            if self.follows("}", path):
                return members

    def items(self, path: str, depth: int) -> list[Located]:
        items: list[Located] = []
        self.at += 1
        if self.space() == "]":
            self.at += 1
            return items
        while True:
            items.append(self.value(f"{path}[{len(items)}]", depth + 1))
            if self.follows("]", path):
                return items

    def follows(self, end: str, path: str) -> bool:
        """Passes a comma or ``end``; returns whether it was the end."""
        mark = self.space()
        if mark not in {",", end} or not mark:
            message = _("A comma or %(end)s is expected here.")
            raise self.refused(path, message % {"end": end})
        self.at += 1
        return mark == end

    def expect(self, mark: str, path: str) -> None:
        if self.space() != mark:
            raise self.refused(path, _("%(mark)s is expected here.") % {"mark": mark})
        self.at += 1

    def string(self, path: str) -> str:
        try:
            text, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError:
            message = _("The quotation marks are not closed, or a character is not allowed.")
            raise self.refused(path, message) from None
        return str(text)

    def plain(self, path: str) -> Any:
        for word, value in WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        number = NUMBER.match(self.text, self.at)
        if not number:
            raise self.refused(path, _("A value is expected here."))
        self.at = number.end()
        return Decimal(number[0])
