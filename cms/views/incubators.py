"""The incubators, and the page of each that is not hidden."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from cms.seo import Crumb, PageMeta
from startups.core.search_text import plain_text
from startups.public.faceting import Facet
from startups.public.selectors.incubators import incubator_record, incubator_summaries

from .groups import group_views, list_address
from .public import public_startups


def index_context(*, on: date) -> dict[str, Any]:
    """Every public incubator; four queries."""
    return {"incubators": incubator_summaries(on=on, startups=public_startups())}


def incubator_context(slug: str, section: Crumb, *, on: date) -> dict[str, Any] | None:
    """One incubator and its startups; None when the public may not see it. Four queries."""
    record = incubator_record(slug, on=on, startups=public_startups())
    if record is None:
        return None
    incubator = record.incubator
    feed = reverse("incubator_feed", args=(slug,))
    return {
        "record": record,
        "incubator": incubator,
        "groups": group_views(record.groups, Facet.INCUBATOR, slug),
        "list_address": list_address(Facet.INCUBATOR, slug),
        "feed": feed,
        "meta": PageMeta(
            title=incubator.name,
            description=" ".join(plain_text(incubator.short_description or incubator.body).split()),
            trail=(section,),
            feed=feed,
            feed_title=gettext("Events of %(name)s") % {"name": incubator.name},
        ),
    }
