"""What statements leave unexplained: to the cent, on random ledgers, whatever their number."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.selectors.position import position_of
from startups.money.statements.models import Statement, StatementLine
from startups.money.statements.reconciliation import Amounts, Cell, reconcile, total
from startups.money.statements.selectors.recorded import recorded
from startups.money.statements.selectors.remainders import remainders
from startups.money.statements.services import (
    StatedLine,
    open_statement,
    submit_statement,
    write_statement,
)
from startups.registry.models import Startup
from tests import effort
from tests.access.cast import Cast
from tests.factories import make_account, make_startup
from tests.startups.money.making import (
    activity,
    euros,
    make_correction,
    make_order,
    make_payment,
    resource,
)
from tests.startups.money.stating import make_statement
from tests.startups.money.test_position import make_ledger

ON = date(2027, 3, 1)  # after every line of a random ledger
HALVES = [HalfYear(year, half) for year in (2025, 2026) for half in ("1", "2")]

CELLS = st.tuples(st.integers(1, 4), st.integers(1, 3))
CENTS = st.decimals(Decimal("-99999999.99"), Decimal("99999999.99"), places=2)
SIDES = st.dictionaries(CELLS, st.builds(Amounts, CENTS, CENTS), max_size=12)


@given(SIDES, SIDES)
@settings(max_examples=effort.times(100, 5_000))
def test_the_remainder_is_the_sum_of_the_differences_of_the_rows(
    stated: dict[Cell, Amounts], recorded: dict[Cell, Amounts]
) -> None:
    sums = reconcile(stated, recorded)

    def cents(side: dict[Cell, Amounts]) -> tuple[int, int]:
        return (
            sum(int(each.committed * 100) for each in side.values()),
            sum(int(each.paid * 100) for each in side.values()),
        )

    said, lines = cents(stated), cents(recorded)
    left = sums.difference
    assert (int(left.committed * 100), int(left.paid * 100)) == (
        said[0] - lines[0],
        said[1] - lines[1],
    )
    assert total(row.difference for row in sums.rows) == left
    assert total(sums.unexplained.values()) == left
    assert bool(sums.unexplained) == any(row.stated != row.recorded for row in sums.rows)


@given(SIDES, CELLS, CENTS, CENTS)
def test_what_says_the_same_leaves_nothing_and_a_change_leaves_itself(
    lines: dict[Cell, Amounts], cell: Cell, committed: Decimal, paid: Decimal
) -> None:
    assert not reconcile(lines, lines).unexplained
    change = Amounts(committed, paid)
    changed = lines | {cell: lines.get(cell, Amounts()) + change}

    left = reconcile(lines, changed)

    assert left.difference == Amounts() - change
    assert left.unexplained == ({cell: Amounts() - change} if change else {})


@pytest.mark.django_db
@pytest.mark.chance
@pytest.mark.parametrize("seed", effort.seeds(2, 40))
def test_prefilled_statements_of_a_random_ledger_leave_nothing(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a ledger, not a secret
    startups = [make_startup(f"S{number}") for number in range(3)]
    make_ledger(chance, startups, 25)
    for startup in startups:
        for half in HALVES:
            open_statement(startup=startup, year=half.year, half=half.half, on=ON, actor=None)
    submit_all(*startups)

    found = remainders(on=ON)

    assert {key: len(rows) for key, rows in found.items()} == {row.pk: 4 for row in startups}
    for startup in startups:
        rows = found[startup.pk]
        assert all(row.is_explained and not row.committed and not row.paid for row in rows)
        whole = position_of(startup, on=ON)
        assert total(row.sums.stated for row in rows) == Amounts(whole.committed, whole.paid)


def stated_ledger(seed: int) -> tuple[random.Random, Startup]:
    """A startup with a random ledger, all of whose half-years are stated as the lines say."""
    chance = random.Random(seed)  # noqa: S311  # a ledger, not a secret
    startup = make_startup("S")
    make_ledger(chance, [startup], 25)
    for half in HALVES:
        open_statement(startup=startup, year=half.year, half=half.half, on=ON, actor=None)
    return chance, startup


def some_cents(chance: random.Random) -> Decimal:
    return Decimal(chance.choice((-1, 1)) * chance.randrange(1, 10_000_000)) / 100


@pytest.mark.django_db
@pytest.mark.chance
@pytest.mark.parametrize("seed", effort.seeds(2, 30))
def test_a_change_of_one_line_of_money_changes_the_remainder_by_exactly_that(seed: int) -> None:
    chance, startup = stated_ledger(seed)
    submit_all(startup)
    cents, half = some_cents(chance), chance.choice(HALVES)

    order = make_order(startup, 5, reference="X", ordered_on=date(2024, 1, 1))
    make_correction(order, cents, f"{half.end}", reference="Y")
    make_payment(order, "0.01", f"{half.start}")

    rows = {row.half: row for row in remainders(on=ON)[startup.pk]}
    cell = (order.activity_id, order.resource_id)
    assert rows[half].by_cell == {cell: Amounts(-cents, Decimal("-0.01"))}
    assert (rows[half].committed, rows[half].paid) == (-cents, Decimal("-0.01"))
    assert [row.half for row in rows.values() if not row.is_explained] == [half]


@pytest.mark.django_db
@pytest.mark.chance
@pytest.mark.parametrize("seed", effort.seeds(2, 30))
def test_a_change_of_one_line_stated_changes_the_remainder_by_exactly_that(seed: int) -> None:
    chance, startup = stated_ledger(seed)
    cents = some_cents(chance)
    line = chance.choice(list(StatementLine.objects.select_related("statement")))
    line.committed += cents
    line.save()
    submit_all(startup)

    rows = remainders(on=ON)[startup.pk]

    changed = [row for row in rows if not row.is_explained]
    assert [row.statement for row in changed] == [line.statement]
    assert changed[0].by_cell == {
        (line.activity_id, line.resource_id): Amounts(cents, Decimal("0.00"))
    }
    assert (changed[0].committed, changed[0].paid) == (cents, 0)


def submit_all(*startups: Startup) -> None:
    author = make_account()
    for row in Statement.objects.filter(startup__in=startups):
        submit_statement(statement=row, on=ON, actor=author)


@pytest.mark.django_db
def test_a_remainder_is_told_whole_and_by_activity_and_resource() -> None:
    startup = make_startup("Semoir")
    make_payment(make_order(startup, 1_000), 400)
    make_order(startup, 30, activity=activity("conception"))
    make_statement(
        startup,
        state=StatementState.SUBMITTED,
        said={
            ("developpement", "prestations"): ("1000.01", 350),
            ("autre", "personnel"): (7, 0),
        },
    )

    (row,) = remainders(on=ON)[startup.pk]

    assert (row.committed, row.paid) == (euros("-22.99"), euros(-50))
    assert row.by_cell == {
        (activity().pk, resource().pk): Amounts(euros("0.01"), euros(-50)),
        (activity("conception").pk, resource().pk): Amounts(euros(-30), euros(0)),
        (activity("autre").pk, resource("personnel").pk): Amounts(euros(7), euros(0)),
    }


@pytest.mark.django_db
def test_differences_that_cancel_out_are_not_explained() -> None:
    startup = make_startup("Semoir")
    make_order(startup, 100)
    make_statement(
        startup, state=StatementState.SUBMITTED, said={("conception", "prestations"): (100, 0)}
    )

    (row,) = remainders(on=ON)[startup.pk]

    assert (row.committed, row.paid, row.is_explained) == (0, 0, False)


@pytest.mark.django_db
def test_which_statement_counts() -> None:
    startup = make_startup("Semoir")
    make_statement(startup, "2025-1")  # a draft
    old = make_statement(startup, "2025-2", StatementState.VALIDATED)
    making = make_statement(startup, "2025-2", replaces=old, reason="Oubli")
    first = make_statement(startup, "2026-1", StatementState.VALIDATED)
    second = make_statement(
        startup, "2026-1", StatementState.VALIDATED, replaces=first, reason="Oubli"
    )
    make_statement(startup, "2026-1", StatementState.SUBMITTED, replaces=second, reason="Encore")
    last = make_statement(startup, "2026-2", StatementState.SUBMITTED)

    found = [row.statement for row in remainders(on=ON)[startup.pk]]

    assert making not in found
    assert found == [last, second, old]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 30])
def test_four_queries_whatever_the_number(number: int, django_assert_num_queries: Any) -> None:
    for name in range(number):
        startup = make_startup(f"S{name}")
        for half in ("2025-2", "2026-1"):
            make_payment(make_order(startup, 10), 5)
            make_statement(startup, half, StatementState.SUBMITTED)

    with django_assert_num_queries(4):
        found = remainders(on=ON, startups=Startup.objects.all())

    assert len(found) == number
    assert {len(rows) for rows in found.values()} == {2}


@pytest.mark.django_db
def test_only_the_startups_that_are_asked_about() -> None:
    ours, theirs = make_startup("A"), make_startup("B")
    for startup in (ours, theirs):
        make_statement(startup, state=StatementState.SUBMITTED)

    assert list(remainders(on=ON, startups=Startup.objects.filter(pk=ours.pk))) == [ours.pk]


@pytest.mark.django_db
def test_a_cell_keeps_its_cents_through_the_database() -> None:
    startup = make_startup("Semoir")
    for cents in ("0.10", "0.20", "9999999999.99"):
        make_order(startup, cents)

    found = recorded(on=ON)[startup.pk, HalfYear(2026, "1")]

    assert found[activity().pk, resource().pk].committed == Decimal("10000000000.29")


@pytest.mark.django_db
def test_writing_what_the_lines_say_leaves_nothing(cast: Cast) -> None:
    make_order(cast.ours, "0.01")
    statement = make_statement(cast.ours)
    line = StatedLine(activity().pk, resource().pk, euros("0.01"))
    write_statement(statement=statement, lines=[line], comment="", on=ON, actor=None)
    submit_all(cast.ours)

    (row,) = remainders(on=ON)[cast.ours.pk]

    assert row.is_explained
