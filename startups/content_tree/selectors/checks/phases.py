"""Phases as told: gaps, overlaps, moves back, restarts. Kept as they are, never refused."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from startups.content_tree import reading
from startups.content_tree.enums import Severity
from startups.content_tree.records import PhaseRow
from startups.content_tree.tree import STARTUP, ContentItem
from startups.lifecycle.enums import ENDED, Phase
from startups.lifecycle.phases import chronological

from .context import Context, Finding, make_finding


def check_phases(item: ContentItem, context: Context) -> Iterator[Finding]:
    if item.kind is not STARTUP:
        return
    rows: tuple[PhaseRow, ...] = item.record.phases
    if not rows:
        message = _("No phase is told: the startup counts as not started.")
        yield make_finding(item, "no-phase", Severity.WARNING, "phases", "", message)
    if len(rows) < sum(1 for _row in reading.rows(item.source.head, "phases")):
        message = _("The same phase is told twice from the same day.")
        yield make_finding(item, "phase-twice", Severity.WARNING, "phases", "", message)
    yield from _order(item, rows)
    ordered = chronological(rows)
    for before, after in pairwise(ordered):
        yield from _dates(item, before, after)
        yield from _moves(item, before, after)
    yield from _last(item, ordered, context)


def _order(item: ContentItem, rows: tuple[PhaseRow, ...]) -> Iterator[Finding]:
    if any(after.start < before.start for before, after in pairwise(rows)):
        message = _("The phases are not told in the order of their dates.")
        yield make_finding(item, "phases-out-of-order", Severity.INFO, "phases", "", message)


def _dates(item: ContentItem, before: PhaseRow, after: PhaseRow) -> Iterator[Finding]:
    if before.start == after.start:
        message = _("Two phases start on the same day; the later in the order of phases counts.")
        yield _phase_finding(item, "phases-start-together", Severity.WARNING, after, message)
    elif before.declared_end and (after.start - before.declared_end).days > 1:
        message = _("Nothing is told between the end of one phase and the start of the next.")
        yield _phase_finding(item, "phase-gap", Severity.INFO, before, message)
    elif before.declared_end and before.declared_end > after.start:
        message = _("The phase is said to end after the next one starts.")
        yield _phase_finding(item, "phase-overlap", Severity.WARNING, before, message)


def _moves(item: ContentItem, before: PhaseRow, after: PhaseRow) -> Iterator[Finding]:
    first, second = Phase(before.phase), Phase(after.phase)
    if first in ENDED and second not in ENDED:
        message = _("The startup starts again after it ended.")
        yield _phase_finding(item, "restart", Severity.WARNING, after, message)
    elif first == second:
        message = _("The same phase comes twice in a row.")
        yield _phase_finding(item, "phase-repeated", Severity.WARNING, after, message)
    elif second.rank < first.rank:
        message = _("The startup steps back to an earlier phase.")
        yield _phase_finding(item, "step-back", Severity.WARNING, after, message)


def _last(item: ContentItem, ordered: list[PhaseRow], context: Context) -> Iterator[Finding]:
    if ordered and ordered[-1].declared_end:
        message = _("The last phase has an end, and nothing follows; it counts as in force.")
        yield _phase_finding(item, "end-on-last-phase", Severity.WARNING, ordered[-1], message)
    for row in ordered:
        if row.start > context.on:
            message = _("The phase is to come.")
            yield _phase_finding(item, "planned-phase", Severity.INFO, row, message)


def _phase_finding(
    item: ContentItem, code: str, severity: Severity, row: PhaseRow, message: str
) -> Finding:
    return make_finding(
        item, code, severity, "phases", f"{row.phase} {row.start.isoformat()}", message
    )
