"""A statement is given to the managers, who validate it or send it back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.formats import short_day
from startups.core.services.facts import Actor, update_facts
from startups.core.texts import read_text
from startups.money.enums import StatementState
from startups.money.statements.models import Statement
from startups.registry.services.journal import record_act
from startups.registry.services.publication import mark_changed

from .locking import half_of, held
from .notices import tell_managers, tell_team
from .publishing import snapshot

LONGEST_COMMENT = 2_000


def submit_statement(
    *, statement: Statement, seen: int | None = None, on: date, actor: Actor
) -> Statement:
    """Gives a draft to the managers; from then on it is not edited, unless it is sent back.

    Its half-year must have ended before the day ``on``. Raises ValidationError, and Stale when
    it is no longer at version ``seen``. Side effects: history, journal, a notice to managers.
    """
    if actor is None:
        raise ValidationError(_("A statement is submitted by somebody."), code="actor")
    with held(statement, StatementState.DRAFT, seen=seen) as row:
        half = half_of(row)
        if not half.has_ended(on):
            message = _("This half-year ends on %(day)s: the statement is submitted after it.")
            raise ValidationError(message % {"day": short_day(half.end)})
        values = {
            "state": StatementState.SUBMITTED,
            "submitted_on": on,
            "submitted_by": actor,
            "returned_comment": "",
        }
        _move(row, values, ActKind.STATEMENT_SUBMITTED, on=on, actor=actor)
        tell_managers(row, on=on, actor=actor)
        return row


def send_back_statement(
    *, statement: Statement, comment: str, seen: int | None = None, on: date, actor: Actor
) -> Statement:
    """Gives a submitted statement back to its team, which reads ``comment``.

    Raises as ``submit_statement`` does. Side effects: history, journal, a notice to the team.
    """
    comment = read_text(comment, longest=LONGEST_COMMENT)
    if not comment:
        raise ValidationError({"comment": _("Say what is to be completed.")})
    with held(statement, StatementState.SUBMITTED, seen=seen) as row:
        values = {
            "state": StatementState.DRAFT,
            "submitted_on": None,
            "submitted_by": None,
            "returned_comment": comment,
        }
        _move(row, values, ActKind.STATEMENT_RETURNED, on=on, actor=actor, reason=comment)
        tell_team(row, "returned", on=on, actor=actor)
        return row


def validate_statement(
    *, statement: Statement, seen: int | None = None, on: date, actor: Actor
) -> Statement:
    """Publishes a submitted statement, for good; the one that it replaces counts no longer.

    Nobody validates what they submitted themselves. What the public is shown is worked out now
    and kept. Raises as ``submit_statement`` does. Side effects: history, journal, the day of the
    last change of the page, a notice to the team.
    """
    if actor is None:
        raise ValidationError(_("A statement is validated by somebody."), code="actor")
    with held(statement, StatementState.SUBMITTED, seen=seen) as row:
        if row.submitted_by_id == actor.pk:
            message = _("You submitted this statement: somebody else validates it.")
            raise ValidationError(message, code="own")
        published, lines = snapshot(row, on=on)
        values = {
            "state": StatementState.VALIDATED,
            "validated_on": on,
            "validated_by": actor,
            "published": published,
            "published_lines": lines,
        }
        _move(row, values, ActKind.STATEMENT_VALIDATED, on=on, actor=actor)
        mark_changed(days={row.startup_id: on})
        tell_team(row, "validated", on=on, actor=actor)
        return row


def _move(
    row: Statement,
    values: Mapping[str, Any],
    kind: ActKind,
    *,
    on: date,
    actor: Actor,
    reason: str = "",
) -> None:
    """Writes the new state as the next version, and the act."""
    values = {**values, "version": row.version + 1}
    update_facts(instance=row, values=values, actor=actor, reason=reason)
    detail = half_of(row).code
    record_act(startup=row.startup, kind=kind, on=on, actor=actor, reason=reason, detail=detail)
