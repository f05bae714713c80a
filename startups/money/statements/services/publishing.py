"""What a statement publishes of the money of a startup, worked out once, when it is validated.

What is public of money changes only then. A snapshot counts the lines up to the end of its
half-year that no earlier one counted, in figures from which no price can be worked out
(``money.statistical_disclosure``); what would tell one waits for a later snapshot. So a statement
that replaces another, or is validated after that of a later half-year, publishes only what came
since.

The unexplained remainder is public as a band: to the cent, it could be the one order that a team
forgot to state.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.selectors.lines_to_publish import (
    LinesToPublish,
    late_in,
    lines_to_publish,
    not_counted,
    picked,
)
from startups.money.statements.models import Statement
from startups.money.statements.reconciliation import Amounts, Reconciliation, reconcile
from startups.money.statements.selectors.recorded import recorded_of
from startups.money.statements.selectors.remainders import stated
from startups.money.statistical_disclosure.disclosure import (
    Amount,
    Bucket,
    Disclosure,
    KnownTotals,
    Safety,
    disclose,
    settle,
    total,
)

# What may be told; a test switches it off to show what it holds back.
RULE = Safety()
# Above each share of what is stated or recorded, the band of the remainder.
BANDS = ((Decimal("0.20"), "over_20"), (Decimal("0.05"), "under_20"), (Decimal("0.01"), "under_5"))


type Snapshot = tuple[dict[str, Any], dict[str, Any]]


def snapshot(statement: Statement, *, on: date) -> Snapshot:
    """What validating ``statement`` on the day ``on`` publishes, and the lines that it counts.

    The first is what ``Statement.published`` keeps: amounts are texts, activities are codes,
    half-years are ``2026-1``. ``committed`` and ``spent`` are new figures, in addition to those
    of earlier snapshots; ``…_kept_back`` are half-years of which something waits still. The
    second, private, goes to ``Statement.published_lines``: the keys of the commitments of each
    of those figures in their order, and of the payments. Six queries; writes nothing.
    """
    half = HalfYear(statement.year, statement.half)
    until = min(half.end, on)
    earlier = _earlier(statement)
    lines = lines_to_publish(statement.startup_id)
    known = _known(lines, earlier)
    fresh = not_counted(lines.ordered, known.buckets, until=until)
    ordered = disclose(
        late_in(fresh, _published_keys(earlier, "committed"), half.code), RULE, known
    )
    known = replace(known, buckets=(*known.buckets, *(each.rows for each in ordered.buckets)))
    waiting = late_in(
        not_counted(lines.paid, known.totals, until=until),
        _published_keys(earlier, "spent"),
        half.code,
    )
    settled = settle(waiting, known, RULE)
    counted = {
        "commitments": [[row.line for row in each.rows] for each in ordered.buckets],
        "payments": [row.line for row in settled],
    }
    return _published(ordered, settled, waiting) | {"explained": _explained(statement, on)}, counted


def _known(lines: LinesToPublish, earlier: Iterable[Snapshot]) -> KnownTotals:
    """What earlier snapshots told, as figures of lines."""
    counted = [each[1] for each in earlier]
    return KnownTotals(
        tuple(picked(lines.ordered, keys) for each in counted for keys in each["commitments"]),
        tuple(picked(lines.paid, each["payments"]) for each in counted),
    )


def _published_keys(earlier: Iterable[Snapshot], side: str) -> set[str]:
    """The half-years that earlier snapshots told something of."""
    return {
        half for published, _c in earlier for each in published[side] for half in each["halves"]
    }


def _explained(statement: Statement, on: date) -> str:
    half = HalfYear(statement.year, statement.half)
    stated_amounts = stated(Statement.objects.filter(pk=statement.pk)).get(statement.pk, {})
    return band(reconcile(stated_amounts, recorded_of(statement.startup, half, on=on)))


def band(sums: Reconciliation) -> str:
    """How much of a statement the lines do not explain: the worse of what is ordered and paid."""
    if not sums.unexplained:
        return "whole"
    share = max(_share(sums, lambda one: one.committed), _share(sums, lambda one: one.paid))
    return next((name for least, name in BANDS if share >= least), "under_1")


def _share(sums: Reconciliation, side: Callable[[Amounts], Decimal]) -> Decimal:
    apart = sum((abs(side(row.difference)) for row in sums.rows), Decimal(0))
    whole = max(abs(side(sums.stated)), abs(side(sums.recorded)))
    return apart / whole if whole else Decimal(bool(apart))


def _published(
    ordered: Disclosure, settled: Iterable[Amount], waiting: Iterable[Amount]
) -> dict[str, Any]:
    counted = {row.line for row in settled}
    late = {row.half for row in waiting if row.line not in counted}
    halves = {row.half for row in settled}
    return {
        "committed": [_bucket(each) for each in ordered.buckets],
        "spent": [{"halves": sorted(halves), "amount": str(total(settled))}] if halves else [],
        "committed_kept_back": list(ordered.kept_back),
        "spent_kept_back": sorted(late),
    }


def _bucket(bucket: Bucket) -> dict[str, Any]:
    return {
        "halves": list(bucket.halves),
        "activities": sorted(map(str, bucket.activities)),
        "amount": str(bucket.amount),
        "grouped": bucket.grouped,
    }


def _earlier(statement: Statement) -> list[Snapshot]:
    """The snapshots of the startup so far."""
    rows = Statement.objects.filter(
        startup_id=statement.startup_id, state=StatementState.VALIDATED
    ).exclude(pk=statement.pk)
    snapshots = rows.order_by("validated_on", "pk").values_list("published", "published_lines")
    return [(published, lines) for published, lines in snapshots if published]
