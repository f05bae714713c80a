"""The steps of a reminder: when each begins, and which one is told."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.reminders.stages import CONDITION_DAYS, REVIEW_DAYS, latest_stage, stages
from tests.drawing import days

DUE = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2026-02-13", None),
        ("2026-02-14", "45"),
        ("2026-03-16", "45"),
        ("2026-03-17", "14"),
        ("2026-03-27", "14"),
        ("2026-03-28", "3"),
        ("2026-03-31", "due"),
        ("2026-04-06", "due"),
        ("2026-04-07", "late-7"),
        ("2026-04-14", "late-14"),
        ("2026-04-21", "late-21"),
        ("2026-04-29", "late-21"),
        ("2026-04-30", "late-1m"),
        ("2026-05-30", "late-1m"),
        ("2026-05-31", "late-2m"),
        ("2027-02-27", "late-10m"),
        ("2027-02-28", "late-11m"),
        ("2028-02-29", "late-23m"),
    ],
)
def test_the_last_step_that_has_begun_is_told(on: str, code: str | None) -> None:
    stage = latest_stage(DUE, REVIEW_DAYS, on=date.fromisoformat(on))
    assert (stage.code if stage else None) == code


def test_what_an_act_told_is_not_told_again_before_the_next_step() -> None:
    def told(on: str) -> str | None:
        day, submitted = date.fromisoformat(on), date(2026, 3, 17)
        stage = latest_stage(DUE, REVIEW_DAYS, on=day, after=submitted)
        return stage.code if stage else None

    assert [told("2026-03-17"), told("2026-03-27"), told("2026-03-28")] == [None, None, "3"]


@given(
    due=days(before=2_000, after=2_000),
    length=st.integers(0, 800),
    before=st.sampled_from([REVIEW_DAYS, CONDITION_DAYS]),
)
def test_steps_follow_one_another_and_a_week_lies_between_those_that_are_late(
    due: date, length: int, before: tuple[int, ...]
) -> None:
    found = list(stages(due, before, on=due + timedelta(days=length)))
    late = [stage.day for stage in found if stage.day >= due]
    assert len({stage.code for stage in found}) == len(found)
    assert [stage.day for stage in found] == sorted(stage.day for stage in found)
    assert all(after - day >= timedelta(days=7) for day, after in pairwise(late))
