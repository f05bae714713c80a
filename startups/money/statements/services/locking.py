"""Holds a statement while it is acted upon: its startup first, as every act about money."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.formats import short_day
from startups.core.versions import refuse_stale
from startups.figures.services.trail import one_at_a_time
from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement


@contextmanager
def held(statement: Statement, state: StatementState, *, seen: int | None) -> Iterator[Statement]:
    """The row as it is now, in a transaction that nobody else writes in.

    Raises ValidationError (``state``) unless it is in ``state``, saying what became of it, and
    Stale unless ``seen``, where it is given, is its version.
    """
    with one_at_a_time(statement.startup_id) as owner:
        row = Statement.objects.select_for_update().filter(pk=statement.pk).first()
        if row is None:
            raise ValidationError(_("This draft was dropped."), code="state")
        row.startup = owner
        if row.state != state:
            raise ValidationError(_became(row), code="state")
        if seen is not None:
            refuse_stale(row, seen=seen, now=row.version)
        yield row


def half_of(statement: Statement) -> HalfYear:
    return HalfYear(statement.year, statement.half)


def _became(row: Statement) -> str:
    """Why it is no longer open to what was tried: somebody was quicker, or the page was old."""
    if row.state == StatementState.VALIDATED and row.validated_on:
        message = _("This statement was validated on %(day)s: it is never changed, but replaced.")
        return message % {"day": short_day(row.validated_on)}
    if row.state == StatementState.SUBMITTED and row.submitted_on:
        message = _("This statement was submitted on %(day)s: it waits for a manager's answer.")
        return message % {"day": short_day(row.submitted_on)}
    return _("This statement is a draft: it was not submitted, or it was sent back.")
