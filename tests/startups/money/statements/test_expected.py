"""Which statements are expected, of whom, and who is told."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.statements.selectors.statements import (
    due_on,
    half_rows,
    rows_of,
    statements_expected,
)
from startups.portfolio.enums import NeedKind
from startups.portfolio.selectors.needs.statements import statement_needs
from startups.registry.models import Startup
from startups.team.statements.asked import statements_asked
from tests import effort
from tests.access.cast import Cast
from tests.factories import make_startup
from tests.startups.money.making import make_correction, make_order, make_payment
from tests.startups.money.stating import make_statement
from tests.startups.money.test_position import make_ledger
from tests.startups.team.test_duties import asked_of_team

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 30)
LATE = date(2026, 8, 15)  # 46 days after


def everybody() -> Any:
    return Startup.objects.all()


def expected(on: date) -> list[tuple[str, str]]:
    """The names and half-years, in order."""
    found = statements_expected(startups=everybody(), on=on)
    return sorted((one.startup.name, one.half.code) for one in found)


@pytest.mark.parametrize("year", [2024, 2026])
def test_half_years_begin_and_end_where_they_do(year: int) -> None:
    day = date(year, 1, 1)
    while day.year == year:
        half = HalfYear.of(day)
        assert half.start <= day <= half.end
        assert HalfYear.of(half.start - timedelta(days=1)) == half.previous
        assert (half.has_begun(day), half.has_ended(day)) == (True, False)
        day += timedelta(days=1)
    assert HalfYear(year, "1").has_ended(date(year, 7, 1))
    assert not HalfYear(year, "2").has_begun(date(year, 6, 30))
    assert [HalfYear(year, half).code for half in "12"] == [f"{year}-1", f"{year}-2"]


def test_it_is_expected_45_days_after_the_end() -> None:
    make_order(make_startup("Semoir"), 10, ordered_on=JUNE)

    assert due_on(HalfYear(2026, "1")) == date(2026, 8, 14)
    assert expected(date(2026, 8, 14)) == []
    assert expected(LATE) == [("Semoir", "2026-1")]


def test_the_days_are_a_setting(settings: Any) -> None:
    make_order(make_startup("Semoir"), 10, ordered_on=JUNE)
    settings.BUDGET_STATEMENT_DAYS = 0

    assert expected(JUNE) == []
    assert expected(date(2026, 7, 1)) == [("Semoir", "2026-1")]


def test_nothing_is_expected_of_a_half_year_without_money() -> None:
    make_startup("Vide")
    make_order(make_startup("Devis"), 10, ordered_on=None, quoted_on=JUNE)

    assert expected(LATE) == []


def test_a_payment_alone_or_lines_that_cancel_out_are_money_too() -> None:
    order = make_order(make_startup("Payeuse"), 10, ordered_on=date(2025, 12, 1))
    make_payment(order, 10, "2026-01-05")
    nil = make_order(make_startup("Nulle"), 10, ordered_on=date(2026, 2, 1))
    make_correction(nil, -10, "2026-02-02")

    assert expected(LATE) == [
        ("Nulle", "2026-1"),
        ("Payeuse", "2025-2"),
        ("Payeuse", "2026-1"),
    ]


@pytest.mark.parametrize(
    ("state", "asked"),
    [("draft", True), ("submitted", False), ("validated", False)],
)
def test_a_draft_is_no_statement_yet(state: str, asked: bool) -> None:
    startup = make_startup("Semoir")
    make_order(startup, 10, ordered_on=JUNE)
    make_statement(startup, state=state)

    assert bool(expected(LATE)) == asked


@pytest.mark.chance
@pytest.mark.parametrize("seed", effort.seeds(2, 30))
def test_the_list_and_the_desk_expect_the_same(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a ledger, not a secret
    startups = [make_startup(f"S{number}") for number in range(3)]
    make_ledger(chance, startups, 12)
    for startup in startups:
        for code in ("2025-1", "2025-2"):
            if state := chance.choice((None, *StatementState.values)):
                make_statement(startup, code, state)

    for on in (date(2025, 8, 14), date(2025, 8, 15), date(2026, 3, 1), date(2027, 1, 1)):
        rows = half_rows(startups=everybody(), on=on)
        listed = sorted((r.startup.name, r.half.code) for r in rows if r.is_expected(on))
        assert listed == expected(on)
    assert listed


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_same_queries_whatever_the_number(number: int, django_assert_num_queries: Any) -> None:
    for name in range(number):
        startup = make_startup(f"S{name}")
        make_payment(make_order(startup, 10), 5)
        make_statement(startup, "2025-2", StatementState.SUBMITTED)

    with django_assert_num_queries(4):
        assert len(statements_expected(startups=everybody(), on=LATE)) == number
    with django_assert_num_queries(5):
        needs = list(statement_needs(startups=everybody(), on=LATE))
    assert len(needs) == 2 * number
    with django_assert_num_queries(5):
        half_rows(startups=everybody(), on=LATE)


# Who is told.


def test_managers_are_told_what_waits_and_what_is_late(cast: Cast) -> None:
    make_order(cast.ours, 10, ordered_on=JUNE)
    waiting = make_statement(cast.ours, "2025-2", StatementState.SUBMITTED)
    ours = Startup.objects.filter(pk=cast.ours.pk)

    validate, late = statement_needs(startups=ours, on=date(2026, 8, 20))

    assert (validate.kind, validate.args, validate.since) == (
        NeedKind.STATEMENT,
        (waiting.pk,),
        waiting.submitted_on,
    )
    assert (late.kind, late.due, late.late) == (
        NeedKind.STATEMENT_EXPECTED,
        date(2026, 8, 14),
        6,
    )
    assert late.path == f"/espace/{cast.ours.slug}/argent/etats/"
    assert list(statement_needs(startups=Startup.objects.none(), on=LATE)) == []


def told(startup: Startup, on: date) -> list[tuple[str, Any, bool, str]]:
    asked = statements_asked(startup, on=on)
    found = asked_of_team(on=on, touched_on=on, statements=asked)
    return [(duty.code, duty.due, duty.late, duty.detail) for duty in found]


def test_the_team_is_asked_once_the_half_year_has_ended() -> None:
    startup = make_startup("Semoir")
    make_order(startup, 10, ordered_on=JUNE)
    due = date(2026, 8, 14)

    assert told(startup, JUNE) == []
    assert told(startup, date(2026, 7, 1)) == [("statement_to_publish", due, False, "")]
    assert told(startup, LATE) == [("statement_to_publish", due, True, "")]
    make_statement(startup, state=StatementState.SUBMITTED)
    assert told(startup, LATE) == []


def test_the_team_is_told_why_it_was_sent_back_be_it_a_replacement() -> None:
    startup = make_startup("Semoir")
    old = make_statement(startup, "2025-2", StatementState.VALIDATED)
    make_statement(startup, "2025-2", replaces=old, reason="Oubli", returned_comment="Mai ?")
    make_statement(startup, "2026-1", returned_comment="Juin ?")

    assert [(code, detail) for code, _due, _late, detail in told(startup, LATE)] == [
        ("statement_returned", "Mai ?"),
        ("statement_returned", "Juin ?"),
    ]


def test_the_half_year_under_way_is_there_to_begin() -> None:
    startup = make_startup("Semoir")

    (row,) = rows_of(startup, on=LATE)

    assert (row.half.code, row.statement, row.is_asked(LATE)) == ("2026-2", None, False)
