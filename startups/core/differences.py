"""Two texts as what went and what came, word by word. Pure: values in, values out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")
# Below this, both values side by side are easier to read than their difference.
SHORT = 60
# How many words around a difference are enough to know where it is.
AROUND = 8
# Comparing grows with the product of the lengths: beyond this, both are shown whole.
LONGEST = 3000


@dataclass(frozen=True)
class Piece:
    """A stretch of text: ``same``, ``gone`` or ``come``."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The difference of two texts, what is the same around it shortened."""
    if max(len(before), len(after)) <= SHORT or not before or not after:
        return [Piece(kind, text) for kind, text in (("gone", before), ("come", after)) if text]
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) + len(new) > LONGEST:
        return [Piece("gone", before), Piece("come", after)]
    return list(_compared(old, new))


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", _shortened(old[start:end]))
            continue
        if end > start:
            yield Piece("gone", "".join(old[start:end]))
        if new_end > new_start:
            yield Piece("come", "".join(new[new_start:new_end]))


def _shortened(words: list[str]) -> str:
    if len(words) <= 4 * AROUND:
        return "".join(words)
    return "".join([*words[: 2 * AROUND], " … ", *words[-2 * AROUND :]])
