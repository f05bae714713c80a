"""Whoever knows every published figure, and adds and takes away up to three of them.

A figure is known by what it counts of each order, so that what a combination gives away is known
exactly: an order, or what one supplier was ordered, comes out when nothing else is left in it.
Numbers that happen to be that of an order which they do not hold are told apart that way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from startups.money.statistical_disclosure.disclosure import MAX_SHARE, MIN_ORDERS, MIN_SUPPLIERS

type Vector = dict[int, Decimal]
"""What a figure counts of each order, by the key of the order."""


def vector(amounts: Iterable[tuple[int, Decimal]]) -> Vector:
    found: Vector = defaultdict(Decimal)
    for order, amount in amounts:
        found[order] += amount
    return {order: amount for order, amount in found.items() if amount}


def running(figures: Iterable[Vector]) -> Iterator[Vector]:
    """The total after each of these figures."""
    total: Vector = {}
    for each in figures:
        total = vector([*total.items(), *each.items()])
        yield total


@dataclass(frozen=True)
class Attack:
    """Figures that were published, and the supplier of each order."""

    figures: list[Vector]
    suppliers: Mapping[int, str]

    @classmethod
    def on(cls, figures: Iterable[Vector], suppliers: Mapping[int, str]) -> "Attack":
        """On figures of which each counts once: the same sum again tells nothing more."""
        known = {tuple(sorted(each.items())): each for each in figures if each}
        return cls(list(known.values()), suppliers)

    def bare(self) -> list[Vector]:
        """The combinations that tell what too few orders or too few suppliers cost."""
        return [each for each in self._combinations() if self._is_bare(each)]

    def recovered(self, secrets: Iterable[Decimal]) -> set[Decimal]:
        """Those of ``secrets`` that come out, to a tenth of a percent, and not by luck."""
        told = [abs(sum(each.values(), Decimal(0))) for each in self.bare()]
        return {
            secret
            for secret in secrets
            if any(abs(amount - secret) <= secret / 1000 for amount in told)
        }

    def _combinations(self) -> Iterator[Vector]:
        for size in (1, 2, 3):
            for chosen in combinations(self.figures, size):
                for signs in product((1, -1), repeat=size - 1):
                    yield vector(
                        (order, sign * amount)
                        for figure, sign in zip(chosen, (1, *signs), strict=True)
                        for order, amount in figure.items()
                    )

    def _is_bare(self, left: Vector) -> bool:
        shares: dict[str, Decimal] = defaultdict(Decimal)
        for order, amount in left.items():
            shares[self.suppliers[order]] += abs(amount)
        return bool(left) and (
            len(left) < MIN_ORDERS
            or len(shares) < MIN_SUPPLIERS
            or max(shares.values()) > MAX_SHARE * sum(shares.values())
        )
