"""What fundings, orders and payments are told apart by: how rows are grouped, and narrowed.

An axis is a key of ``ledger.AXES``. A funding has neither activity, resource nor supplier: what
is granted is granted to all. A startup is in one incubator, the one that leads, and in one
phase, that in force on the day asked for.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, ExtractYear

from startups.lifecycle.selectors.portfolio import with_phase
from startups.money.ledger import LineKind
from startups.money.models import Commitment, Funding, Payment
from startups.registry.models import Startup, StartupIncubator


@dataclass(frozen=True)
class Source:
    """Where the lines of a kind are: the model, the day that each counts from, and the path
    to the order where it is another row's."""

    model: type[Any]
    day: str
    path: str = ""


SOURCES: Mapping[LineKind, Source] = {
    LineKind.GRANTED: Source(Funding, "granted_on"),
    LineKind.COMMITTED: Source(Commitment, "ordered_on"),
    LineKind.PAID: Source(Payment, "paid_on", "commitment__"),
}
OF_AN_ORDER = ("activity", "resource", "supplier")
type Values = Mapping[int, Hashable]


def lead_incubators(on: date) -> Values:
    """By startup, the incubator that leads it; one query."""
    rows = StartupIncubator.objects.filter(position=0)
    return dict(rows.values_list("startup", "incubator"))


def phases_on(on: date) -> Values:
    """By startup, the phase in force on the day ``on``; one query."""
    rows: Any = with_phase(Startup.objects.order_by(), on=on)
    return dict(rows.values_list("pk", "phase_in_force"))


# Axes of which a startup has one value, whatever the line.
OF_STARTUP: Mapping[str, Callable[[date], Values]] = {
    "incubator": lead_incubators,
    "phase": phases_on,
}


def grouping(kind: LineKind, axis: str) -> dict[str, Combinable]:
    """What the rows of a kind are grouped by, for an axis that is not of the startup."""
    source = SOURCES[kind]
    if axis in OF_AN_ORDER and kind is LineKind.GRANTED:
        return {"axis_value": Value(None, IntegerField())}
    if axis == "year":
        return {"axis_value": ExtractYear(source.day)}
    if axis == "supplier":
        return {"axis_value": _supplier(source.path)}
    if axis == "source":
        own = _funding(kind)
        return {"source_kind": F(f"{own}kind"), "axis_value": F(f"{own}source_id")}
    return {"axis_value": F(f"{source.path}{axis}_id")}


def _supplier(path: str) -> Case:
    """The supplier's SIRET, its name where it has none."""
    name = Cast(f"{path}supplier", TextField())
    siret = Cast(f"{path}supplier_siret", TextField())
    return Case(When(**{f"{path}supplier_siret": ""}, then=name), default=siret)


def _funding(kind: LineKind) -> str:
    return "" if kind is LineKind.GRANTED else f"{SOURCES[kind].path}funding__"


def value_of(axis: str, row: Mapping[str, Any]) -> Hashable:
    """The value of the axis that a row grouped by ``grouping`` is about."""
    if axis == "source":
        return (row["source_kind"], row["axis_value"]) if row["source_kind"] else None
    value: Hashable = row["axis_value"]
    return value


def having(kind: LineKind, axis: str, value: Any, on: date) -> Q:
    """The rows of a kind whose value of ``axis`` is ``value``: those that ``grouping`` puts there.

    None stands for those that have no value.
    """
    path = SOURCES[kind].path
    if axis in OF_STARTUP:
        return Q(**{f"{path}startup__in": _startups(axis, value, on).values("pk")})
    if axis in OF_AN_ORDER and kind is LineKind.GRANTED:
        return Q() if value is None else Q(pk__in=[])
    if axis == "year":
        return Q(**{f"{SOURCES[kind].day}__year": value})
    if axis == "supplier":
        nameless = Q(**{f"{path}supplier_siret": "", f"{path}supplier": value})
        return nameless | Q(**{f"{path}supplier_siret": value}) if value else Q(pk__in=[])
    if axis == "source":
        return _from(kind, value)
    return Q(**{f"{path}{axis}": value})


def _from(kind: LineKind, value: tuple[str, int | None] | None) -> Q:
    own = _funding(kind)
    if value is None:
        return Q(pk__in=[]) if kind is LineKind.GRANTED else Q(**{f"{own}kind": None})
    return Q(**{f"{own}kind": value[0], f"{own}source": value[1]})


def _startups(axis: str, value: Any, on: date) -> QuerySet[Any]:
    if axis == "phase":
        phases: Any = with_phase(Startup.objects.order_by(), on=on)
        return phases.filter(phase_in_force=value)
    led = StartupIncubator.objects.filter(position=0)
    if value is None:
        return Startup.objects.exclude(pk__in=led.values("startup"))
    return Startup.objects.filter(pk__in=led.filter(incubator=value).values("startup"))
