"""What is asked of the budget, and among which startups: those whose money one may read."""

from datetime import date

from django.db.models import Min, QuerySet
from django.http import HttpRequest

from startups.money.models import Commitment, Funding, Payment
from startups.money.selectors.axis_values import names_of, written
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.requests import day_of, rights

from .forms import BudgetForm, Choices


def readable(request: HttpRequest) -> QuerySet[Startup]:
    """The startups whose money whoever asks may read; one query a request.

    By their keys: asked of each funding, order and payment again, who may read which startup
    takes PostgreSQL minutes where its statistics are not of the day.
    """
    known: QuerySet[Startup] | None = getattr(request, "_readable", None)
    if known is None:
        held = rights(request)
        known = held.startups(Permission.READ_MONEY)
        if not held.administrator:
            keys = list(known.order_by().values_list("pk", flat=True))
            known = Startup.objects.filter(pk__in=keys)
        request._readable = known  # type: ignore[attr-defined]
    return known


def form_of(request: HttpRequest) -> BudgetForm:
    """What is asked; five queries."""
    startups, on = readable(request), day_of(request)
    return BudgetForm(
        request.GET,
        today=on,
        incubators=rights(request).incubators(Permission.READ_MONEY),
        sources=_sources(startups),
        years=_years(startups, on),
    )


def _sources(startups: QuerySet[Startup]) -> Choices:
    rows = Funding.objects.filter(startup__in=startups.values("pk")).order_by()
    values = list(rows.values_list("kind", "source_id").distinct())
    names = names_of("source", values, startups=startups)
    ordered = sorted(values, key=lambda value: names[value].place)
    return [(written("source", value), names[value].label) for value in ordered]


def _years(startups: QuerySet[Startup], on: date) -> list[int]:
    """From the first one in which there was money to the one of the day ``on``."""
    chosen = startups.order_by().values("pk")
    firsts = (
        Funding.objects.filter(startup__in=chosen).aggregate(day=Min("granted_on")),
        Commitment.objects.filter(startup__in=chosen).aggregate(day=Min("ordered_on")),
        Payment.objects.filter(commitment__startup__in=chosen).aggregate(day=Min("paid_on")),
    )
    days = [first["day"] for first in firsts if first["day"]]
    return list(range(on.year, min([*days, on]).year - 1, -1))
