"""Writes a draft: what the team states, which may differ from what the lines say."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.services.facts import Actor, create_facts, delete_facts, sign, update_facts
from startups.core.texts import read_text
from startups.money.enums import StatementState
from startups.money.models import Activity, Resource
from startups.money.statements.models import Statement, StatementLine
from startups.money.statements.reconciliation import Amounts, Cell
from startups.money.words import check_amount

from .locking import held
from .opening import fill

LONGEST_COMMENT = 2_000


@dataclass(frozen=True)
class StatedLine:
    """What is stated of an activity and a kind of resource (keys), in euros including tax.

    Credit notes may make an amount negative.
    """

    activity: int
    resource: int
    committed: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)


def write_statement(
    *,
    statement: Statement,
    lines: Iterable[StatedLine],
    comment: str,
    seen: int | None = None,
    on: date,
    actor: Actor,
) -> bool:
    """Makes ``lines`` all that a draft states, and ``comment`` what is published beside them.

    A line of nothing is not kept. Returns whether anything differed. Raises ValidationError, and
    Stale when the draft is no longer at version ``seen``. Side effects: history.
    """
    wanted = _by_cell(lines)
    comment = read_text(comment, longest=LONGEST_COMMENT)
    with held(statement, StatementState.DRAFT, seen=seen) as draft:
        changed = _write_lines(draft, wanted, actor)
        if changed or draft.comment != comment:
            _next_version(draft, comment, actor=actor)
            return True
        return False


def take_lines_again(
    *, statement: Statement, seen: int | None = None, on: date, actor: Actor
) -> Statement:
    """Makes a draft say what the lines say on the day ``on``, and nothing of what it said.

    Raises as ``write_statement`` does. Side effects: history.
    """
    with held(statement, StatementState.DRAFT, seen=seen) as draft:
        delete_facts(rows=draft.lines.all(), actor=actor, reason="")
        fill(draft, on=on, actor=actor)
        _next_version(draft, draft.comment, actor=actor)
        return draft


def _next_version(draft: Statement, comment: str, *, actor: Actor) -> None:
    draft.comment = comment
    draft.version += 1
    sign(draft, actor=actor, reason="").save()


def _by_cell(lines: Iterable[StatedLine]) -> dict[Cell, Amounts]:
    by_cell: dict[Cell, Amounts] = {}
    for line in lines:
        cell = (line.activity, line.resource)
        if cell in by_cell:
            raise ValidationError(_("An activity and a kind of resource are stated once."))
        check_amount(line.committed, field="committed")
        check_amount(line.paid, field="paid")
        by_cell[cell] = Amounts(line.committed, line.paid)
    return {cell: amounts for cell, amounts in by_cell.items() if amounts}


def _check_terms(wanted: Collection[Cell]) -> None:
    if not wanted:
        return
    activities, resources = {cell[0] for cell in wanted}, {cell[1] for cell in wanted}
    known = set(Activity.objects.filter(pk__in=activities).values_list("pk", flat=True))
    kinds = set(Resource.objects.filter(pk__in=resources).values_list("pk", flat=True))
    if activities - known or resources - kinds:
        raise ValidationError(_("This activity or this kind of resource is not in the list."))


def _write_lines(draft: Statement, wanted: Mapping[Cell, Amounts], actor: Actor) -> bool:
    rows = {(row.activity_id, row.resource_id): row for row in draft.lines.order_by()}
    _check_terms(wanted.keys() - rows.keys())
    gone = [row for cell, row in rows.items() if cell not in wanted]
    delete_facts(rows=gone, actor=actor, reason="")
    added, changed = [], False
    for (activity, resource), amounts in wanted.items():
        values = {"committed": amounts.committed, "paid": amounts.paid}
        if row := rows.get((activity, resource)):
            changed |= bool(update_facts(instance=row, values=values, actor=actor, reason=""))
        else:
            line = StatementLine(
                statement=draft, activity_id=activity, resource_id=resource, **values
            )
            added.append(line)
    create_facts(model=StatementLine, rows=added, actor=actor, reason="")
    return bool(gone or added or changed)
