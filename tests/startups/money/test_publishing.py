"""What validating a statement publishes, and which lines it counts, in the database."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from startups.money.enums import StatementState
from startups.money.models import Commitment
from startups.money.statements.models import Statement
from startups.money.statements.reconciliation import Amounts, reconcile
from startups.money.statements.services.publishing import band, snapshot
from startups.registry.models import Startup
from tests.factories import make_account, make_startup

from .making import FIRM, OTHER_FIRM, activity, make_correction, make_order, make_payment
from .stating import half_year, make_statement

pytestmark = pytest.mark.django_db

FIRMS = ("Atelier", "Boussole", "Chantier")
ON = date(2026, 11, 24)


def order_of_each(startup: Startup, day: str, *amounts: int, **fields: Any) -> list[Commitment]:
    """One order of each firm on ``day``."""
    when = {"ordered_on": date.fromisoformat(day)}
    return [
        make_order(startup, amount, supplier=firm, **when | fields)
        for firm, amount in zip(FIRMS, amounts, strict=False)
    ]


def told(startup: Startup, half: str, on: date = ON, **fields: Any) -> dict[str, Any]:
    """Validates a statement of ``half``, as the service does; what it published."""
    statement = make_statement(startup, half, StatementState.SUBMITTED, **fields)
    statement.published, statement.published_lines = snapshot(statement, on=on)
    statement.state, statement.validated_on = StatementState.VALIDATED, on
    statement.validated_by = make_account()
    Statement.objects.filter(pk=statement.pk).update(
        **{
            name: getattr(statement, name)
            for name in ("published", "published_lines", "state", "validated_on", "validated_by")
        }
    )
    return statement.published


def committed(published: dict[str, Any]) -> list[tuple[list[str], str]]:
    return [(each["halves"], each["amount"]) for each in published["committed"]]


def test_a_half_year_is_told_with_its_lines_kept_apart() -> None:
    startup = make_startup()
    orders = order_of_each(startup, "2026-02-01", 9000, 8000, 7000)
    order_of_each(startup, "2026-07-01", 1, 1, 1)
    make_order(make_startup(), 555, ordered_on=date(2026, 2, 1))

    published = told(startup, "2026-1")

    assert committed(published) == [(["2026-1"], "24000.00")]
    assert published["committed"][0]["activities"] == ["developpement"]
    assert published["committed_kept_back"] == []
    lines = Statement.objects.get().published_lines
    assert lines == {"commitments": [[row.pk for row in orders]], "payments": []}


def test_what_is_not_safe_waits_and_is_told_with_the_next() -> None:
    startup = make_startup()
    order_of_each(startup, "2025-08-01", 9000)
    first = told(startup, "2025-2")
    assert (first["committed"], first["committed_kept_back"]) == ([], ["2025-2"])

    order_of_each(startup, "2026-02-01", 5000, 8000, 7000)
    assert committed(told(startup, "2026-1")) == [(["2025-2", "2026-1"], "29000.00")]


def test_a_late_line_counts_in_the_half_year_being_published() -> None:
    startup = make_startup()
    order_of_each(startup, "2025-08-01", 9000, 8000, 7000)
    told(startup, "2025-2")
    order_of_each(startup, "2025-09-01", 300, 200, 100)
    order_of_each(startup, "2026-02-01", 5000, 4000, 3001)
    assert committed(told(startup, "2026-1")) == [(["2026-1"], "12601.00")]


def test_an_earlier_half_year_validated_later_tells_only_what_is_not_told() -> None:
    startup = make_startup()
    order_of_each(startup, "2025-08-01", 9000, 8000, 7000)
    order_of_each(startup, "2026-02-01", 5000, 4000, 3001)
    assert len(committed(told(startup, "2026-1"))) == 2

    assert committed(told(startup, "2025-2")) == []

    order_of_each(startup, "2025-09-01", 300, 200, 100)
    old = Statement.objects.get(year=2025)
    again = told(startup, "2025-2", replaces=old, reason="Oubli")
    assert committed(again) == [(["2025-2"], "600.00")]


def test_a_statement_that_replaces_another_tells_only_what_came_since() -> None:
    startup = make_startup()
    order_of_each(startup, "2026-02-01", 9000, 8000, 7000)
    told(startup, "2026-1")
    old = Statement.objects.get()
    order_of_each(startup, "2026-03-01", 900)
    again = told(startup, "2026-1", replaces=old, reason="Oubli")
    assert (again["committed"], again["committed_kept_back"]) == ([], ["2026-1"])


def test_nothing_after_the_day_of_the_validation_counts() -> None:
    startup = make_startup()
    order_of_each(startup, "2026-06-20", 9000, 8000, 7000)
    assert committed(told(startup, "2026-1", on=date(2026, 6, 19))) == []


def test_a_quote_does_not_count() -> None:
    startup = make_startup()
    orders = order_of_each(startup, "2026-02-01", 9000, 8000)
    make_order(startup, 7000, ordered_on=None, quoted_on=date(2026, 2, 1), supplier="Chantier")
    assert told(startup, "2026-1")["committed"] == []
    assert len(orders) == 2


def test_a_firm_is_the_same_in_two_places_and_under_one_name_without_its_siret() -> None:
    startup = make_startup()
    values = {"ordered_on": date(2026, 2, 1)}
    for firm, siret in (
        ("Atelier", FIRM),
        ("Atelier du Nord", FIRM[:9] + "00074"),
        ("ATELIER", ""),
        ("Boussole", OTHER_FIRM),
    ):
        make_order(startup, 1000, supplier=firm, supplier_siret=siret, **values)
    assert told(startup, "2026-1")["committed_kept_back"] == ["2026-1"]


def test_payments_are_told_for_the_half_years_together() -> None:
    startup = make_startup()
    orders = order_of_each(startup, "2025-08-01", 9000, 8000, 7000)
    make_payment(orders[0], 9000, "2025-12-01")
    first = told(startup, "2025-2")
    assert (first["spent"], first["spent_kept_back"]) == ([], ["2025-2"])

    for order in orders[1:]:
        make_payment(order, order.amount, "2026-02-01")
    second = told(startup, "2026-1")
    assert second["spent"] == [{"halves": ["2025-2", "2026-1"], "amount": "24000.00"}]
    assert second["spent_kept_back"] == []


def test_a_correction_belongs_to_its_order_and_a_payment_too() -> None:
    startup = make_startup()
    orders = order_of_each(startup, "2026-02-01", 9000, 8000, 7000)
    make_correction(orders[0], -1000, "2026-03-01")
    for order, amount in zip(orders, (8000, 8000, 7000), strict=True):
        make_payment(order, amount, "2026-04-01")
    published = told(startup, "2026-1")
    assert committed(published) == [(["2026-1"], "23000.00")]
    assert published["spent"] == [{"halves": ["2026-1"], "amount": "23000.00"}]


def test_it_writes_nothing_in_six_queries(django_assert_num_queries: Any) -> None:
    startup = make_startup()
    order_of_each(startup, "2025-08-01", 9000, 8000, 7000)
    told(startup, "2025-2")
    orders = order_of_each(startup, "2026-02-01", 5000, 4000, 3001)
    make_payment(orders[0], 5000, "2026-03-01")
    statement = make_statement(startup, "2026-1", StatementState.SUBMITTED)
    with django_assert_num_queries(6):
        snapshot(statement, on=ON)
    statement.refresh_from_db()
    assert (statement.published, statement.published_lines) == ({}, {})


BANDS = {
    (1000, 1000): "whole",
    (1000, 999): "under_1",
    (1000, 990): "under_5",
    (1000, 951): "under_5",
    (1000, 950): "under_20",
    (1000, 801): "under_20",
    (1000, 800): "over_20",
    (800, 1000): "over_20",
    (0, 10): "over_20",
    (0, 0): "whole",
}


@pytest.mark.parametrize("paid", [False, True])
@pytest.mark.parametrize(("sums", "name"), BANDS.items())
def test_the_remainder_is_told_as_a_band(sums: tuple[int, int], name: str, *, paid: bool) -> None:
    stated, recorded = (
        {(1, 1): Amounts(Decimal(1000), Decimal(each)) if paid else Amounts(Decimal(each))}
        for each in sums
    )
    assert band(reconcile(stated, recorded)) == name


def test_rows_that_make_up_for_each_other_are_not_explained() -> None:
    stated = {(1, 1): Amounts(Decimal(900)), (1, 2): Amounts(Decimal(100))}
    recorded = {(1, 1): Amounts(Decimal(800)), (1, 2): Amounts(Decimal(200))}
    assert band(reconcile(stated, recorded)) == "over_20"


def test_the_half_year_is_that_of_the_statement() -> None:
    startup = make_startup()
    order_of_each(startup, "2026-02-01", 9000, 8000, 7000, activity=activity("conception"))
    published = told(startup, "2026-1", said={("conception", "prestations"): (24_000, 0)})
    assert published["explained"] == "whole"
    assert half_year("2026-1").code == "2026-1"
