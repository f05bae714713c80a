"""Due dates, against an oracle that counts months another way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.reviews.due_dates import Background, Due, days_late, due_date
from startups.reviews.enums import DueBasis
from tests.drawing import days

D = date.fromisoformat
PHASE, DECISION = DueBasis.PHASE_START, DueBasis.DECISION
COMMITTEE, OPENING = DueBasis.COMMITTEE, DueBasis.OPENING
SKIPPED, ENVELOPE = DueBasis.SKIPPED, DueBasis.ENVELOPE

# What is known, the due date and its rule. Written by hand from a calendar.
FIRST_REVIEWS = [
    ("2026-01-01", "2026-07-01"),
    ("2026-01-31", "2026-07-31"),
    ("2026-02-28", "2026-08-28"),
    ("2024-02-29", "2024-08-29"),
    ("2026-03-31", "2026-09-30"),
    ("2026-04-30", "2026-10-30"),
    ("2026-05-31", "2026-11-30"),
    ("2026-06-30", "2026-12-30"),
    ("2026-07-31", "2027-01-31"),
    ("2026-08-27", "2027-02-27"),
    ("2026-08-28", "2027-02-28"),
    ("2026-08-29", "2027-02-28"),
    ("2026-08-30", "2027-02-28"),
    ("2026-08-31", "2027-02-28"),
    ("2027-08-28", "2028-02-28"),
    ("2027-08-29", "2028-02-29"),
    ("2027-08-30", "2028-02-29"),
    ("2027-08-31", "2028-02-29"),
    ("2023-08-31", "2024-02-29"),
    ("2099-08-31", "2100-02-28"),
    ("1999-08-31", "2000-02-29"),
    ("2026-09-30", "2027-03-30"),
    ("2026-10-31", "2027-04-30"),
    ("2026-11-30", "2027-05-30"),
    ("2026-12-31", "2027-06-30"),
]


@pytest.mark.parametrize(("start", "due"), FIRST_REVIEWS)
def test_first_review_comes_six_months_after_the_phase(start: str, due: str) -> None:
    assert due_date(Background(phase_start=D(start))) == Due(D(due), PHASE)


@pytest.mark.parametrize(("committee", "due"), FIRST_REVIEWS)
def test_a_committee_without_decision_counts_like_one(committee: str, due: str) -> None:
    known = Background(phase_start=date(1990, 1, 1), committee_on=D(committee))
    assert due_date(known) == Due(D(due), COMMITTEE)


START = "2025-01-10"
# decided_on, decided_next, committee_on, set_first, skipped_due, envelope_ends → due, rule
CASES = [
    # A decision sets the next date: six months, one or two provisionally, or a day of its own.
    ("2026-03-01", "2026-09-01", None, None, None, None, "2026-09-01", DECISION),
    ("2026-03-01", "2026-04-01", None, None, None, None, "2026-04-01", DECISION),
    ("2026-03-01", "2026-05-01", None, None, None, None, "2026-05-01", DECISION),
    ("2026-08-31", "2027-02-28", None, None, None, None, "2027-02-28", DECISION),
    ("2026-12-31", "2027-02-28", None, None, None, None, "2027-02-28", DECISION),
    ("2026-03-01", None, None, None, None, None, "2026-09-01", DECISION),
    ("2026-03-01", "2026-12-24", None, None, None, None, "2026-12-24", DECISION),
    # The committee of the decision itself is not another one; a later one is.
    ("2026-03-01", "2026-09-01", "2026-03-01", None, None, None, "2026-09-01", DECISION),
    ("2026-03-01", "2026-09-01", "2026-02-01", None, None, None, "2026-09-01", DECISION),
    ("2026-03-01", "2026-09-01", "2026-05-31", None, None, None, "2026-11-30", COMMITTEE),
    # Set when it opened: before any decision only.
    (None, None, None, "2025-03-15", None, None, "2025-03-15", OPENING),
    (None, None, None, "2025-12-24", None, None, "2025-12-24", OPENING),
    ("2026-03-01", "2026-09-01", None, "2025-03-15", None, None, "2026-09-01", DECISION),
    (None, None, "2025-06-30", "2025-03-15", None, None, "2025-12-30", COMMITTEE),
    # A review that was cancelled is not asked for again.
    (None, None, None, None, "2025-07-10", None, "2026-01-10", SKIPPED),
    (None, None, None, None, "2025-08-31", None, "2026-02-28", SKIPPED),
    (None, None, None, None, "2025-01-31", None, "2025-07-10", PHASE),
    ("2026-03-01", "2026-09-01", None, None, "2026-09-01", None, "2027-03-01", SKIPPED),
    ("2026-03-01", "2026-09-01", None, None, "2026-08-31", None, "2026-09-01", DECISION),
    ("2026-03-01", "2026-04-01", None, None, "2026-04-01", None, "2026-10-01", SKIPPED),
    # The envelope: 45 days before its end, when that is earlier.
    (None, None, None, None, None, "2025-07-10", "2025-05-26", ENVELOPE),
    (None, None, None, None, None, "2025-08-24", "2025-07-10", PHASE),
    (None, None, None, None, None, "2025-08-23", "2025-07-09", ENVELOPE),
    (None, None, None, None, None, "2026-12-31", "2025-07-10", PHASE),
    ("2026-03-01", "2026-09-01", None, None, None, "2026-06-30", "2026-05-16", ENVELOPE),
    ("2026-03-01", "2026-09-01", None, None, None, "2026-10-16", "2026-09-01", DECISION),
    ("2026-03-01", "2026-09-01", None, None, None, "2026-10-15", "2026-08-31", ENVELOPE),
    ("2024-01-05", "2024-07-05", None, None, None, "2024-04-14", "2024-02-29", ENVELOPE),
    ("2025-01-05", "2025-07-05", None, None, None, "2025-04-14", "2025-02-28", ENVELOPE),
    # Never before the decision that granted it, even when the money is gone already.
    ("2026-03-01", "2026-09-01", None, None, None, "2026-03-20", "2026-03-01", ENVELOPE),
    ("2026-03-01", "2026-09-01", None, None, None, "2025-12-31", "2026-03-01", ENVELOPE),
    (None, None, None, None, None, "2025-01-20", "2025-01-10", ENVELOPE),
    # Together.
    (None, None, None, None, "2025-07-10", "2025-10-01", "2025-08-17", ENVELOPE),
    ("2026-03-01", "2026-09-01", "2026-05-31", None, None, "2026-10-01", "2026-08-17", ENVELOPE),
    ("2026-03-01", "2026-04-01", None, None, None, "2026-05-20", "2026-04-01", DECISION),
    (None, None, None, "2025-03-15", None, "2025-04-01", "2025-02-15", ENVELOPE),
    (None, None, None, "2025-03-15", "2025-03-15", None, "2025-09-15", SKIPPED),
]
assert len(FIRST_REVIEWS) + len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
def test_due_date_follows_from_what_is_known(case: tuple[str | None, ...]) -> None:
    *known, due, basis = case
    days = [D(day) if day else None for day in known]
    names = (
        "decided_on",
        "decided_next",
        "committee_on",
        "set_first",
        "skipped_due",
        "envelope_ends",
    )
    background = Background(phase_start=D(START), **dict(zip(names, days, strict=True)))
    assert due_date(background) == Due(D(str(due)), DueBasis(str(basis)))


def oracle_six_months(day: date) -> date:
    """Six months later, found by walking days: the same day number, else the month's last."""
    month = (day.month + 6 - 1) % 12 + 1
    walked = day + timedelta(days=150)
    while walked.month != month:
        walked += timedelta(days=1)
    while walked.day != day.day and (walked + timedelta(days=1)).month == month:
        walked += timedelta(days=1)
    return walked


@given(days(before=28_000, after=45_000))
def test_six_months_agree_with_walking_the_days(start: date) -> None:
    assert due_date(Background(phase_start=start)).on == oracle_six_months(start)


DAYS = days(before=2_500, after=3_300)


@given(DAYS, DAYS, st.none() | DAYS)
def test_due_date_is_never_before_what_it_counts_from(
    start: date, decided: date, envelope: date | None
) -> None:
    known = Background(phase_start=start, decided_on=decided, envelope_ends=envelope)
    due = due_date(known)
    assert decided <= due.on <= oracle_six_months(decided)


def test_lateness_starts_the_day_after() -> None:
    due = date(2026, 6, 1)
    found = [days_late(due, due + timedelta(days=shift)) for shift in (-10, 0, 1, 30)]
    assert found == [0, 0, 1, 30]
