"""The impact figures of the demonstration, told relative to the day on which it is loaded."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from startups.figures.services import create_indicator, record_measurements
from startups.registry.models import Startup

from .dates import resolve

FILE = Path(__file__).parent / "figures.yaml"
REASON = "demonstration"
FIELDS = ("wording", "unit", "level", "direction", "public", "headline")


def load_figures(*, on: date) -> int:
    """Gives figures to the startups that have none; returns to how many.

    Loaded twice, the second changes nothing: nor does it add to what somebody entered.
    """
    by_startup = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    startups = Startup.objects.filter(ghid__in=by_startup, indicators=None)
    for startup in startups:
        for indicator in by_startup[startup.ghid]:
            _load(startup, indicator, on)
    return len(startups)


def _load(startup: Startup, row: dict[str, Any], on: date) -> None:
    """An indicator and its figures, as if entered on the day of the last of them."""
    rows = [(resolve(day, on=on), Decimal(str(value))) for day, value in row["figures"].items()]
    signature: dict[str, Any] = {"on": rows[-1][0], "actor": None, "reason": REASON}
    values = {name: row[name] for name in FIELDS if name in row}
    indicator = create_indicator(startup=startup, values=values, **signature)
    record_measurements(indicator=indicator, rows=rows, source=row["source"], **signature)
