"""When an envelope runs out: a day with a range, or the reason why it cannot be told.

Pure: no database and no clock. The method, in full, since money hangs on it:

- what is consumed by a day is what the months before it cost, and its own month by the days
  that are over (``ledger.monthly_costs``);
- the burn is the mean of the last six complete months, from the first that cost anything; the
  range comes from the cheapest and the dearest mean of three months in a row among them, or from
  the burn itself where that is beyond both (a quiet first and last month out of four);
- from today on, a month costs the burn, or what is ordered for it already where that is more;
- the envelope runs out on the day on which the consumption reaches what is granted, and at the
  latest on the last day of the period that it is granted for.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from startups.core.calendar import add_months

from .ledger import Cost, month_of, monthly_costs, months_between

WINDOW = 6
"""Months that the burn is the mean of."""
RANGE = 3
"""Months in a row whose means give the range."""
HORIZON = 60
"""Months ahead that are looked at; later is as good as never."""


class ForecastOutcome(StrEnum):
    """What can be said of the end of an envelope."""

    FORECAST = "forecast"
    PERIOD_ENDS = "period_ends"
    OVER_COMMITTED = "over_committed"
    CONSUMED = "consumed"
    NOTHING_GRANTED = "nothing_granted"
    NOT_STARTED = "not_started"
    NO_COST_YET = "no_cost_yet"


@dataclass(frozen=True)
class Grant:
    """An amount granted on a day for a period; negative when it takes back."""

    granted_on: date
    amount: Decimal
    start: date
    end: date


@dataclass(frozen=True)
class Forecast:
    """``day`` is None where it cannot be told; ``outcome`` says why, or how it was found.

    ``earliest`` and ``latest`` are the range; ``limit`` is the last day of the period granted;
    ``burn`` is euros a month.
    """

    outcome: ForecastOutcome
    day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    limit: date | None = None
    burn: Decimal | None = None


def forecast_end(grants: Iterable[Grant], costs: Iterable[Cost], on: date) -> Forecast:
    """When the money granted by the day ``on`` runs out, by what was ordered by then."""
    known = [grant for grant in grants if grant.granted_on <= on]
    ordered = sorted(
        (cost for cost in costs if cost.ordered_on <= on), key=lambda cost: cost.ordered_on
    )
    granted = sum((grant.amount for grant in known), Decimal(0))
    if granted <= 0:
        return Forecast(ForecastOutcome.NOTHING_GRANTED)
    limit = max(grant.end for grant in known if grant.amount > 0)
    if crossed := _crossing(ordered, granted):
        return Forecast(ForecastOutcome.OVER_COMMITTED, crossed, limit=limit)
    if all(grant.start > on for grant in known if grant.amount > 0):
        return Forecast(ForecastOutcome.NOT_STARTED, limit=limit)
    return _by_consumption(monthly_costs(ordered, on), granted, limit, on)


def _crossing(ordered: Sequence[Cost], granted: Decimal) -> date | None:
    """The day since which more is ordered than granted, if it is so at the end."""
    since, total = None, Decimal(0)
    for cost in ordered:
        total += cost.amount
        if total <= granted:
            since = None
        elif since is None:
            since = cost.ordered_on
    return since


def _by_consumption(
    months: Mapping[date, Decimal], granted: Decimal, limit: date, on: date
) -> Forecast:
    window = _window(months, on)
    if not window or sum(window) <= 0:
        return Forecast(ForecastOutcome.NO_COST_YET, limit=limit)
    burn = Fraction(sum(window)) / len(window)
    low, high = _range(window, burn)
    left = Fraction(granted) - _consumed(months, on)
    if left <= 0:
        return Forecast(ForecastOutcome.CONSUMED, on, limit=limit, burn=_euros(burn))
    days = [_runs_out(months, left, pace, on, limit) for pace in (burn, high, low)]
    day, earliest, latest = (min(each or limit, limit) for each in days)
    ends_early = days[0] is not None and days[0] <= limit
    return Forecast(
        ForecastOutcome.FORECAST if ends_early else ForecastOutcome.PERIOD_ENDS,
        day,
        earliest,
        latest,
        limit,
        _euros(burn),
    )


def _window(months: Mapping[date, Decimal], on: date) -> list[Decimal]:
    """What the last complete months cost, from the first that cost anything."""
    this = month_of(on)
    costly = [month for month, amount in months.items() if amount and month < this]
    if not costly:
        return []
    first = max(min(costly), add_months(this, -WINDOW))
    return [months.get(month, Decimal(0)) for month in months_between(first, this)[:-1]]


def _range(window: Sequence[Decimal], burn: Fraction) -> tuple[Fraction, Fraction]:
    """The lowest and the highest pace, which hold the burn between them."""
    size = min(RANGE, len(window))
    means = [
        Fraction(sum(window[start : start + size])) / size
        for start in range(len(window) - size + 1)
    ]
    return min(burn, *means), max(burn, *means)


def _consumed(months: Mapping[date, Decimal], on: date) -> Fraction:
    """What is consumed on the morning of the day ``on``."""
    this = month_of(on)
    before = sum((amount for month, amount in months.items() if month < this), Decimal(0))
    over = Fraction(on.day - 1, monthrange(on.year, on.month)[1])
    return Fraction(before) + Fraction(months.get(this, Decimal(0))) * over


def _runs_out(
    months: Mapping[date, Decimal], left: Fraction, pace: Fraction, on: date, limit: date
) -> date | None:
    """The day on whose evening ``left`` is consumed; None when it is not in sight, or comes
    after the month of ``limit``."""
    for month in months_between(on, limit)[:HORIZON]:
        length = monthrange(month.year, month.month)[1]
        first = on.day if month == month_of(on) else 1
        daily = max(pace, Fraction(months.get(month, Decimal(0)))) / length
        if daily > 0 and daily * (length - first + 1) >= left:
            whole = -(-left // daily)  # rounded up: the day on which it is reached
            return month + timedelta(days=first - 1 + int(whole) - 1)
        left -= daily * (length - first + 1)
    return None


def _euros(amount: Fraction) -> Decimal:
    return Decimal(round(amount * 100)) / 100
