"""Drops a draft that was begun by mistake; its half-year can be stated anew."""

from datetime import date

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, delete_facts
from startups.money.enums import StatementState
from startups.money.statements.models import Statement
from startups.registry.services.journal import record_act

from .locking import half_of, held


def drop_draft(*, statement: Statement, seen: int | None = None, on: date, actor: Actor) -> None:
    """Deletes a draft and its lines; the history keeps both.

    What it was to replace stays in force, and may be replaced again. Raises ValidationError when
    it was submitted, Stale when it is no longer at version ``seen``. Side effects: history,
    journal.
    """
    with held(statement, StatementState.DRAFT, seen=seen) as draft:
        delete_facts(rows=draft.lines.all(), actor=actor, reason="")
        record_act(
            startup=draft.startup,
            kind=ActKind.STATEMENT_DROPPED,
            on=on,
            actor=actor,
            reason=draft.reason,
            detail=half_of(draft).code,
        )
        delete_facts(rows=[draft], actor=actor, reason="")
