"""An attack on all that is public of a startup's money: page, feeds, lists, each version of them.

Each amount that a page ever showed is traced to the lines that it is the sum of; then whoever
knows them all adds and takes away up to three of them (``attacking``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from startups.core.formats import euros
from startups.money.half_years import HalfYear
from startups.money.models import Commitment, Payment
from startups.money.statements.models import Statement
from startups.money.statements.services import publishing as rule
from startups.money.statistical_disclosure.disclosure import Safety
from tests import effort

from .attacking import Attack, Vector, running, vector
from .publishing import GRANTED, Life, amounts_in, live

pytestmark = pytest.mark.django_db

SEEDS = effort.seeds(4, 36)
# A day rate is looked for within the working days of a half-year, and for up to three people.
MOST_DAYS, HEADS = 130, (1, 2, 3)


@dataclass(frozen=True)
class Told:
    """A published figure: what it is about, and what it counts of each order."""

    side: str
    years: tuple[int, ...]
    activities: tuple[str, ...]
    counts: Vector

    @property
    def amount(self) -> Decimal:
        return sum(self.counts.values(), Decimal(0))


def told(life: Life) -> list[Told]:
    """Every figure that was published, in the order of their statements."""
    statements = life.startup.statements.exclude(published={}).order_by("validated_on", "pk")
    return [each for statement in statements for each in _told(statement)]


def _told(statement: Statement) -> Iterator[Told]:
    published, lines = statement.published, statement.published_lines
    for each, keys in zip(published["committed"], lines["commitments"], strict=True):
        rows = Commitment.objects.filter(pk__in=keys)
        counts = vector((row.corrects_id or row.pk, row.amount) for row in rows)
        yield Told("committed", _years(each["halves"]), tuple(each["activities"]), counts)
    for each in published["spent"]:
        paid = Payment.objects.filter(pk__in=lines["payments"])
        counts = vector((row.commitment_id, row.amount) for row in paid)
        yield Told("spent", _years(each["halves"]), (), counts)


def _years(halves: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({HalfYear.read(each).year for each in halves}))


def attack(life: Life) -> Attack:
    """On every figure, and on every total that a page made of them, at any time."""
    figures = told(life)
    groups = [
        [each.counts for each in figures if named(each) == name]
        for named in (
            lambda each: each.side,
            lambda each: (each.side, each.years),
            lambda each: (each.side, each.years, each.activities),
        )
        for name in dict.fromkeys(map(named, figures))
    ]
    totals = [total for group in groups for total in running(group)]
    orders = Commitment.objects.filter(startup=life.startup)
    suppliers = {row.pk: row.supplier for row in orders}
    return Attack.on([*(each.counts for each in figures), *totals], suppliers)


def secrets(life: Life) -> set[Decimal]:
    """What each order costs, and what each supplier was ordered in a half-year."""
    rows = list(Commitment.objects.filter(startup=life.startup))
    orders = vector((row.corrects_id or row.pk, row.amount) for row in rows)
    suppliers: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        key = row.supplier, HalfYear.of(row.ordered_on or date.min).code
        suppliers[key] = suppliers.get(key, Decimal(0)) + row.amount
    return {amount for amount in [*orders.values(), *suppliers.values()] if amount > 0}


def day_rates(life: Life, known: Attack) -> set[Decimal]:
    """The day rates of orders that come out: their amount over the days and the people of it."""
    orders = {row.pk: row.amount for row in life.orders}
    bare = [left for left in known.bare() if len(left) == 1]
    alone = {
        order for left in bare for order, amount in left.items() if orders.get(order) == amount
    }
    days = range(1, MOST_DAYS + 1)
    told_rates = {orders[order] / day / heads for order in alone for day in days for heads in HEADS}
    return {rate for order, rate in life.rates.items() if order in alone and rate in told_rates}


@pytest.mark.chance
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_public_gives_an_order_or_a_supplier_away(seed: int) -> None:
    life = live(seed)
    known = attack(life)

    assert known.bare() == []
    assert known.recovered(secrets(life)) == set()
    assert day_rates(life, known) == set()
    assert _unaccounted(life, known) == set()
    assert _whispers(life, known) == []


def _unaccounted(life: Life, known: Attack) -> set[Decimal]:
    """The amounts that were shown and are no sum of published figures: there must be none."""
    attacked = {sum(each.values(), Decimal(0)) for each in known.figures}
    phases = {amount.quantize(Decimal(1), ROUND_HALF_UP) for amount in attacked}
    shown = {amount for text in life.texts for amount in amounts_in(text)}
    return shown - attacked - phases - {GRANTED}


def _whispers(life: Life, known: Attack) -> list[str]:
    """What anybody could read of orders: references, notes, suppliers, invoices, lone amounts."""
    words = {row.reference for row in life.orders} | {row.note for row in life.orders}
    words |= {row.supplier for row in life.orders} | {"FA-secret", "Avoir", "oubliée"}
    shown = {sum(each.values(), Decimal(0)) for each in known.figures}
    words |= {euros(row.amount) for row in life.orders if row.amount not in shown}
    return sorted(word for word in words if any(word in text for text in life.texts))


@pytest.mark.chance
def test_the_same_attack_succeeds_without_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "RULE", Safety.off())

    for seed in effort.seeds(1, 3):
        life = live(seed)
        known = attack(life)
        assert known.recovered(secrets(life))
        assert day_rates(life, known)
        assert _unaccounted(life, known) == set()


@pytest.mark.chance
@pytest.mark.parametrize("seed", effort.seeds(2, 6))
def test_what_was_shown_is_shown_ever_after(seed: int) -> None:
    """Figures are added; none is changed, whatever is corrected, late or stated again."""
    life = live(seed)
    figures = told(life)
    lines = [
        key
        for statement in life.startup.statements.all()
        for keys in statement.published_lines.get("commitments", ())
        for key in keys
    ]

    assert len(lines) == len(set(lines))
    page = life.versions[-1][f"/startups/{life.startup.slug}/"]
    whole = sum((each.amount for each in figures if each.side == "committed"), Decimal(0))
    assert not figures or whole in amounts_in(page)
