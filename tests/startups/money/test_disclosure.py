"""An attack on what is published: given every version, no order and no rate comes out."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

import pytest

from startups.money.statistical_disclosure.disclosure import (
    Amount,
    Bucket,
    KnownTotals,
    Safety,
    disclose,
    is_safe,
    settle,
)
from tests import effort

ACTIVITIES = ("developpement", "conception", "hebergement", "deploiement", "support")
SUPPLIERS = ("Atelier", "Boussole", "Chantier", "Digue", "Hébergeur")


def ledger(seed: int) -> list[Amount]:
    """Two years of orders, with small teams and lone suppliers, as they are."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    return [
        Amount(
            order=number,
            supplier=chance.choice(SUPPLIERS[: chance.choice((1, 2, 5))]),
            activity=chance.choice(ACTIVITIES),
            half=chance.choice(("2024-1", "2024-2", "2025-1", "2025-2")),
            amount=Decimal(chance.randrange(100_000, 4_000_000)) / 100,
        )
        for number in range(chance.randrange(1, 40))
    ]


def versions(amounts: list[Amount], safety: Safety) -> list[tuple[Bucket, ...]]:
    """Everything that was public, half-year after half-year."""
    halves = sorted({each.half for each in amounts})
    return [
        disclose([each for each in amounts if each.half <= half], safety).buckets for half in halves
    ]


def recovered(published: Iterable[tuple[Bucket, ...]], amounts: list[Amount]) -> set[Decimal]:
    """The secrets that sums and differences of published figures give away, to one per cent.

    A secret is an order, or all that one supplier was ordered in a half-year (from which, with
    the months and the heads of the team page, a day rate follows).
    """
    figures = {bucket.amount for version in published for bucket in version}
    totals = {sum((b.amount for b in version), Decimal(0)) for version in published}
    known = figures | totals
    told = known | {abs(a - b) for a, b in combinations(known, 2)}
    return {secret for secret in secrets(amounts) if any(close(secret, each) for each in told)}


def secrets(amounts: list[Amount]) -> set[Decimal]:
    by_supplier: dict[tuple[object, str], Decimal] = defaultdict(Decimal)
    for each in amounts:
        by_supplier[each.supplier, each.half] += each.amount
    return {each.amount for each in amounts} | set(by_supplier.values())


def close(secret: Decimal, told: Decimal) -> bool:
    return abs(secret - told) <= abs(secret) / 1000


def chance_hits(published: list[tuple[Bucket, ...]], amounts: list[Amount]) -> set[Decimal]:
    """What is hit by luck: figures that are near the sum of orders that they do not hold."""
    return {secret for secret in recovered(published, amounts) if not exact(secret, published)}


def exact(secret: Decimal, published: list[tuple[Bucket, ...]]) -> bool:
    known = {bucket.amount for version in published for bucket in version}
    known |= {sum((b.amount for b in version), Decimal(0)) for version in published}
    return secret in known | {abs(a - b) for a, b in combinations(known, 2)}


@pytest.mark.chance
@pytest.mark.parametrize("seed", effort.seeds(20, 500))
def test_nothing_is_recovered_from_what_is_published(seed: int) -> None:
    amounts = ledger(seed)
    published = versions(amounts, Safety())
    found = recovered(published, amounts) - chance_hits(published, amounts)
    assert found == set()


def test_the_same_attack_succeeds_without_the_rule() -> None:
    tried = effort.seeds(24, 120)
    found = [recovered(versions(ledger(seed), Safety.off()), ledger(seed)) for seed in tried]
    assert sum(bool(each) for each in found) > len(tried) * 5 / 6


@pytest.mark.chance
@pytest.mark.parametrize("seed", effort.seeds(20, 500))
def test_what_was_published_never_changes(seed: int) -> None:
    published = versions(ledger(seed), Safety())
    for before, after in pairwise(published):
        assert after[: len(before)] == before


@pytest.mark.chance
@pytest.mark.parametrize("seed", effort.seeds(20, 500))
def test_buckets_hold_each_half_once_and_are_safe(seed: int) -> None:
    amounts = ledger(seed)
    found = disclose(amounts)
    halves = sorted({half for bucket in found.buckets for half in bucket.halves})
    assert sorted([*halves, *found.kept_back]) == sorted({each.half for each in amounts})
    shown = [each for each in amounts if each.half in halves]
    assert sum((b.amount for b in found.buckets), Decimal(0)) == sum(
        (each.amount for each in shown), Decimal(0)
    )
    for bucket in found.buckets:
        inside = [
            each
            for each in shown
            if each.half in bucket.halves and each.activity in bucket.activities
        ]
        assert is_safe(inside, Safety())


def order(number: int, supplier: str, amount: int, activity: str = "developpement") -> Amount:
    return Amount(number, supplier, activity, f"{date(2026, 1, 1).year}-1", Decimal(amount))


UNSAFE = {
    "a lone order": [order(1, "Atelier", 9000)],
    "a lone supplier": [order(number, "Atelier", 9000) for number in range(9)],
    "two suppliers": [order(number, SUPPLIERS[number % 2], 9000) for number in range(9)],
    "one who makes nearly all": [
        order(1, "Atelier", 90_000),
        order(2, "Boussole", 100),
        order(3, "Chantier", 100),
    ],
    "two orders wholly taken back beside a third": [
        order(1, "Atelier", 9000),
        *(order(number, "Boussole", amount) for number in (2,) for amount in (8000, -8000)),
        *(order(number, "Chantier", amount) for number in (3,) for amount in (7000, -7000)),
    ],
    "a firm that is taken back what it is ordered anew": [
        order(1, "Atelier", 9000),
        order(2, "Boussole", 4000),
        order(3, "Chantier", 5000),
        order(4, "Chantier", -5000),
    ],
}


@pytest.mark.parametrize("amounts", UNSAFE.values(), ids=UNSAFE)
def test_kept_back_until_it_tells_nobodys_price(amounts: list[Amount]) -> None:
    found = disclose(amounts)
    assert (found.buckets, found.kept_back) == ((), ("2026-1",))


TEAM = ("Atelier", "Boussole", "Chantier")


def half(mark: str, first: int, *amounts: int) -> list[Amount]:
    """An order of each firm of the team, then of others, in one half-year."""
    firms = (*TEAM, "Digue", "Estuaire")
    return [
        Amount(first + rank, firms[rank], "developpement", mark, Decimal(amount))
        for rank, amount in enumerate(amounts)
    ]


def test_somebody_who_joins_a_steady_team_waits_for_the_next_half_year() -> None:
    """Else the difference from the half-year before would be the price of theirs alone."""
    before = half("2025-1", 1, 9000, 8000, 7000)
    joined = half("2025-2", 11, 9000, 8000, 7000, 4321)
    found = disclose([*before, *joined])
    assert [bucket.amount for bucket in found.buckets] == [24_000]
    assert found.kept_back == ("2025-2",)

    after = disclose([*before, *joined, *half("2026-1", 21, 9000, 8000, 7000, 4321)])
    assert [bucket.halves for bucket in after.buckets] == [("2025-1",), ("2025-2", "2026-1")]


def test_another_team_does_not_wait() -> None:
    found = disclose([*half("2025-1", 1, 9000, 8000, 7000), *half("2025-2", 11, 9100, 8200, 7300)])
    assert found.kept_back == ()


def test_a_credit_note_that_would_bare_what_it_leaves_waits() -> None:
    """The bucket before, less what is taken back, would be two orders."""
    first = half("2025-1", 1, 9000, 8000, 7000)
    back = [Amount(1, "Atelier", "developpement", "2025-2", Decimal(-9000))]
    later = half("2025-2", 11, 900, 800, 700)[1:]
    assert disclose([*first, *back, *later]).kept_back == ("2025-2",)
    assert disclose([*first, *half("2025-2", 11, 900, 800, 700)]).kept_back == ()


def test_payments_are_told_when_what_is_left_to_pay_bares_nobody() -> None:
    bucket = half("2025-1", 1, 9000, 8000, 7000, 6000, 5000)
    known = KnownTotals((bucket,))
    assert settle(bucket[:4], known) == []
    assert settle(bucket[:2], known) == []
    assert settle(bucket, known) == bucket
    assert settle([], known) == []


def test_payments_told_in_two_steps_bare_nobody_in_between() -> None:
    bucket = [*half("2025-1", 1, 9000, 8000, 7000), *half("2025-1", 11, 6000, 5000, 4000)]
    first, rest = bucket[:3], bucket[3:]
    assert settle(first, KnownTotals((bucket,))) == first
    known = KnownTotals((bucket,), (first,))
    assert settle(rest[:2], known) == []
    assert settle(rest, known) == rest


def test_payments_of_an_order_that_is_in_no_figure_wait() -> None:
    bucket, other = half("2025-1", 1, 9000, 8000, 7000), half("2025-2", 11, 900, 800, 700)
    assert settle([*bucket, *other], KnownTotals((bucket,))) == bucket
