"""Begins a statement, filled in with what the lines say."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, create_facts, sign
from startups.figures.services.trail import one_at_a_time
from startups.money.enums import Half, StatementState
from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement, StatementLine
from startups.money.statements.selectors.recorded import recorded_of
from startups.money.words import need_reason
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .locking import half_of


def open_statement(*, startup: Startup, year: int, half: str, on: date, actor: Actor) -> Statement:
    """Begins the statement of a half-year that has begun by the day ``on``.

    It has one line for each activity and kind of resource of the lines of that half-year.
    Raises ValidationError. Side effects: history, journal. Two at once: one statement.
    """
    wanted = _half_year(year, half, on)
    with one_at_a_time(startup.pk) as owner:
        if Statement.objects.filter(startup=owner, year=year, half=half).exists():
            raise ValidationError(_("There is a statement of that half-year already."))
        return _begin(Statement(startup=owner, year=year, half=wanted.half), on=on, actor=actor)


def replace_statement(*, statement: Statement, reason: str, on: date, actor: Actor) -> Statement:
    """Begins the statement that will replace a validated one, which stays as it is.

    It takes the lines as they are now, and the comment. Raises ValidationError: what is not
    validated is edited instead, and nothing is replaced twice. Side effects: history, journal.
    """
    reason = need_reason(reason)
    with one_at_a_time(statement.startup_id) as owner:
        old = Statement.objects.get(pk=statement.pk)
        if old.state != StatementState.VALIDATED:
            raise ValidationError(_("Only a validated statement is replaced: edit this one."))
        if Statement.objects.filter(replaces=old).exists():
            raise ValidationError(_("This statement is being replaced, or was, by another one."))
        new = Statement(
            startup=owner,
            year=old.year,
            half=old.half,
            replaces=old,
            reason=reason,
            comment=old.comment,
        )
        return _begin(new, on=on, actor=actor)


def _half_year(year: int, half: str, on: date) -> HalfYear:
    if half not in Half.values or not 2000 <= year <= 2100:
        raise ValidationError(_("There is no such half-year."))
    half_year = HalfYear(year, Half(half).value)
    if not half_year.has_begun(on):
        raise ValidationError(_("This half-year has not begun yet."))
    return half_year


def _begin(new: Statement, *, on: date, actor: Actor) -> Statement:
    sign(new, actor=actor, reason=new.reason).save()
    fill(new, on=on, actor=actor)
    record_act(
        startup=new.startup,
        kind=ActKind.STATEMENT_OPENED,
        on=on,
        actor=actor,
        reason=new.reason,
        detail=half_of(new).code,
    )
    return new


def fill(statement: Statement, *, on: date, actor: Actor) -> None:
    """Gives a statement that has no line those that the lines of money say."""
    sums = recorded_of(statement.startup, half_of(statement), on=on)
    rows = [
        StatementLine(
            statement=statement,
            activity_id=activity,
            resource_id=resource,
            committed=amounts.committed,
            paid=amounts.paid,
        )
        for (activity, resource), amounts in sorted(sums.items())
        if amounts
    ]
    create_facts(model=StatementLine, rows=rows, actor=actor, reason="")
