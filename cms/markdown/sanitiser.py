"""What HTML may stand in a body: the two allow-lists, one before shaping and one after.

Every allow-list is short on purpose: each element more is a way more for markup that one parser
reads differently from the next. ``nh3`` parses as browsers do, and writes what it understood.
"""

import html

import nh3

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PHRASING = frozenset(
    {"a", "abbr", "b", "br", "code", "del", "em", "i", "img", "strong", "sub", "sup"}
)
BLOCKS = frozenset(
    {*HEADINGS, "blockquote", "hr", "li", "ol", "p", "pre", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
EXTERNAL_CLASS = "external"
ALIGNMENT_CLASSES = {"center": "fr-cell--center", "right": "fr-cell--right"}
TABLE_WRAPPERS = ("fr-table", "fr-table__wrapper", "fr-table__container", "fr-table__content")
SCROLLING_WRAPPER = "fr-table__container"

_HIDDEN = {"iframe", "math", "object", "script", "style", "svg", "template", "title"}
_SCHEMES = {"http", "https", "mailto"}
_IMAGE = {"alt", "height", "src", "title", "width"}
_NONE_FOR_ALL = {"*": set[str]()}  # without it, nh3 lets `lang` and `title` through everywhere

_written_by_authors = nh3.Cleaner(
    tags=set(PHRASING | BLOCKS),
    clean_content_tags=_HIDDEN,
    attributes=_NONE_FOR_ALL
    | {"a": {"href", "title"}, "abbr": {"title"}, "img": _IMAGE, "ol": {"start"}}
    | {"td": {"align"}, "th": {"align"}},
    url_schemes=_SCHEMES,
    link_rel=None,
)
_shown = nh3.Cleaner(
    tags={*PHRASING, *BLOCKS, "div"},
    clean_content_tags=_HIDDEN,
    attributes=_NONE_FOR_ALL
    | {"a": {"href", "rel", "title"}, "abbr": {"title"}, "ol": {"start"}, "th": {"scope"}}
    | {"div": {"tabindex"}, "img": {*_IMAGE, "loading"}},
    allowed_classes={
        "a": {EXTERNAL_CLASS},
        "div": set(TABLE_WRAPPERS),
        "td": set(ALIGNMENT_CLASSES.values()),
        "th": set(ALIGNMENT_CLASSES.values()),
    },
    url_schemes=_SCHEMES,
    link_rel=None,
)
_text_only = nh3.Cleaner(tags=set(), clean_content_tags=_HIDDEN)


def clean_source(markup: str) -> str:
    """Returns what an author's markup may keep, well formed; no class or id survives."""
    return _written_by_authors.clean(markup)


def clean_output(markup: str) -> str:
    """Returns the markup that is shown: always the last step, so that nothing comes after it."""
    return _shown.clean(markup)


def text_of(markup: str) -> str:
    """Returns the text that a reader would see, without markup and unescaped."""
    return html.unescape(_text_only.clean(markup))
