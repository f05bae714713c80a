"""References to other files, and former addresses."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from startups.content_tree import reading
from startups.content_tree.enums import Severity
from startups.content_tree.references import TARGETS, unresolved
from startups.content_tree.tree import INCUBATOR, STARTUP, ContentItem

from .context import Context, Finding, make_finding

KEYS = {
    "owner": "owner",
    "highlights": "highlighted_startups",
    "incubators": "incubator",
    "incubator": "incubator",
    "sponsors": "sponsors",
    "memberships": "missions",
    "teams": "teams",
}
CODES = {
    "_organisations": "unknown-organisation",
    "_incubators": "unknown-incubator",
    "_startups": "unknown-startup",
    "_teams": "unknown-team",
}


def check_references(item: ContentItem, context: Context) -> Iterator[Finding]:
    message = _("It names what has no file; it is kept, and tied when the file comes.")
    for reference in unresolved(item.record, context.known):
        code = CODES[TARGETS[reference.field]]
        yield make_finding(
            item, code, Severity.ERROR, KEYS[reference.field], reference.ghid, message
        )


def check_redirects(item: ContentItem, context: Context) -> Iterator[Finding]:
    if item.kind not in (STARTUP, INCUBATOR):
        return
    for address in reading.texts(item.source.head, "redirect_from"):
        owners = context.redirect_owners[address.rstrip("/")]
        if len(owners) > 1:
            message = _("Several files claim this former address: %(files)s. The last one has it.")
            detail = message % {"files": ", ".join(owners)}
            yield make_finding(
                item, "redirect-claimed-twice", Severity.WARNING, "redirect_from", address, detail
            )
        if address.rstrip("/") in context.live_addresses:
            message = _("This former address is the one of a page that exists; the page answers.")
            yield make_finding(
                item, "redirect-hidden-by-page", Severity.WARNING, "redirect_from", address, message
            )
