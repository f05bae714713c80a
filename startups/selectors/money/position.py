"""Where the money stands on a day: the one selector that every page, export and dossier asks.

It says the same as ``ledger.position`` says of the lines, worked out by the database: three
queries whatever the number of startups and of lines. A test holds the two together.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractYear

from startups.ledger import CENT, Kind, Line, Position
from startups.models import Commitment, Funding, Payment, Startup, StartupIncubator

# By kind of line: the model, the day that it counts from, the path to startup and to the rest.
SOURCES: Mapping[Kind, tuple[type[Any], str, str]] = {
    Kind.GRANTED: (Funding, "granted_on", ""),
    Kind.COMMITTED: (Commitment, "ordered_on", ""),
    Kind.PAID: (Payment, "paid_on", "commitment__"),
}


@dataclass(frozen=True)
class Scope:
    """What is looked at: all of the portfolio, or these startups (a query set of keys)."""

    startups: QuerySet[Startup] | None = None


def position_of(startup: Startup, *, on: date) -> Position:
    """The position of one startup on the day ``on``; three queries."""
    only = Startup.objects.filter(pk=startup.pk)
    return positions(on=on, axis="startup", scope=Scope(only)).get(startup.pk, Position())


def positions(*, on: date, axis: str, scope: Scope | None = None) -> dict[Hashable, Position]:
    """The position of each value of ``axis`` (a key of ``ledger.AXES``) on the day ``on``.

    Values are keys of the database (startup, incubator, activity, resource), a year, or
    ``source``: (kind of funding, key of its organisation), None where an order says none.
    """
    sums: dict[Hashable, dict[Kind, Decimal]] = {}
    for kind in Kind:
        for value, amount in _sums(kind, axis, on, scope or Scope()):
            sums.setdefault(value, {})[kind] = amount
    zero = Decimal("0.00")
    return {
        value: Position(*(by_kind.get(kind, zero) for kind in Kind))
        for value, by_kind in sums.items()
    }


def whole(*, on: date, scope: Scope | None = None) -> Position:
    """The position of everything in ``scope``, the sum over any axis."""
    return sum(positions(on=on, axis="year", scope=scope).values(), Position())


def _sums(kind: Kind, axis: str, on: date, scope: Scope) -> list[tuple[Hashable, Decimal]]:
    rows = _rows(kind, on, scope)
    names = _axis(kind, axis)
    found = rows.annotate(**names).values(*names).annotate(total=Sum("amount")).order_by()
    # Nothing grouped by nothing is one row without a sum.
    summed = (row for row in found if row["total"] is not None)
    return [(_value(axis, row), row["total"].quantize(CENT)) for row in summed]


def _rows(kind: Kind, on: date, scope: Scope) -> QuerySet[Any]:
    model, day, path = SOURCES[kind]
    rows = model.objects.filter(**{f"{day}__lte": on})
    if scope.startups is not None:
        rows = rows.filter(**{f"{path}startup__in": scope.startups.values("pk")})
    return rows


def _axis(kind: Kind, axis: str) -> dict[str, Combinable]:
    """What to group by. A funding has no activity: what is granted is granted to all."""
    _model, day, path = SOURCES[kind]
    if axis == "year":
        return {"axis_value": ExtractYear(day)}
    if axis == "incubator":
        return {"axis_value": _lead_incubator(f"{path}startup")}
    if axis == "source":
        own = "" if kind is Kind.GRANTED else f"{path}funding__"
        return {"source_kind": F(f"{own}kind"), "axis_value": F(f"{own}source_id")}
    if axis in ("activity", "resource") and kind is Kind.GRANTED:
        return {"axis_value": Value(None, IntegerField())}
    return {"axis_value": F(f"{path}{axis}_id")}


def _lead_incubator(path: str) -> Subquery:
    first = StartupIncubator.objects.filter(startup=OuterRef(path), position=0)
    return Subquery(first.values("incubator")[:1])


def _value(axis: str, row: Mapping[str, Any]) -> Hashable:
    if axis == "source":
        return (row["source_kind"], row["axis_value"]) if row["source_kind"] else None
    found: Hashable = row["axis_value"]
    return found


def lines_of(*, startup: Startup, on: date) -> list[Line]:
    """Every line behind the position of a startup on the day ``on``; four queries."""
    incubator = (
        StartupIncubator.objects.filter(startup=startup, position=0)
        .values_list("incubator", flat=True)
        .first()
    )
    shared: dict[str, Any] = {"startup": startup.pk, "incubator": incubator}
    fundings = Funding.objects.filter(startup=startup, granted_on__lte=on)
    orders = Commitment.objects.filter(startup=startup, ordered_on__lte=on)
    payments = Payment.objects.filter(commitment__startup=startup, paid_on__lte=on)
    return [
        *(
            Line(Kind.GRANTED, row.granted_on, row.amount, source=_source(row), **shared)
            for row in fundings
        ),
        *(
            Line(Kind.COMMITTED, row.ordered_on, row.amount, **_tags(row), **shared)
            for row in orders.select_related("funding")
            if row.ordered_on
        ),
        *(
            Line(Kind.PAID, row.paid_on, row.amount, **_tags(row.commitment), **shared)
            for row in payments.select_related("commitment__funding")
        ),
    ]


def _source(funding: Funding | None) -> Hashable:
    return (funding.kind, funding.source_id) if funding else None


def _tags(commitment: Commitment) -> dict[str, Hashable]:
    return {
        "source": _source(commitment.funding),
        "activity": commitment.activity_id,
        "resource": commitment.resource_id,
    }
