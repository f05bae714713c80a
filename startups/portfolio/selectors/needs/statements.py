"""Budget statements that wait for a manager, and those that teams have not given."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet

from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement
from startups.money.statements.selectors.statements import due_on, statements_expected
from startups.portfolio.enums import NeedKind
from startups.registry.models import Startup
from startups.reviews.due_dates import days_late

from .kinds import Need


def statement_needs(*, startups: QuerySet[Startup], on: date) -> Iterator[Need]:
    """Those of ``startups`` to validate or send back, and those expected; five queries."""
    submitted = Statement.objects.filter(startup__in=startups, state=StatementState.SUBMITTED)
    for row in submitted.select_related("startup"):
        yield Need(
            kind=NeedKind.STATEMENT,
            subject=row.startup.name,
            since=row.submitted_on or on,
            route="statements:page",
            args=(row.pk,),
            detail=HalfYear(row.year, row.half).label,
        )
    for one in statements_expected(startups=startups, on=on):
        due = due_on(one.half)
        yield Need(
            kind=NeedKind.STATEMENT_EXPECTED,
            subject=one.startup.name,
            since=due + timedelta(days=1),
            route="team_statements:index",
            args=(one.startup.slug,),
            detail=one.half.label,
            due=due,
            late=days_late(due, on),
        )
