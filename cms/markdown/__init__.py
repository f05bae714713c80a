"""The one renderer of Markdown: bodies are written by many hands, and shown to everybody."""

import logging
import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from . import converter, sanitiser, shaping

__all__ = ["plain_text", "render_markdown"]

logger = logging.getLogger(__name__)

MAX_LENGTH = 100_000
"""Longer texts are shown as they are written. The longest real body has 15,000 characters."""

_NEVER_IN_HTML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ENDS_A_WORD = " ,;.)…"
_BREAKABLE = re.compile(r"[ \t\r\n\f]+")  # not the no-break spaces: « 25 000 € » stays together


def render_markdown(text: str, *, first_heading_level: int = 2, site_host: str = "") -> SafeString:
    """Returns a Markdown text as HTML that is safe to show.

    The shallowest heading becomes ``first_heading_level`` and no level is skipped after it. Links
    to another host than ``site_host`` are marked with the class ``external``. Any text is
    accepted: one that the parser cannot take is shown as it is written. No id and no class of an
    author's reaches the page.
    """
    shaped = shaping.shape(_sanitised(text), first_heading_level, site_host)
    return mark_safe(sanitiser.clean_output(shaped))  # noqa: S308  # what the sanitiser wrote


def plain_text(text: str, *, limit: int | None = None) -> str:
    """Returns what a reader would read of a Markdown text, on one line, unescaped.

    With ``limit``, at most that many characters, cut after a word and ended with an ellipsis.
    """
    words = _BREAKABLE.sub(" ", sanitiser.text_of(_sanitised(text))).strip(" ")
    if limit is None or len(words) <= limit:
        return words
    return _cut(words, limit)


def _cut(words: str, limit: int) -> str:
    kept = words[: max(limit - 1, 0)]
    if words[len(kept)] not in _ENDS_A_WORD and " " in kept:
        kept = kept.rpartition(" ")[0]
    return f"{kept.rstrip(' ,;:.–—-')}…"


def _sanitised(text: str) -> str:
    """Returns the HTML of the text, well formed and harmless, not yet shaped."""
    text = _NEVER_IN_HTML.sub("", text)
    if len(text) > MAX_LENGTH:
        return _as_written(text)
    try:
        return sanitiser.clean_source(converter.to_html(text))
    except RecursionError:
        logger.warning("A Markdown text of %d characters nests too deep", len(text))
    except Exception:  # the parser is other people's: one bad text must not take a page down
        logger.exception("A Markdown text of %d characters could not be parsed", len(text))
    return _as_written(text)


def _as_written(text: str) -> str:
    """Returns the text itself, in paragraphs: what is left when it cannot be parsed."""
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())
