"""Sums and shares of public figures, and the bars that draw them."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from startups.figures.enums import ImpactLevel
from startups.lifecycle.enums import Phase
from startups.money.half_years import HalfYear
from startups.money.public_costs import (
    Measured,
    Stay,
    cost_per_user,
    is_monthly_active_users,
    phase_costs,
)
from startups.money.selectors.public_money import PublicFigure
from startups.tables.bars import bar_chart

FIRST, SECOND = HalfYear(2025, "1"), HalfYear(2025, "2")
USED = ImpactLevel.USED


def figure(amount: int, *halves: HalfYear) -> PublicFigure:
    return PublicFigure(halves, Decimal(amount))


def test_each_phase_costs_the_share_of_its_days() -> None:
    stays = [
        Stay(Phase.INVESTIGATION, date(2024, 1, 1), date(2025, 2, 1)),
        Stay(Phase.CONSTRUCTION, date(2025, 2, 1), date(2025, 7, 1)),
        Stay(Phase.INVESTIGATION, date(2025, 7, 1), None),
    ]
    found = phase_costs([figure(18_100, FIRST), figure(18_400, SECOND)], stays)
    assert list(found.items()) == [
        (Phase.INVESTIGATION, Decimal(3_100 + 18_400)),
        (Phase.CONSTRUCTION, Decimal(15_000)),
    ]


def test_a_figure_of_two_half_years_is_spread_over_both() -> None:
    stays = [
        Stay(Phase.INVESTIGATION, date(2025, 1, 1), date(2025, 7, 1)),
        Stay(Phase.CONSTRUCTION, date(2025, 7, 1), None),
    ]
    found = phase_costs([figure(36_500, FIRST, SECOND)], stays)
    assert list(found.values()) == [Decimal(18_100), Decimal(18_400)]


def test_what_was_before_the_first_phase_is_no_phases_cost() -> None:
    stays = [Stay(Phase.CONSTRUCTION, date(2026, 1, 1), None)]
    assert phase_costs([figure(36_500, FIRST)], stays) == {}


UNITS = {
    ("Usagers", "utilisateurs actifs par mois"): True,
    ("Usagers actifs chaque mois", "usagers"): True,
    ("Monthly active users", "users"): True,
    ("Fréquentation", "MAU"): True,
    ("Usagers par mois", "usagers"): False,
    ("Usagers actifs", "usagers"): False,
    ("Usagers actifs par mois", "% des usagers"): False,
    ("Usagers actifs par mois", "démarches"): False,
}


@pytest.mark.parametrize(("said", "counts"), UNITS.items())
def test_what_counts_monthly_active_users(said: tuple[str, str], *, counts: bool) -> None:
    assert is_monthly_active_users(USED, *said) is counts
    assert not is_monthly_active_users(ImpactLevel.IMPACTFUL, *said)


def users(*readings: tuple[str, int]) -> Measured:
    values = [(date.fromisoformat(day), Decimal(value), "Matomo") for day, value in readings]
    return Measured(USED, "Usagers actifs par mois", "usagers", values)


def test_the_cost_per_user_is_of_the_last_half_year_told() -> None:
    figures = [figure(99_999, FIRST), figure(6_000, SECOND), figure(6_000, SECOND)]
    found = cost_per_user(figures, [users(("2025-06-30", 9), ("2025-07-01", 9), ("2025-12-31", 8))])
    assert found
    assert (found.amount, found.users, found.halves) == (Decimal("250.00"), 8, (SECOND,))


def test_half_years_that_are_told_together_are_counted_together() -> None:
    found = cost_per_user([figure(12_000, FIRST, SECOND)], [users(("2025-03-01", 10))])
    assert found
    assert found.amount == Decimal("100.00")


@pytest.mark.parametrize(
    "indicators", [[], [users()], [users(("2026-01-01", 9))], [users(("2025-08-01", 0))]]
)
def test_without_users_in_those_months_there_is_no_cost_per_user(
    indicators: list[Measured],
) -> None:
    assert cost_per_user([figure(6_000, SECOND)], indicators) is None
    assert cost_per_user([], [users(("2025-08-01", 9))]) is None


def test_bars_are_as_long_as_their_values_and_keep_off_each_other() -> None:
    chart = bar_chart([(Decimal(100), Decimal(50)), (None, Decimal(-3))])
    bars = [bar for group in chart.groups for bar in group.bars]
    assert [bar.width for bar in bars] == ["186.0", "93.0", "0.0", "0.0"]
    places = [int(bar.y) for bar in bars]
    assert all(after - before >= 18 for before, after in pairwise(places))
    assert int(chart.height) >= places[-1] + 12


def test_no_bar_without_values() -> None:
    assert bar_chart([]).groups == ()
    assert [bar.width for bar in bar_chart([(None,)]).groups[0].bars] == ["0.0"]
