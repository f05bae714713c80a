"""Startups as the staff's board and table show them: one row each, with what steers it.

Ten queries for any number of startups: rows are narrowed and sorted in memory afterwards.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum

from startups.figures.models import Indicator, Measurement
from startups.lifecycle.enums import Phase
from startups.lifecycle.phases import is_active
from startups.lifecycle.selectors.portfolio import with_phase
from startups.money.models import Funding
from startups.portfolio.selectors.needs.pages import pages_waiting
from startups.portfolio.selectors.needs.portfolio import with_intrapreneur
from startups.registry.freshness import is_stale
from startups.registry.models import Startup, StartupIncubator
from startups.reviews.enums import DecisionKind
from startups.reviews.models import Decision

from .confidence import ConfidenceSummary, Sight, confidence_by_startup
from .reviews import Conditions, OpenReview, conditions_by_startup, reviews_by_startup

CENT = Decimal("0.01")


@dataclass(frozen=True)
class LastDecision:
    """The last decision, by the day on which it was made; ``review`` is a key."""

    kind: DecisionKind
    day: date
    review: int


@dataclass(frozen=True)
class Headline:
    """The headline figure: what is measured, and its last value."""

    wording: str
    unit: str
    value: Decimal
    day: date


@dataclass(frozen=True)
class PortfolioRow:
    """A startup on a day. Amounts in euros including tax; ``granted`` is the sum of fundings."""

    key: int
    slug: str
    name: str
    phase: Phase | None
    since: date | None
    incubators: tuple[str, ...]
    has_intrapreneur: bool
    decision: LastDecision | None
    review: OpenReview | None
    voices: ConfidenceSummary
    conditions: Conditions
    touched_on: date | None
    is_stale: bool
    is_waiting: bool
    granted: Decimal
    headline: Headline | None

    @property
    def late(self) -> int:
        """Days since the next review was due; 0 while it is not late."""
        return self.review.late if self.review else 0


def portfolio_rows(startups: QuerySet[Startup], *, sight: Sight, on: date) -> list[PortfolioRow]:
    """``startups`` on the day ``on``, by name; ``sight`` says whose opinions the reader sees."""
    rows = list(_base(startups, on).order_by("name", "pk"))
    known = _Known(
        incubators=_incubators(startups),
        decisions=_decisions(startups, on),
        reviews=reviews_by_startup(startups, on=on),
        voices=confidence_by_startup(startups, sight=sight),
        conditions=conditions_by_startup(startups, on=on),
        headlines=_headlines(startups, on),
        waiting={need.args[0] for need in pages_waiting(startups=startups)},
    )
    return [_row(row, known, on) for row in rows]


@dataclass(frozen=True)
class _Known:
    """What is known of each startup, by its key; ``waiting`` holds keys of pages."""

    incubators: Mapping[int, list[str]]
    decisions: Mapping[int, LastDecision]
    reviews: Mapping[int, OpenReview]
    voices: Mapping[int, ConfidenceSummary]
    conditions: Mapping[int, Conditions]
    headlines: Mapping[int, Headline]
    waiting: set[int]


def _base(startups: QuerySet[Startup], on: date) -> Any:
    granted = Funding.objects.filter(startup=OuterRef("pk"), granted_on__lte=on)
    total = granted.order_by().values("startup").annotate(total=Sum("amount")).values("total")
    return with_intrapreneur(with_phase(startups, on=on), on=on).annotate(
        touched_on=F("published_text__changed_on"),
        granted=Subquery(total),
        page_key=F("page__pk"),
    )


def _incubators(startups: QuerySet[Startup]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    rows = StartupIncubator.objects.filter(startup__in=startups).order_by("position", "pk")
    for startup, name in rows.values_list("startup_id", "incubator__name"):
        names[startup].append(name)
    return names


def _decisions(startups: QuerySet[Startup], on: date) -> dict[int, LastDecision]:
    rows = Decision.objects.filter(review__startup__in=startups, decided_on__lte=on)
    decided = rows.order_by("decided_on", "pk").values_list(
        "review__startup_id", "kind", "decided_on", "review_id"
    )
    return {
        key: LastDecision(DecisionKind(kind), day, review) for key, kind, day, review in decided
    }


def _headlines(startups: QuerySet[Startup], on: date) -> dict[int, Headline]:
    last = Measurement.objects.filter(indicator=OuterRef("pk"), date__lte=on).order_by("-date")
    rows = Indicator.objects.filter(startup__in=startups, headline=True).annotate(
        last=Subquery(last.values("value")[:1]), day=Subquery(last.values("date")[:1])
    )
    measured = rows.exclude(day=None).order_by()
    return {
        key: Headline(*values)
        for key, *values in measured.values_list("startup_id", "wording", "unit", "last", "day")
    }


def _row(row: Any, known: _Known, on: date) -> PortfolioRow:
    phase = Phase(row.phase_in_force) if row.phase_in_force else None
    return PortfolioRow(
        key=row.pk,
        slug=row.slug,
        name=row.name,
        phase=phase,
        since=row.phase_since,
        incubators=tuple(known.incubators.get(row.pk, ())),
        has_intrapreneur=row.has_intrapreneur,
        decision=known.decisions.get(row.pk),
        review=known.reviews.get(row.pk),
        voices=known.voices.get(row.pk, ConfidenceSummary()),
        conditions=known.conditions.get(row.pk, Conditions()),
        touched_on=row.touched_on,
        is_stale=is_active(phase) and is_stale(row.touched_on, on),
        is_waiting=row.page_key in known.waiting,
        granted=(row.granted or Decimal(0)).quantize(CENT),
        headline=known.headlines.get(row.pk),
    )
