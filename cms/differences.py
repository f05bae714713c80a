"""The difference between two texts, in words. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
MOST_SHOWN = 30


@dataclass(frozen=True)
class PageDifference:
    """Sentences that were taken out and that were put in, in their order."""

    removed: tuple[str, ...]
    added: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, without the empty ones."""
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]


def difference(before: str, after: str) -> PageDifference:
    """What changed from ``before`` to ``after``, sentence by sentence."""
    old, new = sentences(before), sentences(after)
    removed: list[str] = []
    added: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            removed += old[i1:i2]
            added += new[j1:j2]
    return PageDifference(tuple(removed[:MOST_SHOWN]), tuple(added[:MOST_SHOWN]))
