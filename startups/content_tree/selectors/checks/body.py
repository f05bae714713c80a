"""The body: what a reader, a browser or a screen reader would stumble on."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from startups.content_tree.enums import Severity
from startups.content_tree.tree import STARTUP, ContentItem

from .context import Context, Finding, make_finding

FENCED_CODE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
FIRST_LEVEL_HEADING = re.compile(r"^# \S|<h1\b|^\S[^\n]*\n=+[ \t]*$", re.MULTILINE | re.IGNORECASE)
IMAGE_WITHOUT_TEXT = re.compile(
    r"!\[\s*\]\([^)]*\)|<img\b(?![^>]*\balt\s*=\s*[\"'][^\"'\s])[^>]*>", re.IGNORECASE
)
DROPPED_TAG = re.compile(r"<(iframe|script|style|object|embed|form)\b", re.IGNORECASE)
ENTITY = re.compile(r"&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);")
ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")


def check_body(item: ContentItem, context: Context) -> Iterator[Finding]:
    if item.kind is not STARTUP:
        return
    body = FENCED_CODE.sub("", item.source.body)
    if not body.strip():
        message = _("The page has no text.")
        yield make_finding(item, "empty-body", Severity.WARNING, "body", "", message)
    headings = FIRST_LEVEL_HEADING.findall(body)
    if len(headings) > 1:
        message = _("There are several first-level headings; the page shows them one level down.")
        yield make_finding(
            item, "several-first-headings", Severity.INFO, "body", len(headings), message
        )
    yield from _each(item, body)


def _each(item: ContentItem, body: str) -> Iterator[Finding]:
    for code, severity, pattern, message in (
        (
            "picture-without-text",
            Severity.WARNING,
            IMAGE_WITHOUT_TEXT,
            _("A picture says nothing to those who do not see it."),
        ),
        (
            "tag-not-shown",
            Severity.WARNING,
            DROPPED_TAG,
            _("This HTML is not shown on the page."),
        ),
        ("html-entity", Severity.INFO, ENTITY, _("There are HTML entities in the text.")),
        (
            "zero-width-space",
            Severity.INFO,
            ZERO_WIDTH,
            _("There are characters that cannot be seen."),
        ),
    ):
        match = pattern.search(body)
        if match:
            yield make_finding(item, code, severity, "body", match.group(0), message)
