"""How a name and an address may be written, and what takes their place. Pure.

A name is found in either order of its words, with or without accents and capitals, joined by
spaces, dots or dashes, and escaped as in JSON. A name of one word is only taken for a name
where it is a whole value: elsewhere it may be any word.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from startups.core.search_text import fold

JOINT = r"(?:[\s\u00a0.\-_'’+]|%20|&nbsp;){1,3}"
BEFORE, AFTER = r"(?<![^\W_])", r"(?![^\W_])"


@dataclass(frozen=True)
class Traces:
    """What may be found of somebody, and the neutral words for it.

    ``mark`` stands for a name in a sentence, ``identifier`` for one in an address or a file
    name, ``address`` for a mail address.
    """

    names: frozenset[str]
    emails: frozenset[str]
    mark: str
    identifier: str
    address: str

    def clean(self, text: str) -> str:
        """``text`` without any trace."""
        if text.strip().casefold() in self._alone:
            return self.identifier
        if self._emails:
            text = self._emails.sub(self.address, text)
        if self._names:
            text = self._names.sub(lambda match: self.mark_like(match.group()), text)
        return text

    def mark_like(self, name: str) -> str:
        """A name in words for a name in words, an identifier for anything without a space."""
        return self.mark if " " in name or "\u00a0" in name or "\n" in name else self.identifier

    def clean_data(self, value: Any) -> Any:
        """The same for what JSON can say, keys included."""
        if isinstance(value, str):
            return self.clean(value)
        if isinstance(value, list):
            return [self.clean_data(item) for item in value]
        if isinstance(value, dict):
            return {self.clean(key): self.clean_data(item) for key, item in value.items()}
        return value

    @cached_property
    def _alone(self) -> frozenset[str]:
        """Names of one word, for values that are nothing else."""
        return frozenset(name.strip().casefold() for name in self.names if len(_words(name)) == 1)

    @cached_property
    def _emails(self) -> re.Pattern[str] | None:
        ways = {way for email in self.emails for way in (email, email.replace("@", "%40"))}
        return _any_of(re.escape(way) for way in ways)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        orders = [order for name in self.names for order in _orders(_words(name))]
        return _any_of(JOINT.join(map(_spellings, words)) for words in orders)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """The longest first, so that a part is not found in the place of the whole."""
    ordered = sorted(set(patterns), key=len, reverse=True)
    if not ordered:
        return None
    return re.compile(f"{BEFORE}(?:{'|'.join(ordered)}){AFTER}", re.IGNORECASE)


def _words(name: str) -> list[str]:
    return [word for word in re.split(JOINT, name.strip()) if word]


def _orders(words: list[str]) -> list[list[str]]:
    """The words as they are, and with the last ones first; nothing for a single word."""
    if len(words) == 1:
        return []
    return [words[cut:] + words[:cut] for cut in range(len(words))]


def _spellings(word: str) -> str:
    """A pattern for every way to write one word."""
    ways = {word, fold(word)}
    ways |= {unicodedata.normalize(form, way) for form in ("NFC", "NFD") for way in (word,)}
    ways |= {json.dumps(way)[1:-1] for case in (str, str.lower, str.upper) for way in (case(word),)}
    return f"(?:{'|'.join(sorted(map(re.escape, ways), key=len, reverse=True))})"
