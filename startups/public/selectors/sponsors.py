"""Sponsors: the organisations that carry at least one startup."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from startups.core.search_text import fold
from startups.public.faceting import Facet
from startups.public.grouping import Numbers, PhaseGroup, by_phase, numbers, numbers_by
from startups.registry.models import Incubator, MinistryDomain, Organisation, Startup

from .entries import catalogue, untied


@dataclass(frozen=True)
class SponsorSummary:
    """A sponsor and how many startups it carries."""

    organisation: Organisation
    numbers: Numbers


@dataclass(frozen=True)
class DomainGroup:
    """The sponsors of one ministry domain (None: of no ministry), by name."""

    domain: MinistryDomain | None
    sponsors: list[SponsorSummary]


@dataclass(frozen=True)
class SponsorRecord:
    """All that the page of a sponsor tells."""

    organisation: Organisation
    numbers: Numbers
    groups: list[PhaseGroup]
    incubators: list[Incubator]


def organisations() -> QuerySet[Organisation]:
    """Organisations with their kind and ministry domain."""
    return Organisation.objects.select_related("kind", "ministry_domain").order_by("name", "ghid")


def sponsors_by_domain(*, on: date, startups: QuerySet[Startup] | None = None) -> list[DomainGroup]:
    """Every sponsor of ``startups`` (all when None) with its numbers, by ministry domain.

    Four queries.
    """
    totals = numbers_by(catalogue(on=on, startups=startups).entries, Facet.SPONSOR)
    sponsors = organisations().filter(slug__in=list(totals))
    summaries = [SponsorSummary(row, totals[row.slug]) for row in sponsors]
    summaries.sort(key=_domain_then_name)
    return [
        DomainGroup(domain, list(group))
        for domain, group in groupby(summaries, key=lambda row: row.organisation.ministry_domain)
    ]


def sponsor_record(
    slug: str, *, on: date, startups: QuerySet[Startup] | None = None
) -> SponsorRecord | None:
    """The sponsor of this slug with what it carries among ``startups`` (all when None).

    None when it carries nothing. Three queries.
    """
    organisation = organisations().filter(slug=slug).first()
    if organisation is None:
        return None
    every = Startup.objects.all() if startups is None else startups
    entries = untied(on=on, startups=every.filter(sponsorships__organisation=organisation))
    if not entries:
        return None
    return SponsorRecord(
        organisation=organisation,
        numbers=numbers(entries),
        groups=by_phase(entries),
        incubators=list(organisation.incubators.filter(hidden=False).order_by("name", "ghid")),
    )


def _domain_then_name(summary: SponsorSummary) -> tuple[bool, int, str, str]:
    domain = summary.organisation.ministry_domain
    position = domain.position if domain else 0
    return domain is None, position, str(domain or ""), fold(summary.organisation.name)
