"""Where the money stands on a day: the one selector that every page, export and dossier asks.

It says the same as ``ledger.position`` says of the lines, worked out by the database: four
queries at most, whatever the number of startups and of lines. A test holds the two together.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from startups.money.ledger import CENT, LedgerLine, LineKind, Position
from startups.money.models import Commitment, Funding, Payment
from startups.registry.models import Startup

from .axes import OF_STARTUP, SOURCES, Values, grouping, having, value_of


@dataclass(frozen=True)
class PositionScope:
    """What is looked at: all of the portfolio, or these startups (a query set of keys); of
    theirs every line, or those that have each of these values of an axis."""

    startups: QuerySet[Startup] | None = None
    where: tuple[tuple[str, Hashable], ...] = ()


def position_of(startup: Startup, *, on: date) -> Position:
    """The position of one startup on the day ``on``; three queries."""
    only = Startup.objects.filter(pk=startup.pk)
    return positions(on=on, axis="startup", scope=PositionScope(only)).get(startup.pk, Position())


def positions(
    *, on: date, axis: str, scope: PositionScope | None = None
) -> dict[Hashable, Position]:
    """The position of each value of ``axis`` (a key of ``ledger.AXES``) on the day ``on``.

    Values are keys of the database (startup, incubator, activity, resource), a year, a phase,
    a supplier (its SIRET, or its name where it has none), or ``source``: (kind of funding, key
    of its organisation), None where an order says none.
    """
    if axis in OF_STARTUP:
        by_startup = positions(on=on, axis="startup", scope=scope)
        return _regrouped(by_startup, OF_STARTUP[axis](on))
    sums: dict[Hashable, dict[LineKind, Decimal]] = {}
    for kind in LineKind:
        for value, amount in _sums(kind, axis, on, scope or PositionScope()):
            sums.setdefault(value, {})[kind] = amount
    zero = Decimal("0.00")
    return {
        value: Position(*(by_kind.get(kind, zero) for kind in LineKind))
        for value, by_kind in sums.items()
    }


def whole(*, on: date, scope: PositionScope | None = None) -> Position:
    """The position of everything in ``scope``, the sum over any axis."""
    return sum(positions(on=on, axis="year", scope=scope).values(), Position())


def _regrouped(by_startup: dict[Hashable, Position], values: Values) -> dict[Hashable, Position]:
    regrouped: dict[Hashable, Position] = {}
    for startup, position in by_startup.items():
        value = values.get(startup)  # type: ignore[call-overload]  # keys of startups
        regrouped[value] = regrouped.get(value, Position()) + position
    return regrouped


def _sums(
    kind: LineKind, axis: str, on: date, scope: PositionScope
) -> list[tuple[Hashable, Decimal]]:
    rows = rows_of(kind, on=on, scope=scope)
    names = grouping(kind, axis)
    groups = rows.annotate(**names).values(*names).annotate(total=Sum("amount")).order_by()
    # Nothing grouped by nothing is one row without a sum.
    summed = (row for row in groups if row["total"] is not None)
    return [(value_of(axis, row), row["total"].quantize(CENT)) for row in summed]


def rows_of(kind: LineKind, *, on: date, scope: PositionScope) -> QuerySet[Any]:
    """The fundings, the orders or the payments that count on the day ``on``."""
    source = SOURCES[kind]
    rows = source.model.objects.filter(**{f"{source.day}__lte": on})
    if scope.startups is not None:
        rows = rows.filter(**{f"{source.path}startup__in": scope.startups.values("pk")})
    for axis, value in scope.where:
        rows = rows.filter(having(kind, axis, value, on))
    return rows


def lines_of(*, startup: Startup, on: date) -> list[LedgerLine]:
    """Every line behind the position of a startup on the day ``on``; five queries."""
    shared: dict[str, Any] = {"startup": startup.pk}
    shared |= {axis: values(on).get(startup.pk) for axis, values in OF_STARTUP.items()}
    fundings = Funding.objects.filter(startup=startup, granted_on__lte=on)
    orders = Commitment.objects.filter(startup=startup, ordered_on__lte=on)
    payments = Payment.objects.filter(commitment__startup=startup, paid_on__lte=on)
    return [
        *(
            LedgerLine(LineKind.GRANTED, row.granted_on, row.amount, source=_source(row), **shared)
            for row in fundings
        ),
        *(
            LedgerLine(LineKind.COMMITTED, row.ordered_on, row.amount, **_tags(row), **shared)
            for row in orders.select_related("funding")
            if row.ordered_on
        ),
        *(
            LedgerLine(LineKind.PAID, row.paid_on, row.amount, **_tags(row.commitment), **shared)
            for row in payments.select_related("commitment__funding")
        ),
    ]


def _source(funding: Funding | None) -> Hashable:
    return (funding.kind, funding.source_id) if funding else None


def _tags(commitment: Commitment) -> dict[str, Hashable]:
    return {
        "source": _source(commitment.funding),
        "supplier": commitment.supplier_siret or commitment.supplier,
        "activity": commitment.activity_id,
        "resource": commitment.resource_id,
    }
