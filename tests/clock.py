"""The day of the whole suite, given from outside: no test reads the machine's clock.

``make test DAY=2028-02-29`` runs it on that day, ``DAY=2026-12-31T23:30`` at that time of it,
in Paris. Time passes, but every test begins at the same moment: how long the suite takes decides
nothing, and no run crosses midnight. What is set up for several tests is made in the hour before.

Whatever this process asks, in Python or in C, time-machine answers. It does not reach its
children: those in Python call ``follow()``, other programs run in the environment
``for_programs()``.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone

from .needs import need

PARIS = ZoneInfo("Europe/Paris")
# The day that the test portfolio is counted on.
DAY = "2026-08-20"
MORNING = time(10)
# What is made once for several tests is older than any of them, so that acts keep their order.
BEFORE = timedelta(hours=1)
# How a child in Python is told what time it is: a moment with its offset.
VARIABLE = "SUITE_TIME"
# What faketime sets: its library, loaded before all others, and what that is to say.
FAKETIME = (
    "LD_PRELOAD",
    "DYLD_INSERT_LIBRARIES",
    "FAKETIME",
    "FAKETIME_DONT_FAKE_MONOTONIC",
    "DONT_FAKE_MONOTONIC",
)


class Clock:
    """The clock that this process goes by, from ``start`` on."""

    def __init__(self) -> None:
        self.moment: datetime | None = None
        self.day: date | None = None
        self._begun = 0.0
        self._traveller: time_machine.Traveller | None = None

    def start(self, moment: datetime) -> None:
        """The suite is run at ``moment``; until a test begins, it is the hour before."""
        self.moment, self.day = moment, moment.date()
        self._begun = monotonic()
        self.end_test()

    def begin_test(self) -> None:
        """It is the moment at which each test begins."""
        assert self.moment
        self.day = self.moment.date()
        self._set(self.moment)

    def end_test(self) -> None:
        """It is the hour before again, as far as it has come since the suite began."""
        assert self.moment
        self._set(self.moment - BEFORE + timedelta(seconds=monotonic() - self._begun))

    def go_to(self, day: date) -> None:
        """For the rest of the test it is ``day``, at the time of day at which tests begin."""
        assert self.moment
        self.day = day
        self._set(datetime.combine(day, self.moment.time(), PARIS))

    @contextmanager
    def hour_before(self) -> Iterator[None]:
        """For what a test finds that was made for several: the clock goes back meanwhile."""
        here = timezone.now()
        self.end_test()
        yield
        self._set(here)

    def _set(self, moment: datetime) -> None:
        # As a number: time-machine would take the process to the zone of a moment that has one.
        seconds = moment.timestamp()
        if self._traveller is None:
            self._traveller = time_machine.travel(seconds).start()
        else:
            self._traveller.move_to(seconds)


_clock = Clock()
start = _clock.start
begin_test, end_test, hour_before = _clock.begin_test, _clock.end_test, _clock.hour_before
go_to = _clock.go_to


def moment_of(text: str) -> datetime:
    """``2028-02-29``, at ten in the morning, or ``2026-12-31T23:30``: a time in Paris.

    Of the hour that the end of summer time repeats, the first. Raises ValueError for a text that
    is neither, and for an hour that its beginning leaves out.
    """
    naive = datetime.fromisoformat(text)
    if naive.tzinfo:
        raise ValueError(f"{text}: the time is that of Paris, without an offset")
    if len(text) == len(DAY):
        naive = datetime.combine(naive, MORNING)
    moment = naive.replace(tzinfo=PARIS)
    if moment.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) != naive:
        raise ValueError(f"{text}: there is no such hour on that day in Paris")
    return moment


def today() -> date:
    """The day of the suite, in Paris, or the one that the test went to."""
    assert _clock.day, "the suite has not begun"
    return _clock.day


def moment() -> datetime:
    """When each test begins."""
    assert _clock.moment, "the suite has not begun"
    return _clock.moment


def now() -> datetime:
    """What time it is: when the test began, and what has passed since."""
    return timezone.now()


def for_children() -> dict[str, str]:
    """What tells a child in Python the time, beside its other environment: it calls ``follow``."""
    return {VARIABLE: now().isoformat(), "TZ": PARIS.key}


def follow() -> None:
    """In a child: goes by the clock of the suite that started it."""
    _clock.start(datetime.fromisoformat(os.environ[VARIABLE]).astimezone(PARIS))
    _clock.begin_test()


def for_programs() -> dict[str, str]:
    """What makes a program that is not ours read the suite's clock, beside its environment.

    How long something takes, it measures as it would: the clock that only goes on is left alone.
    """
    program = shutil.which("faketime")
    need(program, "faketime (Debian: apt install faketime)")
    ahead = now().timestamp() - time_machine.escape_hatch.time.time()
    command = [str(program), "--exclude-monotonic", "-f", f"{ahead:+.0f}", "env"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = (line.partition("=") for line in told.splitlines())
    return {name: value for name, _sign, value in lines if name in FAKETIME}
