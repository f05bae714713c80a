"""Envelopes that are passed, that are over, or that end within the months to come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from startups.core.search_text import fold
from startups.lifecycle.phases import is_ended
from startups.lifecycle.selectors.portfolio import with_phase
from startups.money.enums import EnvelopeBand
from startups.money.forecast import Forecast, ForecastOutcome
from startups.money.ledger import Position
from startups.money.selectors.envelopes import forecasts
from startups.money.selectors.position import PositionScope, positions
from startups.registry.models import Startup

WITHIN: Mapping[int, EnvelopeBand] = {
    45: EnvelopeBand.DAYS_45,
    90: EnvelopeBand.DAYS_90,
    180: EnvelopeBand.DAYS_180,
}
"""Days, the nearest first."""


@dataclass(frozen=True)
class EnvelopeRow:
    """The envelope of a startup on a day. ``ends_on`` is the day forecast, or the last one of
    the period granted where none can be told; ``forecast.outcome`` says why."""

    startup: int
    name: str
    slug: str
    position: Position
    forecast: Forecast
    on: date

    @property
    def ends_on(self) -> date | None:
        return self.forecast.day or self.forecast.limit

    @property
    def days_left(self) -> int | None:
        """Days until it ends; negative when it is over; None where nothing is granted."""
        return (self.ends_on - self.on).days if self.ends_on else None

    @property
    def band(self) -> EnvelopeBand | None:
        """How near its end is; None when that is far."""
        if self.position.available < 0:
            return EnvelopeBand.OVER_COMMITTED
        if self.days_left is None:
            return None
        if self.days_left < 0 or self.forecast.outcome == ForecastOutcome.CONSUMED:
            return EnvelopeBand.OVER
        return next((band for days, band in WITHIN.items() if self.days_left <= days), None)


def envelope_of(startup: Startup, position: Position, *, on: date) -> EnvelopeRow:
    """The envelope of one startup whose position is known; two queries."""
    known = forecasts(on=on, startups=[startup.pk])
    forecast = known.get(startup.pk, Forecast(ForecastOutcome.NOTHING_GRANTED))
    return EnvelopeRow(startup.pk, startup.name, startup.slug, position, forecast, on)


def envelopes_ending(*, startups: QuerySet[Startup], on: date) -> list[EnvelopeRow]:
    """Those that are passed, over, or end within 180 days; the most pressing first.

    An ended startup is told only where more was ordered than granted. Six queries, whatever the
    number of startups and of lines.
    """
    phased: Any = with_phase(startups.order_by(), on=on)
    rows = list(phased.values_list("pk", "name", "slug", "phase_in_force"))
    known: Mapping[Any, Position] = positions(on=on, axis="startup", scope=PositionScope(startups))
    at_work = [pk for pk, *_names, phase in rows if not is_ended(phase)]
    ends = forecasts(on=on, startups=at_work)
    nothing = Forecast(ForecastOutcome.NOTHING_GRANTED)
    envelopes = (
        EnvelopeRow(pk, name, slug, known[pk], ends.get(pk, nothing), on)
        for pk, name, slug, _phase in rows
        if pk in known
    )
    return most_pressing_first(row for row in envelopes if row.band)


def most_pressing_first(rows: Iterable[EnvelopeRow]) -> list[EnvelopeRow]:
    """By band, those that are passed by how much, the others by their day."""
    bands = list(EnvelopeBand)

    def order(row: EnvelopeRow) -> tuple[Any, ...]:
        band = row.band or bands[-1]
        passed = row.position.available if band == EnvelopeBand.OVER_COMMITTED else 0
        return bands.index(band), passed, row.ends_on or date.max, fold(row.name)

    return sorted(rows, key=order)
