"""Recording figures: all or none, nothing silently replaced, nothing to come."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from startups.core.enums import ActKind
from startups.figures.models import Measurement
from startups.figures.services import PlannedAction, PlannedValue, record_measurements, record_table
from startups.registry.models import PublishedText
from tests.factories import make_published_startup, make_startup

from .making import ON, REASON, everything, journal, make_figure, make_indicator, recorded

pytestmark = pytest.mark.django_db
ACT: dict[str, Any] = {"on": ON, "actor": None, "reason": REASON}
JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)
SOURCE = "Base du service"


@pytest.fixture
def startup() -> Any:
    return make_startup()


@pytest.fixture
def indicator(startup: Any) -> Any:
    return make_indicator(startup)


def refused(startup: Any, write: Any) -> ValidationError:
    """The error of an act that is refused and changes nothing at all."""
    before = everything(startup)
    with pytest.raises(ValidationError) as refusal:
        write()
    assert everything(startup) == before
    return refusal.value


def test_values_are_recorded_with_history_and_one_entry_in_the_journal(
    startup, indicator, django_user_model
):
    actor = django_user_model.objects.create_user("alix@people.example", "a long password")
    rows = [(FEBRUARY, Decimal("12.5")), (JANUARY, Decimal("-3"))]

    record_measurements(
        indicator=indicator, rows=rows, source=" Base  du service ", **ACT | {"actor": actor}
    )

    assert recorded(startup) == [
        ("Usagers actifs", JANUARY, Decimal("-3"), SOURCE),
        ("Usagers actifs", FEBRUARY, Decimal("12.5"), SOURCE),
    ]
    detail = "Usagers actifs: 2026-01-31 … 2026-02-28 (+2, ~0)"
    assert journal(startup) == [(ActKind.MEASURED, REASON, detail)]
    assert [
        (row.history_type, row.history_user, row.history_change_reason, row.entered_by)
        for row in Measurement.history.all()
    ] == [("+", actor, REASON, actor)] * 2


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "0.12345", "100000000000000", "1E+30", "-100000000000000"]
)
def test_a_value_that_would_not_be_kept_exactly_is_refused(startup, indicator, value):
    rows = [(JANUARY, Decimal(1)), (FEBRUARY, Decimal(value))]

    error = refused(
        startup,
        lambda: record_measurements(indicator=indicator, rows=rows, source=SOURCE, **ACT),
    )

    assert set(error.error_dict) == {"value"}


def test_a_float_is_a_mistake_of_the_caller(indicator):
    with pytest.raises(TypeError, match="Decimal"):
        record_measurements(indicator=indicator, rows=[(JANUARY, 1.5)], source=SOURCE, **ACT)

    assert not Measurement.objects.exists()


@pytest.mark.parametrize("source", ["", "   ", "x" * 301])
def test_a_value_needs_its_source(startup, indicator, source):
    rows = [(JANUARY, Decimal(1))]

    error = refused(
        startup,
        lambda: record_measurements(indicator=indicator, rows=rows, source=source, **ACT),
    )

    assert set(error.error_dict) == {"source"}


def test_a_day_still_to_come_is_refused_with_all_the_rest(startup, indicator):
    rows = [(ON, Decimal(1)), (date(2026, 8, 21), Decimal(2))]

    error = refused(
        startup,
        lambda: record_measurements(indicator=indicator, rows=rows, source=SOURCE, **ACT),
    )

    assert set(error.error_dict) == {"date"}


def test_a_day_given_twice_is_refused(startup, indicator):
    rows = [(JANUARY, Decimal(1)), (JANUARY, Decimal(1))]

    error = refused(
        startup,
        lambda: record_measurements(indicator=indicator, rows=rows, source=SOURCE, **ACT),
    )

    assert error.code == "twice"


def test_another_startup_indicator_is_refused(startup):
    theirs = make_indicator(make_startup(), "Leur secret")

    error = refused(
        startup,
        lambda: record_table(
            startup=startup,
            entries=[PlannedValue(theirs.pk, JANUARY, Decimal(1))],
            source=SOURCE,
            **ACT,
        ),
    )

    assert error.code == "foreign"
    assert "secret" not in str(error)


def test_a_value_is_never_replaced_silently(startup, indicator):
    make_figure(indicator)
    rows = [(JANUARY, Decimal(13)), (FEBRUARY, Decimal(14))]

    error = refused(
        startup,
        lambda: record_measurements(indicator=indicator, rows=rows, source=SOURCE, **ACT),
    )

    assert "31/01/2026" in str(error)


def test_replacing_is_possible_when_it_is_said_and_reasoned(startup, indicator):
    kept = make_figure(indicator, source="Estimation")

    record_measurements(
        indicator=indicator, rows=[(JANUARY, Decimal(13))], source=SOURCE, replace=True, **ACT
    )

    assert recorded(startup) == [("Usagers actifs", JANUARY, Decimal(13), SOURCE)]
    assert [(row.value, row.source) for row in kept.history.all()] == [
        (Decimal(13), SOURCE),
        (Decimal(12), "Estimation"),
    ]
    detail = "Usagers actifs: 2026-01-31 = 12 → 13"
    assert journal(startup) == [(ActKind.MEASURED, REASON, detail)]


def test_replacing_without_a_reason_is_refused(startup, indicator):
    make_figure(indicator)

    error = refused(
        startup,
        lambda: record_measurements(
            indicator=indicator,
            rows=[(JANUARY, Decimal(13))],
            source=SOURCE,
            replace=True,
            **ACT | {"reason": ""},
        ),
    )

    assert set(error.error_dict) == {"reason"}


def test_the_same_value_again_writes_nothing(startup, indicator):
    make_figure(indicator)
    before = everything(startup)

    plan = record_measurements(
        indicator=indicator, rows=[(JANUARY, Decimal("12.00"))], source="Autre", **ACT
    )

    assert [row.fate for row in plan.rows] == [PlannedAction.UNCHANGED]
    assert everything(startup) == before


def test_two_thousand_values_take_few_queries(startup, indicator, django_assert_max_num_queries):
    rows = [(date.fromordinal(730000 + number), Decimal(number)) for number in range(2000)]

    with django_assert_max_num_queries(25):
        record_measurements(indicator=indicator, rows=rows, source=SOURCE, **ACT)
    again = [(day, value + 1) for day, value in rows]
    with django_assert_max_num_queries(60):
        record_measurements(indicator=indicator, rows=again, source=SOURCE, replace=True, **ACT)

    assert Measurement.history.count() == 4000


def test_what_the_database_refuses_is_said_clearly(startup, indicator, monkeypatch):
    """Somebody who does not hold the startup writes between the check and the writing."""
    from startups.figures.services import measurements

    def collide(**_: Any) -> None:
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(measurements, "create_facts", collide)

    error = refused(
        startup,
        lambda: record_measurements(
            indicator=indicator, rows=[(JANUARY, Decimal(1))], source=SOURCE, **ACT
        ),
    )

    assert error.code == "collision"


@pytest.mark.parametrize(("public", "changed_on"), [(True, ON), (False, None)])
def test_only_public_figures_date_the_public_page(public, changed_on):
    startup = make_published_startup()
    PublishedText.objects.filter(startup=startup).update(changed_on=None)

    record_measurements(
        indicator=make_indicator(startup, public=public),
        rows=[(JANUARY, Decimal(1))],
        source=SOURCE,
        **ACT,
    )

    assert PublishedText.objects.get(startup=startup).changed_on == changed_on
