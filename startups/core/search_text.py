"""Text made ready to be searched: without case, accents, typography or markup.

Pure: values in, values out. What is kept to be searched and what a visitor types go through
the same ``fold``, so that a search is a plain "does it contain" in any database.
"""

import html
import re
import unicodedata
from itertools import islice

MAX_QUERY = 100
MAX_WORDS = 8

_PLAIN = {
    **dict.fromkeys("‘’‚‛ʼʹ′´`", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃", "-"),
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
}
_INVISIBLE = {"Mn", "Me", "Cf"}  # combining marks; zero-width, soft hyphen and direction marks

_TAG = re.compile(r"<[^<>]{1,1000}>")
_LINK_TARGET = re.compile(r"\]\([^()\s]{0,2000}(?:\s\"[^\"]{0,300}\")?\)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>()\[\]]+")
_EMPHASIS = re.compile(r"[*~]+|(?<![^\W_])_+|_+(?![^\W_])")
_STRUCTURE = re.compile(r"^[ \t:|-]+$|[#>|\[\]`\\]+|^\s*[-+]\s", re.MULTILINE)
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_EDGES = ",;:!?.()[]…'-"


class _Folding(dict[int, str]):
    """What each character becomes; worked out the first time that it is met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    plain = _PLAIN.get(character, character)
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    return "".join(
        _PLAIN.get(part, part) for part in lowered if unicodedata.category(part) not in _INVISIBLE
    )


_FOLDING = _Folding()


def fold(text: str) -> str:
    """``text`` on one line, in lower case, without accents, ligatures or typography.

    ``fold("L’Œuvre  à\\nÉTÉ") == "l'oeuvre a ete"``. Folding twice changes nothing more.
    """
    return " ".join(text.translate(_FOLDING).split())


def plain_text(markdown: str) -> str:
    """Markdown roughly without its markup: no tags, no addresses, no signs of emphasis.

    Only good to be searched: it is neither sanitised nor meant to be read.
    """
    text = _TAG.sub(" ", markdown)
    text = _LINK_TARGET.sub("] ", html.unescape(text))
    text = _ADDRESS.sub(" ", text)
    return _EMPHASIS.sub("", _STRUCTURE.sub(" ", text))


def words(query: str) -> list[str]:
    """What a search must find, folded: words, and phrases where they stand in quotes.

    Bounded: the first 100 characters, the first 8 terms, each once.
    """
    terms = (phrase or word for phrase, word in _TERM.findall(fold(query[:MAX_QUERY])))
    stripped = (term.strip().strip(_EDGES).strip() for term in terms)
    return list(islice(dict.fromkeys(term for term in stripped if term), MAX_WORDS))
