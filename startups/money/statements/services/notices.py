"""Mails about statements: to whoever has to answer one, and to whoever was answered."""

from datetime import date
from typing import Any

from startups.core.services.facts import Actor
from startups.core.services.notices import announce_notices, write_notice
from startups.money.statements.models import Statement
from startups.people.selectors.audience import managers_of, team_of

from .locking import half_of


def tell_managers(statement: Statement, *, on: date, actor: Actor) -> None:
    """One was submitted; whoever did it knows."""
    readers = {*managers_of(statement.startup, on=on)} - {actor}
    _tell(statement, readers, "submitted", on=on, actor=actor)


def tell_team(statement: Statement, what: str, *, on: date, actor: Actor) -> None:
    """It was ``validated`` or ``returned``."""
    _tell(statement, {*team_of(statement.startup, on=on)} - {actor}, what, on=on, actor=actor)


def _tell(statement: Statement, readers: set[Any], what: str, *, on: date, actor: Actor) -> None:
    """What happens again, after a return, is told anew: each is another version."""
    context = {
        "statement": statement,
        "startup": statement.startup,
        "half": half_of(statement),
        "actor": actor,
    }
    for reader in sorted(readers, key=lambda user: user.pk):
        write_notice(
            recipient=reader,
            key=f"statement-{statement.pk}-{what}-{statement.version}",
            template=f"mail/statement_{what}.txt",
            context=context,
            on=on,
        )
    announce_notices()
