"""The lines behind a figure of the budget: every funding, order and payment that it counts.

They add up to the figure. *Available* and *unpaid* are differences: their lines are those of
both sides, what is taken off with its sign turned.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, IntegerField, QuerySet, Sum, Value

from startups.money.enums import FundingKind
from startups.money.ledger import CENT, NOTHING, LineKind
from startups.money.models import Activity, Resource
from startups.registry.models.vocabulary import Term

from .axes import SOURCES
from .position import PositionScope, rows_of

# Each figure of a position, and the kinds of lines that it is made of with their signs.
FIGURES: Mapping[str, Mapping[LineKind, int]] = {
    "granted": {LineKind.GRANTED: 1},
    "committed": {LineKind.COMMITTED: 1},
    "paid": {LineKind.PAID: 1},
    "available": {LineKind.GRANTED: 1, LineKind.COMMITTED: -1},
    "unpaid": {LineKind.COMMITTED: 1, LineKind.PAID: -1},
}
ALL = dict.fromkeys(LineKind, 1)
PLACES = tuple(LineKind)


@dataclass(frozen=True)
class BudgetLine:
    """A funding, an order or a payment, in words; ``amount`` in euros incl. tax.

    ``order`` is the key of the order whose page shows it; None for a funding.
    """

    kind: LineKind
    day: date
    amount: Decimal
    startup: str
    slug: str
    reference: str
    supplier: str
    source: str
    activity: str
    resource: str
    order: int | None


# What is read of each kind of line, in one order; "" where it has no such thing.
FIELDS: Mapping[LineKind, Sequence[str]] = {
    LineKind.GRANTED: (
        *("pk", "granted_on", "amount", "startup__name", "startup__slug", "agreement"),
        *("", "kind", "source__name", "", "", "", ""),
    ),
    LineKind.COMMITTED: (
        *("pk", "ordered_on", "amount", "startup__name", "startup__slug", "reference"),
        *("supplier", "funding__kind", "funding__source__name", "activity_id", "resource_id"),
        *("pk", "corrects_id"),
    ),
    LineKind.PAID: (
        *("pk", "paid_on", "amount", "commitment__startup__name", "commitment__startup__slug"),
        *("reference", "commitment__supplier", "commitment__funding__kind"),
        *("commitment__funding__source__name", "commitment__activity_id"),
        *("commitment__resource_id", "commitment_id", "commitment__corrects_id"),
    ),
}


class Lines:
    """The lines behind ``figure``, the last one first; a list that is read a page at a time."""

    def __init__(self, figure: str, *, on: date, scope: PositionScope) -> None:
        self.signs = FIGURES[figure]
        self.rows = {kind: rows_of(kind, on=on, scope=scope) for kind in self.signs}

    @property
    def total(self) -> Decimal:
        """What the lines add up to; a query for each kind."""
        sums = {kind: rows.aggregate(sum=Sum("amount"))["sum"] for kind, rows in self.rows.items()}
        signed = (self.signs[kind] * amount for kind, amount in sums.items() if amount is not None)
        return sum(signed, start=NOTHING).quantize(CENT)

    def count(self) -> int:
        return sum(rows.count() for rows in self.rows.values())

    def __getitem__(self, wanted: slice) -> list[BudgetLine]:
        """A page of them; six queries at most."""
        keys = [(PLACES[place], pk) for place, pk, _day in self._ordered()[wanted]]
        chosen = {
            kind: [key for of, key in keys if of is kind] for kind in {kind for kind, _ in keys}
        }
        lines: dict[tuple[LineKind, int], BudgetLine] = {}
        words = _Words()
        for kind, those in chosen.items():
            rows = SOURCES[kind].model.objects.filter(pk__in=those)
            for key, line in _read(kind, rows, self.signs[kind], words):
                lines[kind, key] = line
        return [lines[key] for key in keys]

    def every(self) -> Iterator[BudgetLine]:
        """All of them, kind by kind, the first one first; two queries, and one for each kind."""
        words = _Words()
        for kind, rows in self.rows.items():
            in_order = rows.order_by(SOURCES[kind].day, "pk")
            for _key, line in _read(kind, in_order, self.signs[kind], words):
                yield line

    def _ordered(self) -> QuerySet[Any]:
        each = [
            rows.order_by()
            .annotate(
                place=Value(PLACES.index(kind), IntegerField()), line_day=F(SOURCES[kind].day)
            )
            .values_list("place", "pk", "line_day")
            for kind, rows in self.rows.items()
        ]
        both = each[0].union(*each[1:], all=True) if len(each) > 1 else each[0]
        return both.order_by("-line_day", "-place", "-pk")


def every_line(*, on: date, scope: PositionScope) -> Iterator[BudgetLine]:
    """All the lines, kind by kind, the first one first, each with its own sign; five queries."""
    words = _Words()
    for kind in LineKind:
        rows = rows_of(kind, on=on, scope=scope).order_by(SOURCES[kind].day, "pk")
        for _key, line in _read(kind, rows, 1, words):
            yield line


class _Words:
    """What terms and kinds of funding are called in the language of the reader."""

    def __init__(self) -> None:
        self.activities = _labels(Activity.objects.all())
        self.resources = _labels(Resource.objects.all())
        self.kinds = {kind.value: str(kind.label) for kind in FundingKind}

    def source(self, kind: str | None, name: str | None) -> str:
        """The organisation and the kind of funding; nothing where no funding is said."""
        kind_text = self.kinds.get(kind or "", "")
        return f"{name} ({kind_text})" if name else kind_text


def _labels(terms: QuerySet[Any]) -> dict[int, str]:
    rows: Sequence[Term] = list(terms)
    return {term.pk: term.label for term in rows}


def _read(
    kind: LineKind, rows: QuerySet[Any], sign: int, words: _Words
) -> Iterator[tuple[int, BudgetLine]]:
    names = FIELDS[kind]
    for values in rows.values_list(*[name for name in names if name]).iterator():
        remaining = iter(values)
        every: list[Any] = [next(remaining) if name else None for name in names]
        key, *rest = every
        day, amount, startup, slug, reference, supplier, funding, source, *of_order = rest
        activity, resource, order, corrected = of_order
        yield (
            key,
            BudgetLine(
                kind=kind,
                day=day,
                amount=sign * amount,
                startup=startup,
                slug=slug,
                reference=reference or "",
                supplier=supplier or "",
                source=words.source(funding, source),
                activity=words.activities.get(activity, ""),
                resource=words.resources.get(resource, ""),
                order=corrected or order,
            ),
        )
