"""The suite has one day, given from outside: no test asks the machine what day it is."""

import ast
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests import clock
from tests.needs import need

from .clocks import readings
from .tree import ROOT, assert_none, name, parse

# The suite's own clock, and those who know what a clock is by name or look whether it is right.
MAY_READ = {"tests/clock.py", "tests/repository/clocks.py", "tests/repository/test_clock.py"}
DAY_IN_NODE = "new Date().toLocaleDateString('sv')"
READS_A_CLOCK = [
    "from django.utils import timezone\ntoday = timezone.localdate()",
    "from django.utils.timezone import now\ndef test(): assert now()",
    "from django.utils import timezone as zone\ndef test(): zone.localtime()",
    "import datetime\ndef test(): assert datetime.date.today()",
    "import datetime as dt\ndef test(): assert dt.datetime.now(dt.UTC)",
    "from datetime import datetime as moment\ndef test(): assert moment.utcnow()",
    "from datetime import date\nmake(day=date.today)",
    "import time\ndef test(): assert time.time()",
    "from time import time as seconds\ndef test(): assert seconds()",
    "import time\ndef test(): assert time.strftime('%Y')",
    "from django.db.models.functions import Now\ndef test(): rows.update(at=Now())",
    "def test(): cursor.execute('SELECT CURRENT_DATE')",
    "def test(): cursor.execute(\"SELECT date('now')\")",
    "def test(path): assert path.stat().st_mtime",
    "import time_machine\ndef test(): time_machine.escape_hatch.time.time()",
]
READS_NONE = [
    "from tests import clock\ntoday = clock.today()",
    "from django.utils import timezone\ndef test(row): timezone.localtime(row.at)",
    "from django.utils import timezone\ndef test(row): timezone.localdate(row.at)",
    "from datetime import date\nON = date(2026, 8, 20)",
    "import time\ndef test(): time.sleep(time.monotonic())",
    "def test(page): assert page.now.today",
]


def test_no_test_reads_the_machines_clock() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if name(path) not in MAY_READ
        for node in readings(parse(path))
    ]

    assert_none(found, "Ask the suite's clock: today() and now() of tests.clock.")


@pytest.mark.parametrize("source", READS_A_CLOCK)
def test_whoever_reads_a_clock_is_found(source: str) -> None:
    assert list(readings(ast.parse(source)))


@pytest.mark.parametrize("source", READS_NONE)
def test_whoever_reads_none_is_not(source: str) -> None:
    assert not list(readings(ast.parse(source)))


def test_everything_in_this_process_goes_by_it(pytestconfig: pytest.Config) -> None:
    moment = clock.moment_of(pytestconfig.getoption("day"))
    minute = timedelta(minutes=1)
    asked = {
        "timezone.now": timezone.now(),
        "datetime.now": datetime.now(UTC),
        "time.time": datetime.fromtimestamp(time.time(), UTC),
        "time.time_ns": datetime.fromtimestamp(time.time_ns() / 1e9, UTC),
        "time.gmtime": datetime(*time.gmtime()[:6], tzinfo=UTC) + timedelta(seconds=1),
    }

    late = {name: each - moment for name, each in asked.items()}
    assert {name: gap for name, gap in late.items() if not timedelta() <= gap < minute} == {}
    assert (timezone.localdate(), date.today()) == (moment.date(), moment.date())


def test_it_passes() -> None:
    before = clock.now()
    time.sleep(0.001)

    assert clock.now() > before


def test_a_child_in_python_goes_by_it() -> None:
    program = "from tests import clock; clock.follow(); import datetime as d; print(d.date.today())"
    said = subprocess.run(
        [sys.executable, "-c", program],
        env=clock.for_children(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said.strip() == clock.today().isoformat()


@pytest.mark.parametrize("program", [["date", "+%F"], ["node", "-p", DAY_IN_NODE]])
def test_a_program_of_others_goes_by_it(program: list[str]) -> None:
    environment = os.environ | clock.for_programs() | {"TZ": "Europe/Paris"}
    need(shutil.which(program[0]), program[0])
    said = subprocess.run(program, env=environment, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == clock.today().isoformat()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2028-02-29", "2028-02-29T10:00:00+01:00"),
        ("2026-12-31T23:30", "2026-12-31T23:30:00+01:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),  # the first of two
        ("2027-03-28T03:00", "2027-03-28T03:00:00+02:00"),
    ],
)
def test_a_day_is_given_in_paris(text: str, moment: str) -> None:
    assert clock.moment_of(text).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "isoformat"),
        ("demain", "isoformat"),
        ("2027-02-29", "day"),
        ("2027-03-28T02:30", "no such hour"),
        ("2026-08-20T10:00+02:00", "without an offset"),
    ],
)
def test_what_is_no_day_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        clock.moment_of(text)


def test_what_was_made_before_is_older() -> None:
    with clock.hour_before():
        made = clock.now()

    assert timedelta() < clock.now() - made < timedelta(hours=1, minutes=1)


def test_a_test_may_go_to_another_day() -> None:
    clock.go_to(date(2027, 3, 1))

    assert (clock.today(), timezone.localdate()) == (date(2027, 3, 1), date(2027, 3, 1))
