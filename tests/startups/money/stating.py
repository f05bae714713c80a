"""Statements for tests, as they stand in the database."""

from datetime import date, timedelta
from typing import Any

from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement, StatementLine
from startups.registry.models import Startup
from tests.factories import make_account

from .making import activity, euros, resource

type Said = dict[tuple[str, str], tuple[str | int, str | int]]
"""What is committed and paid, by the codes of an activity and of a kind of resource."""

ORDINARY: Said = {("developpement", "prestations"): (1_000, 400)}


def make_statement(
    startup: Startup,
    half: str = "2026-1",
    state: str = StatementState.DRAFT,
    said: Said | None = None,
    by: Any = None,
    **fields: Any,
) -> Statement:
    """A statement of ``half`` in ``state``; ``by`` is who submitted it (made when absent)."""
    year, _mark, number = half.partition("-")
    statement = Statement.objects.create(startup=startup, year=int(year), half=number, **fields)
    for (activity_code, resource_code), (committed, paid) in (said or ORDINARY).items():
        StatementLine.objects.create(
            statement=statement,
            activity=activity(activity_code),
            resource=resource(resource_code),
            committed=euros(committed),
            paid=euros(paid),
        )
    end = HalfYear(statement.year, statement.half).end
    if state != StatementState.DRAFT:
        statement.submitted_on = end + timedelta(days=10)
        statement.submitted_by = by or make_account()
    if state == StatementState.VALIDATED:
        statement.validated_on = end + timedelta(days=20)
        statement.validated_by = make_account()
    statement.state = state
    statement.save()
    return statement


def half_year(code: str) -> HalfYear:
    year, _mark, number = code.partition("-")
    return HalfYear(int(year), number)


def last_day(code: str) -> date:
    return half_year(code).end
