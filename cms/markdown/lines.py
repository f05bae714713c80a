"""What a line of Markdown can be, by itself."""

import re

ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( +|$)(.*)")
FENCE = re.compile(r" *(`{3,}(?=[^`]*$)|~{3,})")
QUOTE = re.compile(r" *>")
HEADING = re.compile(r" {0,3}#{1,6}(?: |$)")
HTML_HEADING = re.compile(r" {0,3}<h([1-6])(?:\s[^<>]*)?>(.*)</h\1\s*>\s*$", re.IGNORECASE)
RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:_ *){3,}|(?:\* *){3,})$")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+) *$")
TABLE_RULE = re.compile(r" *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")


def indent_of(line: str) -> int:
    """The number of spaces that the line starts with."""
    return len(line) - len(line.lstrip(" "))


def closes_fence(line: str, fence: str) -> bool:
    """Whether the line ends the code that ``fence`` opened: the same signs, at least as many."""
    text = line.strip(" ")
    return len(text) >= len(fence) and not text.strip(fence[0])
