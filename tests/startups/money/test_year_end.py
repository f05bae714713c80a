"""The last days of the budget year are said, by the settings, and refuse nothing."""

from datetime import date

import pytest

from startups.checks import budget_days_are_days
from startups.money.selectors.lateness import order_warning, payment_warning
from startups.money.year_end import is_late, last_day


def test_the_last_day_is_still_in_time():
    assert not is_late(date(2026, 12, 15), "12-15")
    assert is_late(date(2026, 12, 16), "12-15")
    assert not is_late(date(2027, 1, 1), "12-15")


@pytest.mark.parametrize("rule", ["", "15", "13-01", "02-30", "decembre"])
def test_a_rule_that_is_no_day_is_refused(rule, settings):
    settings.BUDGET_LAST_ORDER = rule

    with pytest.raises(ValueError):  # noqa: PT011  # whatever it says
        last_day(rule, 2026)
    assert [error.id for error in budget_days_are_days(None)] == ["startups.E002"]


def test_the_settings_as_they_are_pass():
    assert budget_days_are_days(None) == []


def test_the_dates_are_settings(settings):
    assert "15 décembre 2026" in order_warning(date(2026, 12, 20))
    assert "30 novembre 2026" in payment_warning(date(2026, 12, 1))
    assert order_warning(date(2026, 12, 15)) == payment_warning(date(2026, 11, 30)) == ""

    settings.BUDGET_LAST_ORDER = "12-20"

    assert order_warning(date(2026, 12, 20)) == ""
