"""What search engines, social networks and browsers' tabs are told of a page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from wagtail.models import Page

from .addresses import absolute, home_address, page_address
from .navigation import section_label

DESCRIPTION_LENGTH = 160
# In a script element, only these could end it or open another (as Django's json_script).
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Crumb:
    """A step of the way from the home page."""

    label: str
    address: str


@dataclass(frozen=True)
class PageMeta:
    """What the head of a page says. A view hands its own as ``meta`` in the context.

    ``trail`` holds the pages between the home page and this one. ``data`` is schema.org's
    vocabulary (JSON-LD), to which the trail is added. ``feed`` is the page's own Atom feed.
    ``address`` is its canonical address, where that is not the path asked for.
    """

    title: str
    description: str = ""
    trail: tuple[Crumb, ...] = ()
    noindex: bool = False
    image: str = ""
    image_alt: str = ""
    data: tuple[Mapping[str, Any], ...] = ()
    feed: str = ""
    feed_title: str = ""
    kind: str = "website"
    address: str = ""

    @property
    def tab_title(self) -> str:
        """The title of the browser's tab: the page, then the site."""
        parts = [self.title, settings.SITE_NAME] if self.title else [settings.SITE_NAME]
        return " – ".join(dict.fromkeys(parts))

    @property
    def short_description(self) -> str:
        """The description in at most 160 characters, on one line."""
        return Truncator(" ".join(self.description.split())).chars(DESCRIPTION_LENGTH)


def page_meta(page: Page) -> PageMeta:
    """What a page says of itself; at most two queries, for a picture and the way to it."""
    meta = PageMeta(
        title=page.seo_title or page.title,
        description=getattr(page, "meta_description", "") or page.search_description,
        trail=trail(page),
        noindex=getattr(page, "noindex", False),
    )
    image, alt = _picture(page)
    if image is None:
        return meta
    rendition = image.get_rendition("fill-1200x630")
    return replace(meta, image=absolute(rendition.url), image_alt=alt)


def _picture(page: Page) -> tuple[Any, str]:
    """The picture to share, and what it shows: the one for that purpose, else the page's own."""
    if image := getattr(page, "share_image", None):
        return image, image.default_alt_text
    return getattr(page, "picture", None), getattr(page, "picture_alt", "")


def trail(page: Page) -> tuple[Crumb, ...]:
    """The pages between the home page and ``page``; one query below a free page, else none."""
    above = "/".join(page.url_path.strip("/").split("/")[1:-1])
    if not above:
        return ()
    if label := section_label(above):
        return (Crumb(label, page_address(above)),)
    ancestors = page.get_ancestors().filter(depth__gt=2).values_list("title", "url_path")
    return tuple(
        Crumb(title, page_address(url_path.strip("/").partition("/")[2]))
        for title, url_path in ancestors
    )


def breadcrumb_list(trail: Sequence[Crumb], title: str, address: str) -> dict[str, Any]:
    """The way from the home page in schema.org's words."""
    steps = [Crumb(settings.SITE_NAME, home_address()), *trail, Crumb(title, address)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": step.label,
                "item": absolute(step.address),
            }
            for position, step in enumerate(steps, start=1)
        ],
    }


def embedded_json(data: object) -> SafeString:
    """JSON that nothing in it can turn into markup."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 (escaped on the line above)
