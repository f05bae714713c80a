"""Links and mail addresses."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from startups.content_tree import reading
from startups.content_tree.enums import Severity
from startups.content_tree.tree import INCUBATOR, ORGANISATION, STARTUP, ContentItem
from startups.core.validators import ENTITY, clean_link, is_email, is_link

from .context import Context, Finding, make_finding

LINK_KEYS = {
    STARTUP.folder: (
        "link",
        "repository",
        "stats_url",
        "budget_url",
        "impact_url",
        "accessibility_url",
        "analyse_risques_url",
        "dashlord_url",
    ),
    INCUBATOR.folder: ("website", "github"),
    ORGANISATION.folder: ("annuaire",),
}


def check_links(item: ContentItem, context: Context) -> Iterator[Finding]:
    for key in LINK_KEYS.get(item.kind.folder, ()):
        value = reading.text(item.source.head, key)
        if value:
            yield from _link(item, key, value)
    contact = reading.text(item.source.head, "contact")
    if item.kind in (STARTUP, INCUBATOR) and contact and not is_email(contact):
        message = _("This is not a mail address; it is shown as text, without a link.")
        yield make_finding(item, "invalid-contact", Severity.WARNING, "contact", contact, message)


def _link(item: ContentItem, key: str, value: str) -> Iterator[Finding]:
    if ENTITY.search(value):
        message = _("There are HTML entities in the address; it is read without them.")
        yield make_finding(item, "html-entity-in-link", Severity.WARNING, key, value, message)
    address = clean_link(value)
    if not is_link(address):
        message = _("This is not an http(s) address; it is not shown.")
        yield make_finding(item, "invalid-link", Severity.ERROR, key, value, message)
    elif address.startswith("http://"):
        message = _("The address is not secure (http).")
        yield make_finding(item, "insecure-link", Severity.INFO, key, value, message)
