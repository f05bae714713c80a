"""What the public may be told of money, so that no price can be worked out from it.

Pure: no database and no clock. Unit prices, day rates and numbers of days are trade secrets
(design.md, section 4). The rule:

- figures are published by half-year, once, and never changed: a later correction counts in the
  half-year in which it is made;
- they are published in *buckets*: no order is in two, and each holds at least ``MIN_ORDERS``
  orders from at least ``MIN_SUPPLIERS`` suppliers, none of whom makes more than ``MAX_SHARE``
  of it;
- an activity that would not make a bucket is put together with others; a half-year that would
  not is kept back and put together with the next.

Whatever is worked out from sums and differences of buckets is a sum of buckets: successive
versions tell no more than the last one.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

MIN_ORDERS = 3
MIN_SUPPLIERS = 3
MAX_SHARE = Decimal("0.80")


@dataclass(frozen=True)
class Safety:
    """The thresholds of the rule; ``off`` is for the test that shows what they hold back."""

    orders: int = MIN_ORDERS
    suppliers: int = MIN_SUPPLIERS
    share: Decimal = MAX_SHARE

    @classmethod
    def off(cls) -> "Safety":
        return cls(orders=1, suppliers=1, share=Decimal(1))


@dataclass(frozen=True)
class Amount:
    """What is committed or paid of one order in one half-year (``2026-1``)."""

    order: Hashable
    supplier: Hashable
    activity: Hashable
    half: str
    amount: Decimal


@dataclass(frozen=True)
class Bucket:
    """A published figure: what these activities cost in these half-years, together."""

    halves: tuple[str, ...]
    activities: frozenset[Hashable]
    amount: Decimal
    grouped: bool


@dataclass(frozen=True)
class Disclosure:
    """``buckets`` may be published; the half-years of ``kept_back`` may not yet."""

    buckets: tuple[Bucket, ...]
    kept_back: tuple[str, ...]


def is_safe(amounts: Sequence[Amount], safety: Safety) -> bool:
    """Whether the sum of ``amounts`` tells nobody's price."""
    by_supplier: dict[Hashable, Decimal] = {}
    for each in amounts:
        total = by_supplier.get(each.supplier, Decimal(0)) + abs(each.amount)
        by_supplier[each.supplier] = total
    whole = sum(by_supplier.values(), Decimal(0))
    return (
        len({each.order for each in amounts}) >= safety.orders
        and len(by_supplier) >= safety.suppliers
        and whole > 0
        and max(by_supplier.values()) <= whole * safety.share
    )


def disclose(amounts: Iterable[Amount], safety: Safety | None = None) -> Disclosure:
    """The buckets of each half-year, in order; what is not safe alone waits for the next."""
    safety = safety or Safety()
    by_half: dict[str, list[Amount]] = {}
    for each in amounts:
        by_half.setdefault(each.half, []).append(each)
    buckets: list[Bucket] = []
    waiting: list[Amount] = []
    halves: list[str] = []
    for half in sorted(by_half):
        waiting += by_half[half]
        halves.append(half)
        if is_safe(waiting, safety):
            buckets += _buckets(waiting, tuple(halves), safety)
            waiting, halves = [], []
    return Disclosure(tuple(buckets), tuple(halves))


def _buckets(amounts: Sequence[Amount], halves: tuple[str, ...], safety: Safety) -> list[Bucket]:
    """Safe activities by themselves, the others together with as many as makes them safe."""
    by_activity: dict[Hashable, list[Amount]] = {}
    for each in amounts:
        by_activity.setdefault(each.activity, []).append(each)
    alone = {name: rows for name, rows in by_activity.items() if is_safe(rows, safety)}
    rest = {name: rows for name, rows in by_activity.items() if name not in alone}
    for name in sorted(alone, key=lambda key: (_total(alone[key]), str(key))):
        if not rest or is_safe(_together(rest), safety):
            break
        rest[name] = alone.pop(name)
    found = [_bucket({name: rows}, halves) for name, rows in alone.items()]
    return found + ([_bucket(rest, halves)] if rest else [])


def _together(groups: Mapping[Hashable, Sequence[Amount]]) -> list[Amount]:
    return [each for rows in groups.values() for each in rows]


def _total(amounts: Iterable[Amount]) -> Decimal:
    return sum((each.amount for each in amounts), Decimal(0))


def _bucket(groups: Mapping[Hashable, Sequence[Amount]], halves: tuple[str, ...]) -> Bucket:
    grouped = len(groups) > 1 or len(halves) > 1
    return Bucket(halves, frozenset(groups), _total(_together(groups)), grouped)
