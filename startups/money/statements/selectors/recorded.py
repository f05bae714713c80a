"""What the lines say of each half-year, by activity and kind of resource.

The same lines as ``position`` adds up: orders with their corrections and credit notes in the
half-year in which each was made, payments in the one in which each was paid.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Sum, Value, When
from django.db.models.functions import ExtractYear

from startups.money.enums import Half
from startups.money.half_years import SECOND_STARTS, HalfYear
from startups.money.ledger import CENT
from startups.money.models import Commitment, Payment
from startups.money.statements.reconciliation import Amounts, Cell
from startups.registry.models import Startup

type Recorded = dict[tuple[int, HalfYear], dict[Cell, Amounts]]
"""By startup and half-year that has lines, what they add up to: nothing where they cancel out."""

PLACE = ("in_startup", "in_year", "in_half")


def recorded(*, on: date, startups: QuerySet[Startup] | None = None) -> Recorded:
    """What the lines up to the day ``on`` say, of ``startups`` (else of all).

    Two queries, whatever the number of startups and of lines.
    """
    orders = _sums(_lines("ordered_on", "", on, startups))
    payments = _sums(_lines("paid_on", "commitment__", on, startups))
    by_place: Recorded = {}
    for row in orders:
        _add(by_place, row, Amounts(committed=row["total"].quantize(CENT)))
    for row in payments:
        _add(by_place, row, Amounts(paid=row["total"].quantize(CENT)))
    return by_place


def recorded_of(startup: Startup, half: HalfYear, *, on: date) -> dict[Cell, Amounts]:
    """What the lines of one startup say of one half-year; two queries."""
    days = (half.start, min(half.end, on))
    orders = Commitment.objects.filter(startup=startup, ordered_on__range=days)
    payments = Payment.objects.filter(commitment__startup=startup, paid_on__range=days)
    cells: dict[Cell, Amounts] = {}
    for activity, resource, total in _by_cell(orders, ""):
        _count(cells, (activity, resource), Amounts(committed=total.quantize(CENT)))
    for activity, resource, total in _by_cell(payments, "commitment__"):
        _count(cells, (activity, resource), Amounts(paid=total.quantize(CENT)))
    return cells


def places_with_lines(*, startups: QuerySet[Startup], until: date) -> set[tuple[int, HalfYear]]:
    """The half-years of ``startups`` that have lines up to the day ``until``; two queries."""
    orders = _lines("ordered_on", "", until, startups)
    payments = _lines("paid_on", "commitment__", until, startups)
    return {
        (row["in_startup"], HalfYear(row["in_year"], row["in_half"]))
        for rows in (orders, payments)
        for row in rows.values(*PLACE).distinct()
    }


def _lines(day: str, path: str, on: date, startups: QuerySet[Startup] | None) -> QuerySet[Any]:
    """The orders or the payments (``path`` leads to their order) up to the day ``on``."""
    rows = (Payment if path else Commitment).objects.filter(**{f"{day}__lte": on})
    if startups is not None:
        rows = rows.filter(**{f"{path}startup__in": startups.order_by().values("pk")})
    return rows.order_by().annotate(
        in_startup=F(f"{path}startup_id"),
        in_year=ExtractYear(day),
        in_half=_half_of(day),
        in_activity=F(f"{path}activity_id"),
        in_resource=F(f"{path}resource_id"),
    )


def _sums(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.values(*PLACE, "in_activity", "in_resource").annotate(total=Sum("amount"))


def _by_cell(rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    cells = rows.order_by().values_list(f"{path}activity_id", f"{path}resource_id")
    return cells.annotate(total=Sum("amount"))


def _half_of(day: str) -> Case:
    second = When(**{f"{day}__month__gte": SECOND_STARTS}, then=Value(Half.SECOND.value))
    return Case(second, default=Value(Half.FIRST.value), output_field=CharField())


def _add(by_place: Recorded, row: Mapping[str, Any], amounts: Amounts) -> None:
    key = (row["in_startup"], HalfYear(row["in_year"], row["in_half"]))
    _count(by_place.setdefault(key, {}), (row["in_activity"], row["in_resource"]), amounts)


def _count(cells: dict[Cell, Amounts], cell: Cell, amounts: Amounts) -> None:
    cells[cell] = cells.get(cell, Amounts()) + amounts
