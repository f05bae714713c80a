"""The budget statements that a team is asked for, for its dashboard."""

from datetime import date

from startups.money.statements.selectors.statements import rows_of
from startups.registry.models import Startup
from startups.team.duties import StatementAsked


def statements_asked(startup: Startup, *, on: date) -> list[StatementAsked]:
    """One a half-year, the oldest first; five queries."""
    return [
        StatementAsked(row.half.label, row.due, row.returned_comment)
        for row in reversed(rows_of(startup, on=on))
        if row.is_asked(on) or row.returned_comment
    ]
