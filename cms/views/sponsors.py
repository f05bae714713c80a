"""The sponsors, and the page of each."""

from datetime import date
from typing import Any

from django.utils.translation import ngettext

from cms.seo import Crumb, PageMeta
from startups.public.faceting import Facet
from startups.public.selectors.sponsors import sponsor_record, sponsors_by_domain

from .groups import group_views, list_address
from .public import public_startups


def index_context(*, on: date) -> dict[str, Any]:
    """Every sponsor, by ministry domain; four queries."""
    domains = sponsors_by_domain(on=on, startups=public_startups())
    return {"domains": domains, "count": sum(len(domain.sponsors) for domain in domains)}


def sponsor_context(slug: str, section: Crumb, *, on: date) -> dict[str, Any] | None:
    """One sponsor and what it carries; None when it carries nothing. Three queries."""
    record = sponsor_record(slug, on=on, startups=public_startups())
    if record is None:
        return None
    total = record.numbers.total
    description = ngettext(
        "%(name)s sponsors %(number)d State startup.",
        "%(name)s sponsors %(number)d State startups.",
        total,
    )
    names = {"name": record.organisation.name, "number": total}
    return {
        "record": record,
        "organisation": record.organisation,
        "groups": group_views(record.groups, Facet.SPONSOR, slug),
        "list_address": list_address(Facet.SPONSOR, slug),
        "meta": PageMeta(
            title=record.organisation.name, description=description % names, trail=(section,)
        ),
    }
