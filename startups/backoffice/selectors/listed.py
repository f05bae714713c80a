"""What the lists of the back office show beside the facts, added to their queries.

Each function annotates or prefetches, so that a list costs the same whatever its length.
"""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from startups.lifecycle.enums import ACTIVE, PHASE_ORDER
from startups.lifecycle.selectors.portfolio import with_phase
from startups.people.models import Person, Team
from startups.people.selectors.memberships import current_memberships
from startups.registry.models import (
    Incubator,
    Organisation,
    Sponsorship,
    Startup,
    StartupIncubator,
    Term,
)


def number_of(rows: QuerySet[Any], field: str, of: str = "pk") -> Any:
    """How many of ``rows`` point to the outer row by ``field``, each ``of`` counted once."""
    counted = (
        rows.filter(**{field: OuterRef("pk")})
        .order_by()
        .values(field)
        .annotate(number=Count(of, distinct=True))
        .values("number")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def startups_listed(startups: QuerySet[Startup], *, on: date) -> QuerySet[Startup]:
    """Adds the phase in force and its rank, the lead incubator, members, and last change."""
    lead = StartupIncubator.objects.filter(startup=OuterRef("pk"), position=0)
    return with_phase(startups, on=on).annotate(
        phase_order=_rank("phase_in_force"),
        lead_incubator=Subquery(lead.values("incubator__name")[:1]),
        current_members=number_of(current_memberships(on=on), "startup", "person"),
        changed_on=F("published_text__changed_on"),
    )


def _rank(field: str) -> Case:
    """The place of a phase in the vocabulary; those not started come first."""
    whens = (When(**{field: phase.value}, then=Value(phase.rank)) for phase in PHASE_ORDER)
    return Case(*whens, default=Value(-1), output_field=IntegerField())


def incubators_listed(incubators: QuerySet[Incubator], *, on: date) -> QuerySet[Incubator]:
    """Adds how many startups, and how many of them have a team at work."""
    phased: Any = with_phase(Startup.objects.all(), on=on)
    active = phased.filter(phase_in_force__in=ACTIVE)
    ties = StartupIncubator.objects.all()
    return incubators.select_related("owner").annotate(
        startup_count=number_of(ties, "incubator", "startup"),
        active_count=number_of(
            ties.filter(startup__in=active.values("pk")), "incubator", "startup"
        ),
    )


def organisations_listed(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Adds how many startups each sponsors, and how many incubators it owns."""
    return organisations.select_related("kind", "ministry_domain").annotate(
        sponsored_count=number_of(Sponsorship.objects.all(), "organisation"),
        incubator_count=number_of(Incubator.objects.all(), "owner"),
    )


def people_listed(people: QuerySet[Person], *, on: date) -> QuerySet[Person]:
    """Adds ``current``: the memberships that hold, with startup and role."""
    current = current_memberships(on=on).select_related("startup", "role").order_by("start", "pk")
    return people.select_related("user").prefetch_related(
        Prefetch("memberships", queryset=current, to_attr="current")
    )


def teams_listed(teams: QuerySet[Team]) -> QuerySet[Team]:
    """Adds how many members."""
    return teams.select_related("incubator").annotate(member_count=Count("members"))


def terms_listed(terms: QuerySet[Term], *, ties: type[Any], field: str) -> QuerySet[Term]:
    """Adds how many times a word is used by ``ties``."""
    return terms.annotate(use_count=number_of(ties.objects.all(), field))
