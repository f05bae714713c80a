"""The lines of a startup as ``money.disclosure`` weighs them; private: for the snapshot."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from startups.core.search_text import fold
from startups.money.half_years import HalfYear
from startups.money.models import Commitment, Payment
from startups.money.statistical_disclosure.disclosure import Amount

SIREN = 9  # digits: they name the firm, the other five one of its places

type Dated = Mapping[int, tuple[date, Amount]]


@dataclass(frozen=True)
class LinesToPublish:
    """What was ordered and paid, by the key of its row: its day, and what it weighs."""

    ordered: Dated
    paid: Dated


def lines_to_publish(startup: int) -> LinesToPublish:
    """Every line of the startup of that key; two queries. A correction is part of its order."""
    ordered = _ordered(startup)
    return LinesToPublish(ordered, _paid(startup, ordered))


def _ordered(startup: int) -> Dated:
    rows = list(
        Commitment.objects.filter(startup_id=startup, ordered_on__isnull=False)
        .order_by("ordered_on", "pk")
        .values_list(
            "pk",
            "corrects_id",
            "supplier",
            "supplier_siret",
            "activity__code",
            "ordered_on",
            "amount",
        )
    )
    sirens = {fold(name): siret[:SIREN] for _pk, _root, name, siret, *_rest in rows if siret}
    return {
        key: (
            day,
            Amount(
                order=root or key,
                supplier=siret[:SIREN] or sirens.get(fold(name)) or fold(name),
                activity=code,
                half=HalfYear.of(day).code,
                amount=amount,
                line=key,
            ),
        )
        for key, root, name, siret, code, day, amount in rows
        if day
    }


def _paid(startup: int, ordered: Dated) -> Dated:
    rows = Payment.objects.filter(
        commitment__startup_id=startup, commitment__ordered_on__isnull=False
    ).order_by("paid_on", "pk")
    return {
        key: (day, _payment(key, ordered[order][1], day, amount))
        for key, order, day, amount in rows.values_list("pk", "commitment", "paid_on", "amount")
    }


def _payment(key: int, order: Amount, day: date, amount: Decimal) -> Amount:
    half = HalfYear.of(day).code
    return Amount(order.order, order.supplier, order.activity, half, amount, key)


def picked(lines: Dated, keys: Iterable[int]) -> tuple[Amount, ...]:
    """The lines of these keys."""
    return tuple(lines[key][1] for key in keys)


def not_counted(lines: Dated, counted: Iterable[Sequence[Amount]], *, until: date) -> list[Amount]:
    """The lines up to the day ``until`` that none of these figures counts."""
    known = {row.line for figure in counted for row in figure}
    return [row for key, (day, row) in lines.items() if key not in known and day <= until]


def late_in(rows: Iterable[Amount], published: Collection[str], half: str) -> list[Amount]:
    """``rows``, those of a half-year that is told already being counted in ``half``."""
    return [replace(row, half=half) if row.half in published else row for row in rows]
