"""When somebody is reminded of something that is due. Pure: no database and no clock.

The steps before the due date are given; after it come one week, two, three, then each calendar
month: a reminder a week at most.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

from startups.core.calendar import add_months

REVIEW_DAYS = (45, 14, 3)
CONDITION_DAYS = (14,)
SESSION_DAYS = (7, 1)
WEEKS_LATE = (7, 14, 21)


@dataclass(frozen=True)
class ReminderStage:
    """A step: its ``code`` is part of the key of the mail, ``day`` is when it begins."""

    code: str
    day: date


def stages(due: date, before: Sequence[int], *, on: date) -> Iterator[ReminderStage]:
    """The steps that have begun by ``on``, in the order of their days."""
    early = (ReminderStage(f"{days}", due - timedelta(days=days)) for days in before)
    late = (ReminderStage(f"late-{days}", due + timedelta(days=days)) for days in WEEKS_LATE)
    monthly = (ReminderStage(f"late-{n}m", add_months(due, n)) for n in count(1))
    for part in (early, (ReminderStage("due", due),), late, monthly):
        yield from takewhile(lambda stage: stage.day <= on, part)


def latest_stage(
    due: date, before: Sequence[int], *, on: date, after: date | None = None
) -> ReminderStage | None:
    """The last step that has begun by ``on``: the one to be told, however many were missed.

    One that had begun by ``after`` is not told: whoever has the ball since then was told so by
    the act that gave it to them.
    """
    begun = list(stages(due, before, on=on))
    if not begun or (after and begun[-1].day <= after):
        return None
    return begun[-1]
