"""Turns Markdown into HTML that is *not yet safe*: python-markdown, set to read like GitHub."""

import re
from html import escape
from html.parser import HTMLParser
from string import punctuation
from typing import Any
from xml.etree.ElementTree import Element  # builds elements, parses nothing

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.smarty import SubstituteTextPattern
from markdown.inlinepatterns import (
    HTML_RE,
    AutomailInlineProcessor,
    HtmlInlineProcessor,
    InlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from .sanitiser import PHRASING
from .source import normalise

MAX_COST = 250_000
"""Above it, an inline text is shown as it is written.

The cost is the text's length times its markup characters, an opening bracket counting for ten:
what inline parsing takes in the worst case. The busiest paragraph of the test portfolio is at a
third of it; without a bound, 100 kB of ``[`` would occupy a worker for minutes.
"""

_MARKUP = re.compile(r"[\[\]!*_~`<&\\:@\"']")
_ESCAPED = re.compile("\x02([0-9]+)\x03")
_NOTE = re.compile("\x02?klzzwxh:[0-9]+\x03|[\x02\x03]")
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_TAGS = PHRASING - {"a"}
_MAIL = r"<([A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+)>"
_LINK = r"(?is)(<a\s[^<>]*>)(.*?)</a\s*>"
_HIDDEN = r"(?is)<(script|style|iframe|object|svg|math|template|title)\b[^>]*>.*?</\1\s*>"
_ELISION = r"(?<=\w)'(?=[\w\"«“])"


class Normaliser(Preprocessor):
    """Applies the rewriting of ``source``; finished code goes to the stash for raw HTML."""

    def run(self, lines: list[str]) -> list[str]:
        return normalise(lines, self.md.htmlStash.store)


class SpacedHashHeader(HashHeaderProcessor):
    """A heading needs a space after its signs, as in GFM: ``#ChacunPourTous`` is a hashtag."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \n]|$)(?P<header>[^\n]*)(?:\n|$)")


class SeparateQuotes(BlockQuoteProcessor):
    """Two quotes with a blank line between them stay two: they are two people's words."""

    def lastChild(self, parent: Element) -> Element | None:
        return None


class KnownTags(HtmlInlineProcessor):
    """Lets through the few tags that bodies use, wherever they are; drops every other tag.

    Raw HTML is never a block here, so a stray ``<div>`` cannot hide the Markdown after it, and
    authors cannot nest blocks in ways that Markdown itself does not.
    """

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        name = _TAG_NAME.match(m[1])
        if name and name[1].lower() in _TAGS:
            return super().handleMatch(m, data)
        return "", m.start(), m.end()


class HtmlLink(HtmlInlineProcessor):
    """Reads ``<a>…</a>`` as a link of Markdown's own, so that no bare link is made inside it."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        link = Element("a", _Attributes.of(self.backslash_unescape(self.unescape(m[1]))))
        link.text = m[2]
        return link, m.start(), m.end()


class _Attributes(HTMLParser):
    """Reads the attributes of one tag as a browser does: quotes, entities, the first wins."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = {name: value or "" for name, value in reversed(attrs)}

    @classmethod
    def of(cls, tag: str) -> dict[str, str]:
        parser = cls()
        parser.feed(tag)
        kept = getattr(parser, "attributes", {}).items()
        return {name: value for name, value in kept if name in ("href", "title")}


class Hidden(InlineProcessor):
    """Drops elements whose content is not text for readers, with their content."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        return "", m.start(), m.end()


class CostLimit(Treeprocessor):
    """Shows as written an inline text that would take too long: see ``MAX_COST``."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            element.text = _bounded(element.text)
            element.tail = _bounded(element.tail)


def _bounded(text: str | None) -> str | None:
    if not text or isinstance(text, AtomicString):
        return text
    markup = sum(1 for _ in _MARKUP.finditer(text)) + 9 * text.count("[")
    return text if len(text) * markup <= MAX_COST else AtomicString(text)


class LikeGithub(Extension):
    """The differences between python-markdown and what bodies are written for."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS.extend(set(punctuation) - set(md.ESCAPED_CHARS))
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(Normaliser(md), "normalise", 25)
        md.parser.blockprocessors.register(SpacedHashHeader(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(SeparateQuotes(md.parser), "quote", 20)
        md.treeprocessors.register(CostLimit(md), "cost_limit", 30)
        md.inlinePatterns.register(AutomailInlineProcessor(_MAIL, md), "automail", 110)
        md.inlinePatterns.register(KnownTags(HTML_RE, md), "html", 90)
        md.inlinePatterns.register(Hidden(_HIDDEN, md), "hidden", 95)
        md.inlinePatterns.register(HtmlLink(_LINK, md), "html_link", 92)
        line_break = SubstituteTagInlineProcessor(r"\\\n", "br")
        md.inlinePatterns.register(line_break, "backslash_break", 185)


class FrenchElision(Extension):
    """``d'"usage"`` takes an apostrophe; smarty alone sees two opening quotes there."""

    def extendMarkdown(self, md: Markdown) -> None:
        smarty: Any = md.treeprocessors["smarty"]
        # Before the line breaks between blocks are added: it takes quadratic time over them.
        md.treeprocessors.register(smarty, "smarty", 15)
        pattern = SubstituteTextPattern(_ELISION, ("&rsquo;",), md)
        smarty.inlinePatterns.register(pattern, "elision", 60)


def to_html(text: str) -> str:
    """Returns the HTML of a Markdown text, to be sanitised. Can raise ``RecursionError``."""
    converter = Markdown(
        extensions=[
            "tables",
            "sane_lists",
            "smarty",
            "pymdownx.tilde",
            "pymdownx.magiclink",
            LikeGithub(),
            FrenchElision(),
        ],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "pymdownx.tilde": {"subscript": False},
        },
        output_format="html",
    )
    return _without_placeholders(converter.convert(text))


def _without_placeholders(markup: str) -> str:
    """Takes out what python-markdown leaves of its own notes in some broken markup."""
    return _NOTE.sub("", _ESCAPED.sub(lambda match: escape(chr(int(match[1]))), markup))
