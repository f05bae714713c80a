"""Values as written: spaces, empty ones, words outside the lists, keys told twice."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from startups.content_tree import reading
from startups.content_tree.enums import Severity
from startups.content_tree.tree import PERSON, STARTUP, ContentItem
from startups.lifecycle.enums import EventKind

from .context import Context, Finding, make_finding

VOCABULARIES = {"usertypes": "unknown-user-type", "thematiques": "unknown-theme"}


def check_values(item: ContentItem, context: Context) -> Iterator[Finding]:
    yield from _duplicate_keys(item)
    yield from _stray_spaces(item)
    if item.kind is STARTUP:
        yield from _missing(item)
        yield from _vocabulary(item, context)
        yield from _technologies(item, context)
        yield from _events(item)
        yield from _statistics(item)
    if item.kind is PERSON:
        yield from _legacy_startups(item)


def _duplicate_keys(item: ContentItem) -> Iterator[Finding]:
    for key in item.source.duplicate_keys:
        message = _("The key stands twice; the last one counts.")
        yield make_finding(item, "duplicate-key", Severity.WARNING, key, "", message)
    if item.source.has_bom:
        message = _("The file begins with a byte-order mark.")
        yield make_finding(item, "byte-order-mark", Severity.INFO, "", "", message)


def _stray_spaces(item: ContentItem) -> Iterator[Finding]:
    message = _("There are spaces around the value.")
    for key, value in item.source.head.items():
        single = isinstance(value, str) and "\n" not in value
        for text in [value] if single else value if isinstance(value, list) else []:
            if isinstance(text, str) and text != text.strip():
                yield make_finding(
                    item, "spaces-around-value", Severity.INFO, key, repr(text), message
                )


def _missing(item: ContentItem) -> Iterator[Finding]:
    for key, code, message in (
        ("mission", "missing-mission", _("The mission is missing.")),
        ("contact", "missing-contact", _("The contact address is missing.")),
        ("incubator", "missing-incubator", _("No incubator is named.")),
        ("sponsors", "missing-sponsor", _("No sponsor is named.")),
    ):
        if not item.source.head.get(key):
            severity = Severity.INFO if key == "sponsors" else Severity.WARNING
            yield make_finding(item, code, severity, key, "", message)


def _vocabulary(item: ContentItem, context: Context) -> Iterator[Finding]:
    message = _("The word is not in the agreed list.")
    for key, code in VOCABULARIES.items():
        for word in reading.texts(item.source.head, key):
            if reading.code(word) not in context.official[key]:
                yield make_finding(item, code, Severity.WARNING, key, word, message)


def _technologies(item: ContentItem, context: Context) -> Iterator[Finding]:
    for word in reading.texts(item.source.head, "techno"):
        usual = context.words.get(reading.code(word), word)
        if usual != word:
            message = _("Elsewhere it is written %(usual)s.") % {"usual": usual}
            yield make_finding(item, "technology-spelling", Severity.INFO, "techno", word, message)


def _events(item: ContentItem) -> Iterator[Finding]:
    for field, row in reading.rows(item.source.head, "events"):
        if str(row.get("name")).strip() not in EventKind.values:
            message = _("This kind of event is not in the list; it is kept as another event.")
            place = f"{field[0]}[{field[1]}].name"
            yield make_finding(
                item, "unknown-event-kind", Severity.WARNING, place, row.get("name"), message
            )


def _statistics(item: ContentItem) -> Iterator[Finding]:
    head = item.source.head
    if head.get("stats") is False and reading.link(head, "stats_url"):
        message = _("It says that there are no public statistics, and gives their address.")
        yield make_finding(
            item, "statistics-contradiction", Severity.WARNING, "stats", "false", message
        )


def _legacy_startups(item: ContentItem) -> Iterator[Finding]:
    for ghid in reading.references(item.source.head, "startups"):
        message = _("A startup is named outside any mission: without dates, it is not read.")
        yield make_finding(
            item, "startup-without-mission", Severity.INFO, "startups", ghid, message
        )
