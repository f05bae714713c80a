"""Rewrites Markdown as kramdown and GitHub read it into what python-markdown reads.

The two families differ in what may follow a line of text without a blank line (lists, tables),
in how far a nested list is indented (its parent's text, against four columns), in ``1)``, in
fenced code inside lists and quotes, and in comments that span paragraphs. Everything is done in
one pass over the lines, so that what is code is known and left alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import takewhile

from .lines import (
    FENCE,
    HEADING,
    HTML_HEADING,
    ITEM,
    QUOTE,
    RULE,
    TABLE_RULE,
    UNDERLINE,
    closes_fence,
    indent_of,
)

MAX_DEPTH = 8
"""Quotes and lists nested deeper are flattened: no reader follows, and parsers recurse."""

Stash = Callable[[str], str]
"""Keeps a piece of finished HTML and returns the line that stands for it."""


@dataclass(frozen=True)
class _List:
    """An open list: the column where the text of its items starts, and its kind."""

    column: int
    ordered: bool


def normalise(lines: list[str], stash: Stash, depth: int = 0) -> list[str]:
    """Returns the lines rewritten; ``depth`` is the number of quotes around them."""
    return _Normaliser(lines, stash, depth).run()


class _Normaliser:
    """One pass over the lines of the document, or of one quote."""

    def __init__(self, lines: list[str], stash: Stash, depth: int) -> None:
        self.lines, self.stash, self.depth = lines, stash, depth
        self.at = 0
        self.written: list[str] = []
        self.lists: list[_List] = []
        self.previous = "blank"
        self.depth_of_block = 0  # how many lists are around the last line after a blank one
        self.last_comment_end = max(
            (number for number, line in enumerate(lines) if "-->" in line), default=-1
        )

    def run(self) -> list[str]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            self._take(line)
        return self.written

    def _take(self, line: str) -> None:
        """Hands the line to the first rule that wants it; the order is CommonMark's."""
        rules = (
            self._take_blank,
            self._take_code,
            self._take_comment,
            self._take_fence,
            self._take_quote,
            self._take_heading,
            self._take_rule,
            self._take_item,
            self._take_table,
        )
        if not any(rule(line) for rule in rules):
            self._take_text(line)

    # What each kind of line becomes ---------------------------------------------------------

    def _take_blank(self, line: str) -> bool:
        if line.strip(" "):
            return False
        self.written.append("")
        self.previous = "blank"
        return True

    def _take_code(self, line: str) -> bool:
        """Writes a line of indented code; it must follow a blank line or another such line."""
        if self.previous not in ("blank", "code"):
            return False
        column = self._column_of_block(line)
        if indent_of(line) < column + 4:
            return False
        self._close_lists(indent_of(line))
        self._write(line[column:], "code")
        return True

    def _take_comment(self, line: str) -> bool:
        """Leaves out a comment; one that never ends is text, or the rest would be lost."""
        if not line.lstrip(" ").startswith("<!--") or self.last_comment_end < self.at - 1:
            return False
        while "-->" not in line:
            line = self.lines[self.at]
            self.at += 1
        rest = line.partition("-->")[2]
        if self.at - 1 == self.last_comment_end and "-->" not in rest:
            self.last_comment_end = -1
        if rest.strip(" "):
            self.at -= 1
            self.lines[self.at] = rest
        return True

    def _take_fence(self, line: str) -> bool:
        """Sets fenced code aside, finished; a fence that is never closed runs to the end."""
        match = FENCE.match(line)
        if not match:
            return False
        self._close_lists(indent_of(line))
        fence, column = match[1], indent_of(line)
        code = list(takewhile(lambda each: not closes_fence(each, fence), self.lines[self.at :]))
        self.at += len(code) + 1
        text = "\n".join(each[min(column, indent_of(each)) :] for each in code)
        self._write_apart(self.stash(f"<pre><code>{escape(text)}\n</code></pre>"), "fence")
        return True

    def _take_quote(self, line: str) -> bool:
        """Rewrites what is quoted, as a document of its own, and quotes it again."""
        if not QUOTE.match(line):
            return False
        self._close_lists(indent_of(line))
        if self.depth >= MAX_DEPTH:
            self._write("\\" + line.lstrip(" "), "text")
            return True
        more = takewhile(QUOTE.match, self.lines[self.at :])
        quoted = [each.lstrip(" ")[1:].removeprefix(" ") for each in (line, *more)]
        self.at += len(quoted) - 1
        if self.previous != "quote":
            self._part()
        for each in normalise(quoted, self.stash, self.depth + 1):
            self._write(f"> {each}" if each else ">", "quote")
        return True

    def _take_heading(self, line: str) -> bool:
        """Writes a heading without its closing signs; ``<h2>…</h2>`` is one too."""
        if match := HTML_HEADING.match(line):
            line = f"{'#' * int(match[1])} {match[2]}"
        elif not HEADING.match(line):
            return False
        self._close_lists(indent_of(line))
        text = line.strip(" ")
        opened = text.rstrip("#")
        closed = opened.endswith(" ") and opened.strip("# ")
        self._write_apart(opened.rstrip(" ") if closed else text, "heading")
        return True

    def _take_rule(self, line: str) -> bool:
        """Writes a rule, or the line under a heading that is written on two lines."""
        if self.previous == "text" and not self.lists and UNDERLINE.match(line):
            self._write(line.strip(" "), "heading")
            self._part()
            return True
        if not RULE.match(line):
            return False
        self._close_lists(indent_of(line))
        self._write_apart("* * *", "rule")
        return True

    def _take_item(self, line: str) -> bool:
        """Writes a list item four columns in for each list around it."""
        match = ITEM.match(line)
        if not match or not self._may_start_item(match):
            return False
        indent, marker, gap, text = match.groups()
        ordered = marker[0].isdigit()
        if self._needs_parting(self._close_lists(len(indent)), ordered):
            self._part()
        sign = f"{marker[:-1]}." if ordered else marker
        # Nothing would do, but for "- " under "- ", which python-markdown takes for a heading.
        self._write(f"{sign} {text or self.stash('')}", "item")
        if len(self.lists) < MAX_DEPTH:
            width = len(gap) if 0 < len(gap) < 5 else 1
            self.lists.append(_List(len(indent) + len(marker) + width, ordered))
        return True

    def _may_start_item(self, match: re.Match[str]) -> bool:
        """Under a line of text, only a bullet or a 1 starts a list: "2019. Une année" is text."""
        if self.lists or self.previous != "text":
            return True
        return bool(match[4]) and (not match[2][0].isdigit() or int(match[2][:-1]) == 1)

    def _needs_parting(self, closed: _List | None, ordered: bool) -> bool:
        """A new list needs a blank line; so does an item after deeper ones parted from theirs."""
        if len(self.lists) < self.depth_of_block:
            return True
        if closed:
            return closed.ordered != ordered
        return not self.lists and self.previous != "item"

    def _take_table(self, line: str) -> bool:
        """Parts a table from the text above it, and keeps its rows together."""
        if self.previous == "table":
            self._write(line.strip(" "), "table")
            return True
        if "|" not in line or self.at >= len(self.lines):
            return False
        rule = self.lines[self.at]
        if "|" not in rule or not TABLE_RULE.match(rule):
            return False
        self._close_lists(indent_of(line))
        self._part()
        self._write(line.strip(" "), "table")
        return True

    def _take_text(self, line: str) -> None:
        """Writes text; without a blank line above, it goes on whatever it follows."""
        if not self.written or not self.written[-1]:
            self._close_lists(indent_of(line))
            self._write(line.lstrip(" "), "text")
            return
        self.written.append(line.lstrip(" "))
        if not self.lists and self.previous != "quote":
            self.previous = "text"

    # Lists and blank lines ------------------------------------------------------------------

    def _column_of_block(self, line: str) -> int:
        """The column where the text of the innermost list that holds the line starts."""
        held = (each.column for each in reversed(self.lists) if each.column <= indent_of(line))
        return next(held, 0)

    def _close_lists(self, indent: int) -> _List | None:
        """Closes the lists that a line so far in has left; returns the outermost closed."""
        closed = None
        while self.lists and indent < self.lists[-1].column:
            closed = self.lists.pop()
        return closed

    def _write(self, line: str, kind: str) -> None:
        if not self.written or not self.written[-1]:
            self.depth_of_block = len(self.lists)
        self.written.append(f"{'    ' * len(self.lists)}{line}" if line else "")
        self.previous = kind

    def _write_apart(self, line: str, kind: str) -> None:
        self._part()
        self._write(line, kind)
        self._part()

    def _part(self) -> None:
        """Adds the blank line that python-markdown needs, unless there is one."""
        if self.written and self.written[-1]:
            self.written.append("")
