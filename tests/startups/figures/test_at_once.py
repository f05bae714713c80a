"""Two people at once: on PostgreSQL, each in a thread and a connection of their own."""

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from startups.figures.models import Indicator, Measurement
from startups.figures.services import change_indicator, create_indicator, record_measurements
from tests.factories import make_startup

from .making import ON, REASON, make_indicator

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]
ACT: dict[str, Any] = {"on": ON, "actor": None, "reason": REASON}
THREADS = 4


def at_once(act: Callable[[int], object]) -> list[ValidationError]:
    """Runs ``act`` in several threads released together; returns what was refused."""
    barrier = threading.Barrier(THREADS)
    errors: list[Exception] = []

    def run(number: int) -> None:
        try:
            barrier.wait()
            act(number)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(error, ValidationError) for error in errors), errors
    return errors  # type: ignore[return-value]


def test_two_people_cannot_make_two_headlines():
    startup = make_startup()
    indicators = [make_indicator(startup, f"Mesure {n}", public=True) for n in range(THREADS)]

    errors = at_once(
        lambda n: change_indicator(indicator=indicators[n], values={"headline": True}, **ACT)
    )

    assert errors == []
    assert Indicator.objects.filter(startup=startup, headline=True).count() == 1


def test_two_people_cannot_create_the_same_indicator():
    startup = make_startup()
    values = {"wording": "Usagers", "level": "used"}

    errors = at_once(lambda n: create_indicator(startup=startup, values=values, **ACT))

    assert len(errors) == THREADS - 1
    assert Indicator.objects.filter(startup=startup).count() == 1


def test_two_people_cannot_record_the_same_day():
    indicator = make_indicator(make_startup())
    day = date(2026, 1, 31)

    errors = at_once(
        lambda n: record_measurements(
            indicator=indicator, rows=[(day, Decimal(n))], source="Base", **ACT
        )
    )

    assert len(errors) == THREADS - 1
    assert Measurement.objects.filter(indicator=indicator).count() == 1
    assert Measurement.history.count() == 1
