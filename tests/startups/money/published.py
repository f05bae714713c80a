"""Statements that published figures, for tests of what shows them."""

from datetime import date
from typing import Any

from startups.money.enums import StatementState
from startups.money.statements.models import Statement
from startups.registry.models import Startup
from tests.factories import make_account


def publish(startup: Startup, half: str = "2026-1", **said: Any) -> Statement:
    """A validated statement that published this, as the snapshot writes it."""
    year, number = half.split("-")
    published = {
        "committed": [],
        "spent": [],
        "committed_kept_back": [],
        "spent_kept_back": [],
        "explained": "whole",
    }
    fields = {key: said.pop(key) for key in list(said) if key not in published}
    values = {
        "state": StatementState.VALIDATED,
        "submitted_on": date(2026, 7, 5),
        "submitted_by": make_account(),
        "validated_on": date(2026, 7, 20),
        "validated_by": make_account(),
    }
    return Statement.objects.create(
        startup=startup,
        year=int(year),
        half=number,
        published=published | said,
        published_lines={"commitments": [], "payments": []},
        **values | fields,
    )


def bucket(amount: str, *halves: str, activities: tuple[str, ...] = ("developpement",)) -> Any:
    grouped = len(halves) > 1 or len(activities) > 1
    return {
        "halves": list(halves or ("2026-1",)),
        "activities": list(activities),
        "amount": amount,
        "grouped": grouped,
    }
