"""For search engines: which pages there are (sitemap.xml), and where not to go (robots.txt)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from startups.lifecycle.enums import PHASE_ORDER
from startups.registry.models import Incubator, Sponsorship

from .addresses import (
    STARTUPS,
    absolute,
    incubator_address,
    page_address,
    phase_address,
    sponsor_address,
    startup_address,
)
from .models import StartupPage


@dataclass(frozen=True)
class SitemapEntry:
    """A page of the sitemap, in the words of Django's own template."""

    location: str
    lastmod: date | datetime | None = None


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that may be found, by its French address; four queries."""
    return render(
        request, "sitemap.xml", {"urlset": list(_entries())}, content_type="application/xml"
    )


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Keeps robots out of the back office and of the endless filters of the list."""
    lines = [
        "User-agent: *",
        f"Disallow: {settings.ADMIN_PATH}",
        f"Disallow: /{STARTUPS}/?",
        f"Disallow: /en/{STARTUPS}/?",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _entries() -> Iterator[SitemapEntry]:
    yield from _editorial_pages()
    yield from _startups()
    for slug in Incubator.objects.filter(hidden=False).values_list("slug", flat=True):
        yield SitemapEntry(absolute(incubator_address(slug)))
    sponsors = Sponsorship.objects.order_by("organisation__slug").distinct()
    for slug in sponsors.values_list("organisation__slug", flat=True):
        yield SitemapEntry(absolute(sponsor_address(slug)))
    for phase in PHASE_ORDER:
        yield SitemapEntry(absolute(phase_address(phase.value)))


def _editorial_pages() -> Iterator[SitemapEntry]:
    """Home, sections and free pages: all that is no startup's."""
    pages = Page.objects.live().filter(depth__gt=1, startuppage__isnull=True).order_by("path")
    for url_path, changed in pages.values_list("url_path", "last_published_at"):
        yield SitemapEntry(absolute(page_address(url_path.strip("/").partition("/")[2])), changed)


def _startups() -> Iterator[SitemapEntry]:
    pages = StartupPage.objects.live().filter(startup__noindex=False).order_by("slug")
    for slug, changed in pages.values_list("slug", "startup__published_text__changed_on"):
        yield SitemapEntry(absolute(startup_address(slug)), changed)
