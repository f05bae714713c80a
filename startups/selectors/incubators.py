"""Incubators as the public sees them: a hidden one does not exist here."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from startups.faceting import Entry, Facet
from startups.grouping import Numbers, PhaseGroup, by_phase, numbers, numbers_by
from startups.models import Incubator, Sponsorship, Startup, Team
from startups.selectors.entries import catalogue


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
    highlights: list[Entry]
    teams: list[Team]


def public_incubators() -> QuerySet[Incubator]:
    """The incubators that may be named in public, each with its owner."""
    return Incubator.objects.filter(hidden=False).select_related("owner").order_by("name", "ghid")


def incubator_summaries(*, on: date) -> list[IncubatorSummary]:
    """Every public incubator with its numbers: those with most active startups first.

    Four queries.
    """
    totals = numbers_by(catalogue(on=on).entries, Facet.INCUBATOR)
    summaries = [
        IncubatorSummary(row, totals.get(row.slug, Numbers())) for row in public_incubators()
    ]
    return sorted(summaries, key=lambda summary: -summary.numbers.active)


def incubator_record(slug: str, *, on: date) -> IncubatorRecord | None:
    """The public incubator of this slug; None when there is none. Six queries."""
    sponsored = Sponsorship.objects.filter(organisation=OuterRef("owner"))
    chosen = public_incubators().annotate(owner_is_sponsor=Exists(sponsored))
    incubator = chosen.filter(slug=slug).first()
    if incubator is None:
        return None
    theirs = Startup.objects.filter(startupincubators__incubator=incubator)
    entries = catalogue(on=on, startups=theirs).entries
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
