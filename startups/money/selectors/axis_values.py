"""The values of the axes: what they are called, in what order, and how an address writes them."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.core.search_text import fold
from startups.lifecycle.enums import PHASE_ORDER, Phase
from startups.money.enums import FundingKind
from startups.money.ledger import LineKind
from startups.money.models import Activity, Commitment, Funding, Resource
from startups.registry.models import Incubator, Organisation, Startup

MAX_KEY = 2**63 - 1
# What stands for "no value" in an address.
NONE = "none"
# What the lines without a value of the axis are.
NOBODY: Mapping[str, Promise] = {
    "incubator": gettext_lazy("No incubator"),
    "phase": gettext_lazy("Not started yet"),
    "source": gettext_lazy("Not attributed"),
    "supplier": gettext_lazy("Fundings, for all suppliers"),
    "activity": gettext_lazy("Fundings, for all activities"),
    "resource": gettext_lazy("Fundings, for all kinds of resource"),
}


@dataclass(frozen=True)
class Named:
    """A value of an axis: what it is called, the slug of a startup, and its natural place."""

    label: str
    slug: str = ""
    place: tuple[Any, ...] = ()


def names_of(
    axis: str, values: Collection[Any], *, startups: QuerySet[Startup]
) -> dict[Hashable, Named]:
    """What these values are called; one query at most.

    Startups, their sources and how their orders call a firm are told of ``startups`` only: a
    value is a key that anybody can write in an address.
    """
    known = [value for value in values if value is not None]
    labels = _OF_STARTUPS[axis](known, startups) if axis in _OF_STARTUPS else NAMES[axis](known)
    names: dict[Hashable, Named] = {
        value: labels.get(value) or Named(str(value)) for value in known
    }
    if None in values:
        names[None] = Named(str(NOBODY.get(axis, "–")))
    return names


def _startups(keys: list[Any], startups: QuerySet[Startup]) -> dict[Any, Named]:
    rows = startups.filter(pk__in=keys).values_list("pk", "name", "slug")
    return {key: Named(name, slug, (fold(name),)) for key, name, slug in rows}


def _incubators(keys: list[Any]) -> dict[Any, Named]:
    rows = Incubator.objects.filter(pk__in=keys).values_list("pk", "name")
    return {key: Named(name, place=(fold(name),)) for key, name in rows}


def _phases(values: list[Any]) -> dict[Any, Named]:
    return {
        phase: Named(str(Phase(phase).label), place=(PHASE_ORDER.index(Phase(phase)),))
        for phase in values
    }


def _sources(values: list[Any], startups: QuerySet[Startup]) -> dict[Any, Named]:
    keys = [organisation for _kind, organisation in values if organisation]
    granting = Funding.objects.filter(startup__in=startups.order_by().values("pk"))
    rows = Organisation.objects.filter(pk__in=keys).filter(pk__in=granting.values("source"))
    names = dict(rows.values_list("pk", "name"))
    return {value: _source(value, names) for value in values}


def _source(value: tuple[str, int | None], names: Mapping[int, str]) -> Named:
    kind, organisation = value
    kind_text = str(FundingKind(kind).label)
    name = names.get(organisation) if organisation else None
    label = f"{name} ({kind_text})" if name else kind_text
    return Named(label, place=(fold(label),))


def _suppliers(values: list[Any], startups: QuerySet[Startup]) -> dict[Any, Named]:
    """Of one that is known by its SIRET, the first of its names in the order of the alphabet."""
    orders = Commitment.objects.filter(startup__in=startups.order_by().values("pk"))
    rows = orders.filter(supplier_siret__in=values).order_by("supplier")
    named: dict[Any, str] = {}
    for siret, name in rows.values_list("supplier_siret", "supplier").distinct():
        named.setdefault(siret, name)
    labels = {value: named.get(value, value) for value in values}
    return {value: Named(label, place=(fold(label),)) for value, label in labels.items()}


def _terms(model: type[Any]) -> Callable[[list[Any]], dict[Any, Named]]:
    def named(keys: list[Any]) -> dict[Any, Named]:
        rows = model.objects.filter(pk__in=keys)
        return {row.pk: Named(row.label, place=(row.position, fold(row.label))) for row in rows}

    return named


def _years(values: list[Any]) -> dict[Any, Named]:
    return {year: Named(str(year), place=(year,)) for year in values}


NAMES: Mapping[str, Callable[[list[Any]], dict[Any, Named]]] = {
    "incubator": _incubators,
    "phase": _phases,
    "year": _years,
    "activity": _terms(Activity),
    "resource": _terms(Resource),
}
_OF_STARTUPS: Mapping[str, Callable[[list[Any], QuerySet[Startup]], dict[Any, Named]]] = {
    "startup": _startups,
    "source": _sources,
    "supplier": _suppliers,
}


def written(axis: str, value: Any) -> str:
    """A value as an address says it."""
    if value is None:
        return NONE
    if axis == "source":
        kind, organisation = value
        return f"{kind}.{organisation or ''}"
    # A supplier may be called anything, "none" included.
    return f"={value}" if axis == "supplier" else str(value)


def read(axis: str, text: str) -> Hashable:
    """The value that ``written`` says. Raises ValueError for what is none."""
    if text == NONE:
        return None
    if axis == "supplier":
        return _after_sign(text)
    if axis == "source":
        kind, _point, organisation = text.partition(".")
        return str(FundingKind(kind)), _key(organisation) if organisation else None
    if axis == "phase":
        return str(Phase(text))
    return _within(text, MAXYEAR) if axis == "year" else _key(text)


def _key(text: str) -> int:
    return _within(text, MAX_KEY)


def _within(text: str, most: int) -> int:
    """A number from 1 to ``most``: no query survives others."""
    if not (text.isascii() and text.isdecimal() and len(text) < 20 and 0 < int(text) <= most):
        raise ValueError(text)
    return int(text)


def _after_sign(text: str) -> str:
    if not text.startswith("="):
        raise ValueError(text)
    return text[1:]


def kind_label(kind: LineKind) -> str:
    """What a line is, in a word."""
    return {
        LineKind.GRANTED: _("Funding"),
        LineKind.COMMITTED: _("Order or cost"),
        LineKind.PAID: _("Payment"),
    }[kind]
