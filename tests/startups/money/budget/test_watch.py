"""What wants an eye: envelopes that end, contracts, stuck orders, remainders, the year's end."""

from datetime import date, timedelta
from typing import Any

import pytest

from startups.money.enums import EnvelopeBand, OrderStep
from startups.money.forecast import ForecastOutcome
from startups.money.selectors.position import position_of
from startups.money.selectors.watch.envelopes import envelope_of, envelopes_ending
from startups.money.selectors.watch.orders import orders_stuck
from startups.money.selectors.watch.year_end import year_end
from startups.money.year_end import deadline_near
from startups.registry.models import Startup
from tests.factories import make_phase, make_startup
from tests.startups.money.conftest import ON
from tests.startups.money.making import make_correction, make_funding, make_order, make_payment

pytestmark = pytest.mark.django_db

ALL = Startup.objects.all
AUTUMN = date(2026, 11, 24)
WINTER = date(2026, 12, 20)
NEW_YEAR = date(2027, 1, 10)


def day_after(days: int) -> date:
    return ON + timedelta(days=days)


def bands(on: date = ON) -> dict[str, EnvelopeBand | None]:
    return {row.name: row.band for row in envelopes_ending(startups=ALL(), on=on)}


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (-1, EnvelopeBand.OVER),
        (0, EnvelopeBand.DAYS_45),
        (45, EnvelopeBand.DAYS_45),
        (46, EnvelopeBand.DAYS_90),
        (90, EnvelopeBand.DAYS_90),
        (91, EnvelopeBand.DAYS_180),
        (180, EnvelopeBand.DAYS_180),
        (181, None),
    ],
)
def test_an_envelope_is_told_by_how_near_its_end_is(days: int, band: EnvelopeBand | None) -> None:
    make_funding(make_startup("Semoir"), end=day_after(days))
    assert bands() == ({"Semoir": band} if band else {})


def test_one_that_is_passed_comes_first_then_the_nearest() -> None:
    far, near, passed, worse = (make_startup(name) for name in ("Loin", "Près", "Passé", "Pire"))
    make_funding(far, end=day_after(100))
    make_funding(near, end=day_after(20))
    make_funding(passed, 1_000, end=day_after(300))
    make_order(passed, 1_001)
    make_order(worse, 5_000)  # nothing is granted at all
    rows = envelopes_ending(startups=ALL(), on=ON)
    assert [row.name for row in rows] == ["Pire", "Passé", "Près", "Loin"]
    assert [row.forecast.outcome for row in rows] == [
        ForecastOutcome.NOTHING_GRANTED,
        ForecastOutcome.OVER_COMMITTED,
        ForecastOutcome.NO_COST_YET,
        ForecastOutcome.NO_COST_YET,
    ]
    assert [row.days_left for row in rows[2:]] == [20, 100]


def test_one_that_is_used_up_before_its_end_is_told_on_its_day() -> None:
    startup = make_startup("Semoir")
    make_funding(startup, 60_000, end=date(2027, 12, 31))
    make_order(startup, 50_000, covers_from=date(2026, 3, 1), covers_until=date(2026, 7, 31))
    (row,) = envelopes_ending(startups=ALL(), on=ON)
    assert (row.band, row.forecast.outcome) == (EnvelopeBand.DAYS_45, ForecastOutcome.FORECAST)
    assert row.forecast.earliest <= row.ends_on <= row.forecast.latest < row.forecast.limit
    one = envelope_of(startup, position_of(startup, on=ON), on=ON)
    assert one.forecast == row.forecast


def test_an_ended_startup_is_told_only_where_more_was_ordered_than_granted() -> None:
    stopped, passed = make_startup("Arrêtée"), make_startup("Dépassée")
    for startup in (stopped, passed):
        make_phase(startup, "abandon", "2026-06-01")
        make_funding(startup, 1_000, end=day_after(10))
    make_order(passed, 1_001)
    assert bands() == {"Dépassée": EnvelopeBand.OVER_COMMITTED}


STUCK = [
    ("quote", {"quoted_on": ON - timedelta(days=61), "ordered_on": None}, OrderStep.QUOTE),
    ("young quote", {"quoted_on": ON - timedelta(days=60), "ordered_on": None}, None),
    (
        "dropped quote",
        {"quoted_on": date(2026, 1, 1), "ordered_on": None, "cancelled_on": date(2026, 2, 1)},
        None,
    ),
    ("order", {"covers_until": ON - timedelta(days=31)}, OrderStep.ORDERED),
    ("order of these months", {"covers_until": ON - timedelta(days=30)}, None),
    ("delivery", {"delivered_on": ON - timedelta(days=31)}, OrderStep.DELIVERED),
    ("young delivery", {"delivered_on": ON - timedelta(days=30)}, None),
    ("invoice", {"invoiced_on": ON - timedelta(days=31)}, OrderStep.INVOICED),
    ("young invoice", {"invoiced_on": ON - timedelta(days=30)}, None),
]


@pytest.mark.parametrize(("label", "fields", "step"), STUCK)
def test_an_order_waits_as_long_as_the_settings_say(
    label: str, fields: dict[str, Any], step: OrderStep | None
) -> None:
    order = make_order(make_startup(), **fields)
    found = orders_stuck(startups=ALL(), on=ON)
    expected = [(order, step, 1)] if step else []
    assert [(one.order, one.step, one.late) for one in found] == expected


def test_the_days_are_settings(settings: Any) -> None:
    make_order(make_startup(), invoiced_on=ON - timedelta(days=31))
    settings.BUDGET_PAYMENT_DAYS = 31
    assert orders_stuck(startups=ALL(), on=ON) == []


@pytest.mark.parametrize(("paid", "stuck"), [("1000", False), ("999.99", True), ("0.10", True)])
def test_an_invoice_is_stuck_to_the_cent(paid: str, stuck: bool) -> None:
    order = make_order(make_startup(), "1000.30", invoiced_on=date(2026, 5, 1))
    make_correction(order, "-0.30")
    make_payment(order, paid)
    assert bool(orders_stuck(startups=ALL(), on=ON)) is stuck


def test_an_order_that_was_taken_back_waits_for_nothing() -> None:
    order = make_order(make_startup(), 1_000, covers_until=date(2026, 3, 31))
    assert len(orders_stuck(startups=ALL(), on=ON)) == 1
    make_correction(order, -1_000)
    assert orders_stuck(startups=ALL(), on=ON) == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), (date(2026, 11, 30), False)),
        (date(2026, 11, 30), (date(2026, 11, 30), False)),
        (date(2026, 12, 1), (date(2026, 11, 30), True)),
        (date(2027, 3, 1), (date(2026, 11, 30), True)),
        (date(2027, 3, 2), None),
    ],
)
def test_the_end_of_the_year_is_spoken_of_sixty_days_before_and_after(
    on: date, expected: tuple[date, bool] | None
) -> None:
    found = deadline_near("11-30", on, days=60)
    assert (found and (found.last, found.is_over)) == expected


@pytest.fixture
def year() -> Startup:
    """A year of one startup in which something is still to be done, and something came late."""
    startup = make_startup("Semoir")
    make_funding(startup, 20_000)
    make_order(startup, 500, reference="D-1", quoted_on="2026-11-01", ordered_on=None)
    invoiced = make_order(startup, 3_000, reference="BC-1", invoiced_on="2026-11-02")
    make_payment(invoiced, 1_000, "2026-11-20")
    make_order(startup, 4_000, reference="BC-2")
    paid = make_order(startup, 2_000, reference="BC-3")
    make_payment(paid, 2_000, "2026-06-01")
    return startup


def test_before_the_last_days_what_is_to_be_ordered_and_paid_is_told(year: Startup) -> None:
    told = year_end(startups=ALL(), on=AUTUMN)
    assert [row.order.reference for row in told.to_order] == ["D-1"]
    assert [(row.order.reference, row.unpaid) for row in told.to_pay] == [
        ("BC-1", 2_000),
        ("BC-2", 4_000),
    ]
    assert (told.late_orders, told.late_payments) == ((), ())
    passed = make_startup("Passée")
    make_payment(make_order(passed, 700), 600)
    alone, with_it = told, year_end(startups=ALL(), on=AUTUMN)
    assert [(row.name, row.not_ordered, row.not_paid) for row in with_it.leftovers] == [
        ("Passée", 0, 100),
        ("Semoir", 11_000, 6_000),
    ]
    assert [row.name for row in alone.leftovers] == ["Semoir"]


def test_after_the_last_days_what_came_late_is_told(year: Startup) -> None:
    make_order(year, 700, reference="BC-15", ordered_on=date(2026, 12, 15))
    late = make_order(year, 800, reference="BC-16", ordered_on=date(2026, 12, 16))
    make_correction(late, -50, "2026-12-17", reference="AV-1")
    make_payment(late, 300, "2026-12-18", reference="F-9")
    make_order(year, 900, reference="BC-27", ordered_on=date(2027, 1, 5))
    for on in (WINTER, NEW_YEAR):
        told = year_end(startups=ALL(), on=on)
        assert (told.to_order, told.to_pay) == ((), ())
        assert [line.reference for line in told.late_orders] == ["BC-16"]
        assert [(line.reference, line.day, line.amount) for line in told.late_payments] == [
            ("F-9", date(2026, 12, 18), 300)
        ]
        # What is left is that of the last day of the year: what follows is another's.
        assert [row.not_ordered for row in told.leftovers] == [9_550]


def test_at_other_times_of_the_year_it_is_not_spoken_of(
    year: Startup, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert not year_end(startups=ALL(), on=ON).is_near
