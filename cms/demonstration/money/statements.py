"""Writes, submits and validates the demonstration's budget statements, half-year by half-year."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from startups.money.half_years import HalfYear
from startups.money.models import Payment
from startups.money.statements.models import Statement
from startups.money.statements.services.answering import (
    send_back_statement,
    submit_statement,
    validate_statement,
)
from startups.money.statements.services.opening import open_statement
from startups.money.statements.services.writing import StatedLine, write_statement
from startups.registry.models import Startup

OPENED, SUBMITTED, ANSWERED = timedelta(days=9), timedelta(days=24), timedelta(days=38)
"""How long after the half-year each act comes, as a rule."""
COMMENT = "Les montants sont ceux des bons de commande et des factures, toutes taxes comprises."
UNEXPLAINED = (
    "Une refacturation interne n’a pas encore de pièce : elle est comptée ici, pas dans les lignes."
)
RETURNED = "Le personnel mis à disposition par la direction partenaire manque : merci de l’ajouter."


class Statements:
    """Tells them in the name of ``team``, who submits, and of ``manager``, who validates."""

    def __init__(self, *, on: date, team: Any, manager: Any) -> None:
        self.on, self.team, self.manager = on, team, manager

    def tell(self, startup: Startup, facts: Mapping[str, Any]) -> None:
        """One for each half-year that is over by now and in which money moved."""
        last = HalfYear.of(self.on - ANSWERED).previous
        for half in self._halves(startup, last):
            state = facts.get("latest", "validated") if half == last else "validated"
            if state != "missing":
                self._tell(startup, half, state, facts.get("unexplained") if half == last else None)

    def _halves(self, startup: Startup, last: HalfYear) -> list[HalfYear]:
        ordered = startup.commitments.order_by().values_list("ordered_on", flat=True)
        paid = Payment.objects.order_by().filter(commitment__startup=startup)
        days = {*ordered, *paid.values_list("paid_on", flat=True)}
        return sorted(half for half in {HalfYear.of(day) for day in days if day} if half <= last)

    def _tell(self, startup: Startup, half: HalfYear, state: str, more: str | None) -> None:
        opened = half.end + OPENED
        statement = open_statement(
            startup=startup, year=half.year, half=half.half, on=opened, actor=self.team
        )
        if state == "draft":
            return
        self._write(statement, more, on=opened)
        submitted, answered = half.end + SUBMITTED, half.end + ANSWERED
        submit_statement(statement=statement, on=submitted, actor=self.team)
        if state == "validated":
            validate_statement(statement=statement, on=answered, actor=self.manager)
        elif state == "returned":
            send_back_statement(
                statement=statement, comment=RETURNED, on=answered, actor=self.manager
            )

    def _write(self, statement: Statement, more: str | None, *, on: date) -> None:
        """What the lines say, and ``more`` than they say on the first line."""
        stated = [
            StatedLine(row.activity_id, row.resource_id, row.committed, row.paid)
            for row in statement.lines.all()
        ]
        if more and stated:
            first = stated[0]
            larger = first.committed + Decimal(more)
            stated[0] = StatedLine(first.activity, first.resource, larger, first.paid)
        comment = UNEXPLAINED if more else COMMENT
        write_statement(statement=statement, lines=stated, comment=comment, on=on, actor=self.team)
