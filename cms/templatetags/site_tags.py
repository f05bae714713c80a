"""Tags and filters of the public site. They fetch nothing but the menu, in one query."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms import addresses, seo
from cms.navigation import Navigation, navigation
from startups.core import validators
from startups.lifecycle.enums import ACTIVE, STOPPED, Phase

register = template.Library()

register.simple_tag(addresses.home_address)
register.simple_tag(addresses.startups_address)
register.simple_tag(addresses.incubators_address)
register.simple_tag(addresses.phases_address)
register.filter(addresses.startup_address)
register.filter(addresses.incubator_address)
register.filter(addresses.sponsor_address)
register.filter(addresses.phase_address)
register.filter(addresses.absolute)
register.filter("french_address", addresses.french)
register.filter("english_address", addresses.english)
register.filter(seo.embedded_json)


@register.simple_tag(takes_context=True)
def site_navigation(context: Context) -> Navigation:
    """The menu and the foot of the page; one query, made once."""
    return navigation(_path(context))


@register.simple_tag(takes_context=True)
def page_meta(context: Context) -> seo.PageMeta:
    """What the view says of its page, else what the page says of itself."""
    given = context.get("meta")
    if isinstance(given, seo.PageMeta):
        return given
    page = context.get("page")
    return seo.page_meta(page) if page else seo.PageMeta("")


@register.simple_tag(takes_context=True)
def structured_data(context: Context, meta: seo.PageMeta) -> list[Any]:
    """The page in schema.org's words, with the way to it."""
    if not meta.title or addresses.french(_path(context)) == "/":
        return list(meta.data)
    address = addresses.french(_path(context))
    return [*meta.data, seo.breadcrumb_list(meta.trail, meta.title, address)]


@register.simple_tag(takes_context=True)
def canonical(context: Context, meta: seo.PageMeta) -> str:
    """The one address of this page for search engines: absolute, in French, no query."""
    return addresses.absolute(addresses.french(meta.address or _path(context)))


@register.simple_tag
def content_lang() -> SafeString:
    """``lang="fr"`` for what is French on a page whose interface is not."""
    if get_language() == addresses.FRENCH:
        return SafeString("")
    return format_html(' lang="{}"', addresses.FRENCH)


@register.filter
def phase_colour(phase: Phase | None) -> str:
    """The end of the badge's class: work under way, handed over, stopped, not started.

    Stopping is a decision, not an error: it is grey, never red.
    """
    if phase is None:
        return "unknown"
    if phase in STOPPED:
        return "stopped"
    return phase.value if phase in ACTIVE else "transferred"


@register.filter
def safe_link(value: str) -> str:
    """A web address that may be followed, cleaned; nothing where it is not one."""
    link = validators.clean_link(value or "")
    return link if validators.is_link(link) else ""


@register.filter
def safe_email(value: str) -> str:
    """One mail address that may be written to; nothing where it is not one."""
    return value if validators.is_email(value or "") else ""


def _path(context: Context) -> str:
    request: HttpRequest | None = context.get("request")
    return request.path if request else settings.FORCE_SCRIPT_NAME or "/"
