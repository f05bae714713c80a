"""Questions about the portfolio that more than one view asks. All take the day ``on``."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from startups.lifecycle.enums import ACTIVE, PHASE_ORDER, Phase
from startups.lifecycle.models import PhasePeriod
from startups.registry.models import Startup


def phase_rank() -> Case:
    """The rank of ``PhasePeriod.phase`` in the vocabulary, for the database."""
    return Case(
        *(When(phase=phase.value, then=Value(phase.rank)) for phase in PHASE_ORDER),
        default=Value(-1),
        output_field=IntegerField(),
    )


def with_phase(startups: QuerySet[Startup], *, on: date) -> QuerySet[Startup]:
    """Adds ``phase_in_force`` and ``phase_since`` on the day ``on``; None when not started.

    Says to the database what ``lifecycle.phase_in_force`` says of objects.
    """
    latest = (
        PhasePeriod.objects.filter(startup=OuterRef("pk"), start__lte=on)
        .annotate(rank=phase_rank())
        .order_by("-start", "-rank")
    )
    return startups.annotate(
        phase_in_force=Subquery(latest.values("phase")[:1]),
        phase_since=Subquery(latest.values("start")[:1]),
    )


@dataclass(frozen=True)
class PortfolioCounts:
    """How many startups in each phase in force on a day."""

    on: date
    by_phase: Mapping[str, int]
    active: int
    not_started: int
    total: int

    def as_dict(self) -> dict[str, object]:
        """A form that JSON can say, with an ISO date."""
        return {**asdict(self), "on": self.on.isoformat()}


def portfolio_counts(*, on: date, startups: QuerySet[Startup] | None = None) -> PortfolioCounts:
    """Counts by phase in force; one query, whose rows are counted here."""
    chosen = Startup.objects.all() if startups is None else startups
    rows: Any = with_phase(chosen, on=on)
    phases = rows.order_by().values_list("pk", "phase_in_force").distinct()
    counts = Counter(phase for _pk, phase in phases)
    by_phase = {phase.value: counts[phase.value] for phase in Phase}
    return PortfolioCounts(
        on=on,
        by_phase=by_phase,
        active=sum(by_phase[phase.value] for phase in ACTIVE),
        not_started=counts[None],
        total=counts.total(),
    )
