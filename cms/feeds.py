"""Atom feeds of what happens: to the portfolio, to one startup, in one incubator."""

import html
from datetime import datetime, time
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.models.base import today
from cms.presenters.changes import phase_change_text
from cms.views.public import public_startups
from startups.lifecycle.selectors.timeline import PhaseChange, latest_changes
from startups.registry.models import Incubator, Startup

from .addresses import absolute, home_address, incubator_address, startup_address

ENTRIES = 50
# The day from which the site's host is ours, as tag addresses want one (RFC 4151).
MINTED = "2026"
# XML has no way to write these.
UNWRITABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


@require_safe
@cache_control(public=True, max_age=600)
def portfolio_feed(request: HttpRequest) -> HttpResponse:
    """Everything that happened lately in the portfolio."""
    return _answer(
        title=_title(settings.SITE_NAME),
        address=home_address(),
        feed_address=reverse("portfolio_feed"),
        changes=_changes(public_startups()),
    )


@require_safe
@cache_control(public=True, max_age=600)
def startup_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to one startup."""
    startup = get_object_or_404(Startup, slug=slug, page__live=True)
    return _answer(
        title=_title(startup.name),
        address=startup_address(slug),
        feed_address=reverse("startup_feed", args=(slug,)),
        changes=_changes(Startup.objects.filter(pk=startup.pk)),
    )


@require_safe
@cache_control(public=True, max_age=600)
def incubator_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to the startups of an incubator that the public may see."""
    incubator = get_object_or_404(Incubator, slug=slug, hidden=False)
    return _answer(
        title=_title(incubator.name),
        address=incubator_address(slug),
        feed_address=reverse("incubator_feed", args=(slug,)),
        changes=_changes(public_startups().filter(startupincubators__incubator=incubator)),
    )


def _title(name: str) -> str:
    return _("Events of %(startup)s") % {"startup": name}


def _changes(startups: QuerySet[Startup]) -> list[PhaseChange]:
    return latest_changes(on=today(), limit=ENTRIES, startups=startups)


def _answer(
    *, title: str, address: str, feed_address: str, changes: list[PhaseChange]
) -> HttpResponse:
    feed = Atom1Feed(
        title=_writable(title),
        link=absolute(address),
        description=None,
        language=settings.LANGUAGE_CODE,
        author_name=settings.SITE_NAME,
        feed_url=absolute(feed_address),
        feed_guid=_tag(feed_address),
    )
    for change in changes:
        _add(feed, change)
    return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


def _add(feed: Atom1Feed, change: PhaseChange) -> None:
    label, comment = phase_change_text(change)
    happened = make_aware(datetime.combine(change.date, time.min))
    feed.add_item(
        title=_writable(f"{change.startup} – {label}"),
        link=absolute(startup_address(change.slug)),
        # A summary is HTML for whoever reads the feed: ours is text.
        description=html.escape(_writable(comment)) or None,  # type: ignore[arg-type]
        unique_id=_tag(f"/startups/{quote(change.ghid)}/{change.key}"),
        pubdate=happened,
        updateddate=happened,
    )


def _tag(path: str) -> str:
    """An address that names a thing for ever, wherever it moves."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{MINTED}:{path}"


def _writable(text: str) -> str:
    return text.translate(UNWRITABLE)
