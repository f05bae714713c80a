"""Records orders and internal costs: one, or a whole table, all or nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, create_facts, sign
from startups.figures.services.trail import one_at_a_time
from startups.money.models import Commitment
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .locking import total
from .order_rules import Errors, OrderBook, contracts_in

TEXTS = ("reference", "supplier", "supplier_siret", "note")
LINE_BREAKS = ("note",)


class RefusedLines(Exception):
    """Lines of a table that may not be recorded: by their rank, the reasons by field."""

    def __init__(self, errors: Mapping[int, Errors]) -> None:
        super().__init__(str(dict(errors)))
        self.errors = errors


def record_commitment(
    *, startup: Startup, values: Mapping[str, Any], on: date, actor: Actor
) -> Commitment:
    """Records a quote, an order under a contract, or an internal cost (no contract).

    ``values`` are fields of ``Commitment``; ``amount`` in euros including tax. Raises
    ValidationError by field: an order outside the dates of its contract, or over what its
    ceiling leaves, that of the framework agreement included, says so. Side effects: history,
    journal. Two orders at once never pass a ceiling together.
    """
    with one_at_a_time(startup.pk) as owner:
        order = new_order(owner, values)
        book = OrderBook(owner, contracts_in([order]), on=on)
        if errors := book.errors(order):
            raise ValidationError(errors)
        sign(order, actor=actor, reason="").save()
        record_act(startup=owner, kind=ActKind.COMMITTED, on=on, actor=actor, detail=str(order))
        return order


def record_commitments(
    *, startup: Startup, lines: Sequence[Mapping[str, Any]], on: date, actor: Actor
) -> list[Commitment]:
    """Records a table of orders, all or none; each line is as for ``record_commitment``.

    They pass the rules in their order: two lines together never pass a ceiling either. Raises
    RefusedLines. Side effects: history; one journal entry.
    """
    with one_at_a_time(startup.pk) as owner:
        orders, errors = _examined(owner, lines, on=on)
        if errors:
            raise RefusedLines(errors)
        rows = create_facts(model=Commitment, rows=orders, actor=actor, reason="")
        if rows:
            amount = total((row.ordered_on or on, row.amount) for row in rows)
            detail = f"{len(rows)} × : {amount} €"
            record_act(startup=owner, kind=ActKind.COMMITTED, on=on, actor=actor, detail=detail)
        return rows


def examine_commitments(
    *, startup: Startup, lines: Sequence[Mapping[str, Any]], on: date
) -> dict[int, Errors]:
    """Why these lines would be refused, by their rank; nothing is written."""
    with one_at_a_time(startup.pk) as owner:
        return _examined(owner, lines, on=on)[1]


def _examined(
    startup: Startup, lines: Sequence[Mapping[str, Any]], *, on: date
) -> tuple[list[Commitment], dict[int, Errors]]:
    orders = [new_order(startup, values) for values in lines]
    book = OrderBook(startup, contracts_in(orders), on=on)
    refused = {}
    for rank, order in enumerate(orders):
        if errors := book.errors(order):
            refused[rank] = errors
        else:
            book.enter(order)
    return orders, refused


def new_order(startup: Startup, values: Mapping[str, Any]) -> Commitment:
    """The order that ``values`` say, its texts tidied; not saved."""
    tidy = {
        name: " ".join(value.split()) if name in TEXTS and name not in LINE_BREAKS else value
        for name, value in values.items()
    }
    return Commitment(startup=startup, **tidy)
