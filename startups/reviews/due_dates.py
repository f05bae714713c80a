"""When a six-month review is due. Pure: no database and no clock.

The rule is design.md's, section 4: the earlier of *last decision + six months* and *the day the
envelope runs out − 45 days*; for a first review, six months after the phase starts, or the day
set when the startup was opened.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from startups.core.calendar import add_months

from .enums import DueBasis

MONTHS_BETWEEN_REVIEWS = 6
BEFORE_ENVELOPE_ENDS = timedelta(days=45)
"""An order takes about a month to place: the committee meets before the money is used up."""


@dataclass(frozen=True)
class Background:
    """What the due date of the next review follows from.

    ``phase_start`` is the start of the phase in force. ``decided_on`` and ``decided_next`` are
    the day of the last decision since the startup (re)started and the next date that it set.
    ``committee_on`` is a committee that the timeline records without a decision. ``set_first``
    was set when the startup opened. ``skipped_due`` is the due date of the last review that was
    cancelled. ``envelope_ends`` is the forecast day on which the money runs out.
    """

    phase_start: date
    decided_on: date | None = None
    decided_next: date | None = None
    committee_on: date | None = None
    set_first: date | None = None
    skipped_due: date | None = None
    envelope_ends: date | None = None


@dataclass(frozen=True)
class Due:
    """A due date, and the rule that it comes from."""

    on: date
    basis: DueBasis


def due_date(background: Background) -> Due:
    """When the next review of a startup is due."""
    anchor, due = _by_the_calendar(background)
    due = _after_skipped(due, background.skipped_due)
    return _before_the_money_ends(due, anchor, background.envelope_ends)


def _by_the_calendar(known: Background) -> tuple[date, Due]:
    """The day that six months are counted from, and the date that they lead to."""
    committee = known.committee_on
    if known.decided_on and not (committee and committee > known.decided_on):
        later = known.decided_next or _six_months_after(known.decided_on)
        return known.decided_on, Due(later, DueBasis.DECISION)
    if committee:
        return committee, Due(_six_months_after(committee), DueBasis.COMMITTEE)
    if known.set_first:
        return min(known.phase_start, known.set_first), Due(known.set_first, DueBasis.OPENING)
    return known.phase_start, Due(_six_months_after(known.phase_start), DueBasis.PHASE_START)


def _after_skipped(due: Due, skipped: date | None) -> Due:
    """A review that was cancelled is not asked for again: the next comes six months later."""
    if skipped is None or due.on > skipped:
        return due
    return Due(_six_months_after(skipped), DueBasis.SKIPPED)


def _before_the_money_ends(due: Due, anchor: date, ends: date | None) -> Due:
    """The envelope may bring a review forward, never before the decision that granted it."""
    if ends is None:
        return due
    early = max(ends - BEFORE_ENVELOPE_ENDS, anchor)
    return Due(early, DueBasis.ENVELOPE) if early < due.on else due


def _six_months_after(day: date) -> date:
    return add_months(day, MONTHS_BETWEEN_REVIEWS)


def days_late(due: date, on: date) -> int:
    """Civil days since the due date; 0 on the day itself and before."""
    return max((on - due).days, 0)
