"""What is agreed to before it is recorded is what is recorded."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.figures.services import PlannedValue, plan_entries, record_table
from tests.factories import make_startup

from .making import ON, REASON, everything, make_figure, make_indicator

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


def test_what_was_agreed_to_is_what_is_written(startup, indicator):
    entries = [PlannedValue(indicator.pk, JANUARY, Decimal(13))]
    seen = plan_entries(startup=startup, entries=entries, source=SOURCE).digest
    make_figure(indicator)

    error = refused(
        startup,
        lambda: record_table(
            startup=startup, entries=entries, source=SOURCE, replace=True, seen=seen, **ACT
        ),
    )

    assert error.code == "changed"


@pytest.mark.parametrize(
    "change", [{"value": Decimal(2)}, {"day": FEBRUARY}, {"source": "autre"}, {"key": 0}]
)
def test_a_plan_is_known_by_everything_in_it(startup, indicator, change):
    def digest(key: int, day: date, value: Decimal, source: str) -> str:
        return plan_entries(
            startup=startup, entries=[PlannedValue(key, day, value)], source=source
        ).digest

    agreed = {"key": indicator.pk, "day": JANUARY, "value": Decimal(1), "source": SOURCE}

    assert digest(**agreed) != digest(**agreed | change)
    assert digest(**agreed) == digest(**agreed | {"value": Decimal("1.0")})
