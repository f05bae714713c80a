"""What the public may be told of money, so that no price can be worked out from it.

Pure: no database and no clock. Unit prices, day rates and numbers of days are trade secrets
(design.md, section 4). The rule:

- figures are published by half-year, once, and never changed: a later correction counts in the
  half-year in which it is made;
- they are published in *buckets*: no line is in two, and each holds at least ``MIN_ORDERS``
  orders from at least ``MIN_SUPPLIERS`` suppliers, none of whom makes more than ``MAX_SHARE``
  of it; an order that is wholly taken back does not count;
- an activity that would not make a bucket is put together with others; a half-year that would
  not is kept back and put together with the next;
- what is paid is told as totals, see ``settle``. An order is mostly paid to the cent, so a total
  tells of orders, too: what it counts of each bucket, and what is left of that bucket, are
  nothing or safe in the same sense;
- the same holds for a bucket that corrects orders of earlier ones, with those added to it or
  taken from it;
- no two figures differ by what one or two suppliers cost, the others costing the same to the
  cent: the difference would be the price of whoever joined a steady team.

Whatever is worked out from sums and differences of published figures is then made of safe parts:
successive versions tell no more than the last one. What the rule does not hold back: what
somebody who knows all the other amounts works out; and what is due to one firm that goes under
two names without a SIRET.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .safety import (
    MAX_SHARE,
    MIN_ORDERS,
    MIN_SUPPLIERS,
    Amount,
    Figure,
    KnownTotals,
    Safety,
    differs_enough,
    families,
    is_safe,
    leaves_nothing_bare,
)

__all__ = ["MAX_SHARE", "MIN_ORDERS", "MIN_SUPPLIERS", "Amount", "KnownTotals", "Safety", "is_safe"]


@dataclass(frozen=True)
class Bucket:
    """A published figure: what these activities cost in these half-years, together."""

    halves: tuple[str, ...]
    activities: frozenset[Hashable]
    rows: tuple[Amount, ...]
    grouped: bool

    @property
    def amount(self) -> Decimal:
        return total(self.rows)


@dataclass(frozen=True)
class Disclosure:
    """``buckets`` may be published; the half-years of ``kept_back`` may not yet."""

    buckets: tuple[Bucket, ...]
    kept_back: tuple[str, ...]


def total(amounts: Iterable[Amount]) -> Decimal:
    return sum((each.amount for each in amounts), Decimal(0))


def disclose(
    amounts: Iterable[Amount], safety: Safety | None = None, known: KnownTotals | None = None
) -> Disclosure:
    """The buckets of each half-year, in order; what is not safe alone waits for the next.

    ``amounts`` are in no figure of ``known`` yet.
    """
    safety, known = safety or Safety(), known or KnownTotals()
    by_half: dict[str, list[Amount]] = {}
    for each in amounts:
        by_half.setdefault(each.half, []).append(each)
    buckets: list[Bucket] = []
    waiting: list[Amount] = []
    halves: list[str] = []
    for half in sorted(by_half):
        waiting += by_half[half]
        halves.append(half)
        for made in _ways(waiting, tuple(halves), safety):
            if after := _with(known, made, safety):
                buckets += made
                known, waiting, halves = after, [], []
                break
    return Disclosure(tuple(buckets), tuple(halves))


def settle(
    payments: Iterable[Amount], known: KnownTotals, safety: Safety | None = None
) -> list[Amount]:
    """Those of ``payments``, in no total yet, of which the sum may be told: maybe none.

    The payments of a bucket are told all together or wait all together, and so are those of
    buckets that share an order; those of an order that is in no bucket wait.
    """
    safety = safety or Safety()
    waiting = list(payments)
    settled: list[Amount] = []
    for orders in families(known.buckets):
        mine = [each for each in waiting if each.order in orders]
        if mine and leaves_nothing_bare(known, safety, paid=mine):
            settled += mine
    others = (*known.buckets, *known.totals)
    safe = is_safe(settled, safety) and differs_enough(settled, others, safety)
    return settled if safe else []


def _with(known: KnownTotals, made: Sequence[Bucket], safety: Safety) -> KnownTotals | None:
    """What is known once these buckets are published too; None where one of them may not be."""
    for bucket in made:
        if not differs_enough(bucket.rows, (*known.buckets, *known.totals), safety):
            return None
        if not leaves_nothing_bare(known, safety, ordered=bucket.rows):
            return None
        known = KnownTotals((*known.buckets, bucket.rows), known.totals)
    return known


def _ways(amounts: Figure, halves: tuple[str, ...], safety: Safety) -> Iterator[list[Bucket]]:
    """How they may be cut into safe buckets, the finest first; not at all if they are not safe."""
    if is_safe(amounts, safety):
        yield _buckets(amounts, halves, safety)
        yield [_bucket(_by_activity(amounts), halves)]


def _buckets(amounts: Figure, halves: tuple[str, ...], safety: Safety) -> list[Bucket]:
    """Safe activities by themselves, the others together with as many as makes them safe."""
    by_activity = _by_activity(amounts)
    alone = {name: rows for name, rows in by_activity.items() if is_safe(rows, safety)}
    rest = {name: rows for name, rows in by_activity.items() if name not in alone}
    for name in sorted(alone, key=lambda key: (total(alone[key]), str(key))):
        if not rest or is_safe(_together(rest), safety):
            break
        rest[name] = alone.pop(name)
    buckets = [_bucket({name: rows}, halves) for name, rows in alone.items()]
    return buckets + ([_bucket(rest, halves)] if rest else [])


def _by_activity(amounts: Figure) -> dict[Hashable, list[Amount]]:
    by_activity: dict[Hashable, list[Amount]] = {}
    for each in amounts:
        by_activity.setdefault(each.activity, []).append(each)
    return by_activity


def _together(groups: Mapping[Hashable, Figure]) -> list[Amount]:
    return [each for rows in groups.values() for each in rows]


def _bucket(groups: Mapping[Hashable, Figure], halves: tuple[str, ...]) -> Bucket:
    grouped = len(groups) > 1 or len(halves) > 1
    return Bucket(halves, frozenset(groups), tuple(_together(groups)), grouped)
