"""Changing and removing figures: for a reason, on what was seen, and nothing forgotten."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.figures.models import Measurement
from startups.figures.services import change_measurement, remove_measurement, row_digest
from tests.factories import make_startup

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


def test_changing_a_value_keeps_what_was(startup, indicator):
    figure = make_figure(indicator)

    changed = change_measurement(
        measurement=figure, values={"value": Decimal(15), "date": JANUARY}, **ACT
    )

    assert changed == ["value"]
    assert recorded(startup) == [("Usagers actifs", JANUARY, Decimal(15), SOURCE)]
    detail = "Usagers actifs: 2026-01-31 = 12 → 2026-01-31 = 15"
    assert journal(startup) == [(ActKind.MEASURED, REASON, detail)]
    assert [row.value for row in figure.history.all()] == [Decimal(15), Decimal(12)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"date": FEBRUARY}, "date"),
        ({"date": date(2026, 8, 21)}, "date"),
        ({"source": " "}, "source"),
        ({"value": Decimal("0.00001")}, "value"),
    ],
)
def test_a_change_that_breaks_a_rule_is_refused(startup, indicator, values, field):
    figure = make_figure(indicator)
    make_figure(indicator, "2026-02-28")

    error = refused(startup, lambda: change_measurement(measurement=figure, values=values, **ACT))

    assert set(error.error_dict) == {field}


def test_changing_and_removing_need_a_reason(startup, indicator):
    figure = make_figure(indicator)
    act = ACT | {"reason": ""}

    refused(
        startup,
        lambda: change_measurement(measurement=figure, values={"value": Decimal(1)}, **act),
    )
    refused(startup, lambda: remove_measurement(measurement=figure, **act))


def test_acting_on_what_is_no_longer_there_is_refused(startup, indicator):
    figure = make_figure(indicator)
    seen = row_digest(figure)
    Measurement.objects.filter(pk=figure.pk).update(value=99)

    for write in (
        lambda: change_measurement(
            measurement=figure, values={"value": Decimal(1)}, seen=seen, **ACT
        ),
        lambda: remove_measurement(measurement=figure, seen=seen, **ACT),
    ):
        assert refused(startup, write).code == "changed"

    Measurement.objects.filter(pk=figure.pk).delete()
    assert refused(startup, lambda: remove_measurement(measurement=figure, **ACT))


def test_removing_keeps_the_history(startup, indicator):
    figure = make_figure(indicator)
    key = figure.pk

    remove_measurement(measurement=figure, **ACT)

    assert recorded(startup) == []
    assert [
        (row.history_type, row.history_change_reason) for row in Measurement.history.filter(id=key)
    ] == [("-", REASON), ("+", None)]
    assert journal(startup) == [(ActKind.MEASURED, REASON, "Usagers actifs: − 2026-01-31 = 12")]
