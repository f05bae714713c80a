"""Sponsors: the organisations that carry at least one startup."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from startups.faceting import Facet
from startups.grouping import Numbers, PhaseGroup, by_phase, numbers, numbers_by
from startups.models import Incubator, MinistryDomain, Organisation, Sponsorship, Startup
from startups.search_text import fold
from startups.selectors.entries import catalogue


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


def sponsoring() -> QuerySet[Organisation]:
    """The organisations that sponsor, each with its kind and ministry domain."""
    ties = Sponsorship.objects.filter(organisation=OuterRef("pk"))
    return (
        Organisation.objects.filter(Exists(ties))
        .select_related("kind", "ministry_domain")
        .order_by("name", "ghid")
    )


def sponsors_by_domain(*, on: date) -> list[DomainGroup]:
    """Every sponsor with its numbers, by ministry domain; four queries."""
    totals = numbers_by(catalogue(on=on).entries, Facet.SPONSOR)
    summaries = [SponsorSummary(row, totals.get(row.slug, Numbers())) for row in sponsoring()]
    summaries.sort(key=_domain_then_name)
    return [
        DomainGroup(domain, list(group))
        for domain, group in groupby(summaries, key=lambda row: row.organisation.ministry_domain)
    ]


def sponsor_record(slug: str, *, on: date) -> SponsorRecord | None:
    """The sponsor of this slug; None when no startup has it. Five queries."""
    organisation = sponsoring().filter(slug=slug).first()
    if organisation is None:
        return None
    carried = Startup.objects.filter(sponsorships__organisation=organisation)
    entries = catalogue(on=on, startups=carried).entries
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
