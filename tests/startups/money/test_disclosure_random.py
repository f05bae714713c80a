"""The attack on random ledgers: orders, credit notes and payments, half-year after half-year."""

import random
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from startups.money.statistical_disclosure.disclosure import (
    Amount,
    KnownTotals,
    Safety,
    disclose,
    settle,
)
from tests import effort

from .attacking import Attack, Vector, running, vector

HALVES = ("2024-1", "2024-2", "2025-1", "2025-2", "2026-1")
SUPPLIERS = ("Atelier", "Boussole", "Chantier", "Digue", "Hébergeur")
ACTIVITIES = ("developpement", "conception", "hebergement")
SEEDS = effort.seeds(60, 3_000)


@dataclass
class Books:
    """The lines of a startup as they are recorded, and what was told of them."""

    chance: random.Random
    safety: Safety
    suppliers: dict[int, str] = field(default_factory=dict)
    owed: dict[int, Decimal] = field(default_factory=dict)
    activities: dict[int, str] = field(default_factory=dict)
    ordered: list[Amount] = field(default_factory=list)
    paid: list[Amount] = field(default_factory=list)
    known: KnownTotals = field(default_factory=KnownTotals)

    def live(self, half: str) -> None:
        """A half-year of a small team, then its snapshot."""
        for _number in range(self.chance.choice((0, 2, 4, 7))):
            self._order(half)
        for order, left in list(self.owed.items()):
            if left and self.chance.random() < 0.15:
                self._take_back(order, left, half)
            elif left and self.chance.random() < 0.75:
                self._pay(order, left, half)
        self._tell()

    def _order(self, half: str) -> None:
        key = len(self.suppliers)
        self.suppliers[key] = self.chance.choice(SUPPLIERS[: self.chance.choice((1, 3, 5))])
        self.activities[key] = self.chance.choice(ACTIVITIES)
        self.owed[key] = Decimal(self.chance.randrange(10_000, 4_000_000)) / 100
        self._write(self.ordered, key, half, self.owed[key])

    def _take_back(self, order: int, left: Decimal, half: str) -> None:
        back = left if self.chance.random() < 0.6 else round(left / 2, 2)
        self.owed[order] -= back
        self._write(self.ordered, order, half, -back)

    def _pay(self, order: int, left: Decimal, half: str) -> None:
        part = left if self.chance.random() < 0.8 else round(left / 2, 2)
        self.owed[order] -= part
        self._write(self.paid, order, half, part)

    def _write(self, lines: list[Amount], order: int, half: str, amount: Decimal) -> None:
        supplier, activity = self.suppliers[order], self.activities[order]
        lines.append(Amount(order, supplier, activity, half, amount, line=(half, len(lines))))

    def _tell(self) -> None:
        found = disclose(_rest(self.ordered, self.known.buckets), self.safety, self.known)
        buckets = (*self.known.buckets, *(each.rows for each in found.buckets))
        self.known = KnownTotals(buckets, self.known.totals)
        told = settle(_rest(self.paid, self.known.totals), self.known, self.safety)
        self.known = KnownTotals(buckets, (*self.known.totals, *([told] if told else [])))

    def attack(self) -> Attack:
        """On each figure that was told, and on the totals after each."""
        buckets = [_vector(each) for each in self.known.buckets]
        totals = [_vector(each) for each in self.known.totals]
        figures = [*buckets, *totals, *running(buckets), *running(totals)]
        return Attack.on(figures, self.suppliers)

    def secrets(self) -> set[Decimal]:
        """What each order costs."""
        nets = vector((each.order, each.amount) for each in self.ordered)  # type: ignore[misc]
        return set(nets.values())


def _rest(lines: list[Amount], told: tuple[object, ...]) -> list[Amount]:
    counted = {row.line for figure in told for row in figure}  # type: ignore[attr-defined]
    return [each for each in lines if each.line not in counted]


def _vector(rows: object) -> Vector:
    return vector((each.order, each.amount) for each in rows)  # type: ignore[attr-defined]


def lived(seed: int, safety: Safety) -> Books:
    books = Books(random.Random(seed), safety)  # noqa: S311  # not for secrets
    for half in HALVES:
        books.live(half)
    return books


@pytest.mark.chance
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_comes_out_of_what_is_told(seed: int) -> None:
    assert lived(seed, Safety()).attack().bare() == []


def test_orders_come_out_without_the_rule() -> None:
    found = [lived(seed * 10, Safety.off()) for seed in effort.seeds(16, 40)]
    given_away = [each for each in found if each.attack().recovered(each.secrets())]
    assert len(given_away) > len(found) * 7 / 8


def test_most_of_it_is_told_in_the_end() -> None:
    """The rule would be safe, and worth nothing, if it told nothing."""
    told = ordered = Decimal(0)
    for seed in SEEDS:
        books = lived(seed, Safety())
        told += sum(abs(row.amount) for each in books.known.buckets for row in each)
        ordered += sum(abs(row.amount) for row in books.ordered)
    assert told / ordered > Decimal("0.7")
