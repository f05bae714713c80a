"""Whether published figures of money leave a price bare, alone or combined. Pure.

The rule itself, and why, is told in ``startups.money.statistical_disclosure.disclosure``.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product, repeat

MIN_ORDERS = 3
MIN_SUPPLIERS = 3
MAX_SHARE = Decimal("0.80")
# Among so many figures every way to add and take them away is looked at; see ``_mixes``.
FEW = 6


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
    """What is committed or paid of one order in one half-year (``2026-1``).

    ``line`` is the key of the row that says so.
    """

    order: Hashable
    supplier: Hashable
    activity: Hashable
    half: str
    amount: Decimal
    line: Hashable = None


type Figure = Sequence[Amount]
"""The amounts that a published figure is the sum of."""
type Weights = Mapping[Hashable, Decimal]
"""What a figure counts of each order, or of each supplier."""
type Owners = Mapping[Hashable, Hashable]
"""The supplier of each order."""


@dataclass(frozen=True)
class KnownTotals:
    """What is published already: buckets of what was ordered, totals of what was paid."""

    buckets: tuple[Figure, ...] = ()
    totals: tuple[Figure, ...] = ()


def is_safe(amounts: Figure, safety: Safety) -> bool:
    """Whether the sum of ``amounts`` tells nobody's price.

    It must be so twice: order by order, and once what each supplier gives back is taken from
    what it gets.
    """
    nets = _nets((each.supplier, each.amount) for each in amounts)
    return _weighs_enough(_by_order(amounts), _owners([amounts]), safety) and _is_spread(
        nets, safety
    )


def differs_enough(rows: Figure, others: Iterable[Figure], safety: Safety) -> bool:
    """Whether no difference from another figure is down to one or two suppliers."""
    mine = _nets((each.supplier, each.amount) for each in rows)
    for other in others:
        theirs = _nets((each.supplier, each.amount) for each in other)
        if mine.keys() & theirs.keys():
            left = _combined([mine, theirs], (1, -1))
            if 0 < len(left) < safety.suppliers:
                return False
    return True


def leaves_nothing_bare(
    known: KnownTotals, safety: Safety, ordered: Figure = (), paid: Figure = ()
) -> bool:
    """Whether a new figure is safe with whatever is added to it or taken from it.

    That is: buckets that share its orders, and what totals count of the orders of all those.
    What is left of them must be nothing or safe.
    """
    orders = family({each.order for each in [*ordered, *paid]}, [*known.buckets, ordered])
    mine = [each for each in known.buckets if any(row.order in orders for row in each)]
    totals = [[row for row in each if row.order in orders] for each in known.totals]
    counted = [each for each in totals if each]
    figures = [[*ordered, *paid], *mine, *counted]
    parts, owners = [_by_order(each) for each in figures], _owners(figures)
    mixes = _mixes(len(mine), len(counted), ordered=bool(ordered))
    differences = (_combined(parts, mix) for mix in mixes)
    return all(not left or _weighs_enough(left, owners, safety) for left in differences)


def families(buckets: Iterable[Figure]) -> list[set[Hashable]]:
    """The orders of each bucket, together with those of buckets that share one with it."""
    rest, groups = list(buckets), list[set[Hashable]]()
    while rest:
        orders = family({row.order for row in rest[0]}, rest)
        rest = [each for each in rest[1:] if each[0].order not in orders]
        groups.append(orders)
    return groups


def family(orders: set[Hashable], buckets: Iterable[Figure]) -> set[Hashable]:
    """``orders``, with those of each bucket that holds one of them, and so on."""
    sets = [{row.order for row in each} for each in buckets]
    while more := [each for each in sets if each & orders and not each <= orders]:
        orders = orders.union(*more)
    return orders


def _weighs_enough(orders: Weights, owners: Owners, safety: Safety) -> bool:
    """Enough orders of enough suppliers, whatever their signs."""
    weights = _nets((owners[order], abs(amount)) for order, amount in orders.items())
    return len(orders) >= safety.orders and _is_spread(weights, safety)


def _is_spread(suppliers: Weights, safety: Safety) -> bool:
    weights = list(map(abs, suppliers.values()))
    return len(weights) >= safety.suppliers and max(weights) <= sum(weights) * safety.share


def _by_order(amounts: Figure) -> Weights:
    return _nets((each.order, each.amount) for each in amounts)


def _owners(figures: Iterable[Figure]) -> Owners:
    return {row.order: row.supplier for figure in figures for row in figure}


def _combined(parts: Sequence[Weights], factors: Sequence[int]) -> Weights:
    """Each part as many times as its factor says; what cancels out is gone."""
    return _nets(
        (key, factor * amount)
        for part, factor in zip(parts, factors, strict=True)
        if factor
        for key, amount in part.items()
    )


def _nets(amounts: Iterable[tuple[Hashable, Decimal]]) -> dict[Hashable, Decimal]:
    """What the amounts of each key add up to, where that is not nothing."""
    sums: dict[Hashable, Decimal] = {}
    for key, amount in amounts:
        sums[key] = sums.get(key, Decimal(0)) + amount
    return {key: amount for key, amount in sums.items() if amount}


def _mixes(buckets: int, totals: int, *, ordered: bool) -> set[tuple[int, ...]]:
    """How often a new figure, ``buckets`` and ``totals`` are added, or taken away below zero.

    Up to three of: a figure, and all that was told after each (pages tell totals too), the new
    figure or what is told with it among them. Of few figures, each of all of them besides.
    """
    size = 1 + buckets + totals
    single = [_mix(size, [place]) for place in range(size)]
    sides = (range(1, 1 + buckets), range(1 + buckets, size))
    prefixes = [_mix(size, side[:last]) for side in sides for last in range(2, len(side) + 1)]
    whole = _mix(size, [0, *sides[0 if ordered else 1]])
    mixes = set(product((1,), *repeat((-1, 0, 1), size - 1))) if size <= FEW else set()
    for new in (single[0], whole):
        for others in combinations([*single, *prefixes], 2):
            for signs in product((-1, 0, 1), repeat=2):
                mixed = zip(new, *others, strict=True)
                mixes.add(tuple(n + signs[0] * a + signs[1] * b for n, a, b in mixed))
        mixes.add(new)
    return mixes


def _mix(size: int, places: Iterable[int]) -> tuple[int, ...]:
    once = set(places)
    return tuple(int(place in once) for place in range(size))
