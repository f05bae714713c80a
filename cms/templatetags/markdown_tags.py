"""Markdown in templates: ``{{ text|markdown }}`` and ``{{ text|plain_text:160 }}``."""

from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from cms import markdown as renderer

register = template.Library()


@register.filter
def markdown(text: str | None, first_heading_level: int = 2) -> SafeString:
    """Returns the text as HTML, its headings starting at the given level."""
    host = urlsplit(getattr(settings, "SITE_URL", "") or "").netloc
    return renderer.render_markdown(
        str(text or ""), first_heading_level=first_heading_level, site_host=host
    )


@register.filter
def plain_text(text: str | None, limit: int | None = None) -> str:
    """Returns the text without markup, cut at ``limit`` characters."""
    return renderer.plain_text(str(text or ""), limit=limit)
