"""Incubators as the public sees them: a hidden one does not exist here."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from startups.people.models import Team
from startups.public.faceting import Facet, FacetEntry
from startups.public.grouping import Numbers, PhaseGroup, by_phase, numbers, numbers_by
from startups.registry.models import Incubator, Sponsorship, Startup

from .entries import catalogue, untied


@dataclass(frozen=True)
class IncubatorSummary:
    """An incubator and how many startups it has, whether it leads them or not."""

    incubator: Incubator
    numbers: Numbers


@dataclass(frozen=True)
class IncubatorRecord:
    """All that the page of an incubator tells."""

    incubator: Incubator
    numbers: Numbers
    owner_is_sponsor: bool
    groups: list[PhaseGroup]
    highlights: list[FacetEntry]
    teams: list[Team]


def public_incubators() -> QuerySet[Incubator]:
    """The incubators that may be named in public, each with its owner."""
    return Incubator.objects.filter(hidden=False).select_related("owner").order_by("name", "ghid")


def incubator_summaries(
    *, on: date, startups: QuerySet[Startup] | None = None
) -> list[IncubatorSummary]:
    """Every public incubator with its numbers among ``startups`` (all when None).

    Those with most active startups come first. Four queries.
    """
    totals = numbers_by(catalogue(on=on, startups=startups).entries, Facet.INCUBATOR)
    summaries = [
        IncubatorSummary(row, totals.get(row.slug, Numbers())) for row in public_incubators()
    ]
    return sorted(summaries, key=lambda summary: -summary.numbers.active)


def incubator_record(
    slug: str, *, on: date, startups: QuerySet[Startup] | None = None
) -> IncubatorRecord | None:
    """The public incubator of this slug with its own among ``startups`` (all when None).

    None when there is no such incubator. Four queries.
    """
    sponsored = Sponsorship.objects.filter(organisation=OuterRef("owner"))
    chosen = public_incubators().annotate(owner_is_sponsor=Exists(sponsored))
    incubator = chosen.filter(slug=slug).first()
    if incubator is None:
        return None
    every = Startup.objects.all() if startups is None else startups
    theirs = every.filter(startupincubators__incubator=incubator)
    entries = untied(on=on, startups=theirs)
    positions = dict(incubator.highlights.values_list("startup_id", "position"))
    highlights = [entry for entry in entries if entry.id in positions]
    return IncubatorRecord(
        incubator=incubator,
        numbers=numbers(entries),
        owner_is_sponsor=incubator.owner_is_sponsor,
        groups=by_phase(entries),
        highlights=sorted(highlights, key=lambda entry: positions[entry.id]),
        teams=list(incubator.teams.order_by("name", "ghid")),
    )
