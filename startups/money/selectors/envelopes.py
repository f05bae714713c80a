"""When the envelopes run out, for one startup or for all; three queries whatever their number."""

from collections.abc import Collection
from datetime import date

from startups.money.forecast import Forecast, Grant, forecast_end
from startups.money.ledger import Cost
from startups.money.models import Commitment, Funding


def forecasts(*, on: date, startups: Collection[int] | None = None) -> dict[int, Forecast]:
    """By key, the forecast of each startup that was granted anything; two queries."""
    fundings = Funding.objects.filter(granted_on__lte=on)
    orders = Commitment.objects.filter(ordered_on__lte=on)
    if startups is not None:
        fundings = fundings.filter(startup__in=startups)
        orders = orders.filter(startup__in=startups)
    grants: dict[int, list[Grant]] = {}
    for key, *grant in fundings.values_list("startup", "granted_on", "amount", "start", "end"):
        grants.setdefault(key, []).append(Grant(*grant))
    costs: dict[int, list[Cost]] = {}
    names = ("startup", "ordered_on", "amount", "covers_from", "covers_until")
    for key, *cost in orders.order_by("ordered_on", "pk").values_list(*names):
        costs.setdefault(key, []).append(Cost(*cost))
    return {key: forecast_end(known, costs.get(key, []), on) for key, known in grants.items()}


def envelope_ends(*, on: date, startups: Collection[int] | None = None) -> dict[int, date]:
    """By key, the day on which the envelope runs out where it can be told: reviews ask it."""
    by_startup = forecasts(on=on, startups=startups)
    return {key: forecast.day for key, forecast in by_startup.items() if forecast.day}
