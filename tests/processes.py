"""Processes of their own on a real database: what two people do at the same moment.

The database is a copy of the test's on SQLite, the test's own on PostgreSQL. A worker is a
module run with ``python -m``: it reads one command a line and answers with one line of JSON. It
never opens the database itself: each command runs in a child, so that a child may be killed at
any point. It goes by the suite's clock.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from tests import clock

ROOT = Path(__file__).resolve().parent.parent

type Commands = Mapping[str, Callable[..., dict[str, Any]]]


class Worker:
    """A process with which the test speaks by lines."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def tell(self, command: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def ask(self, command: str) -> dict[str, Any]:
        self.tell(command)
        return self.hear()


@contextmanager
def workers(module: str, folder: Path, number: int = 2) -> Iterator[list[Worker]]:
    """``number`` processes of ``module`` on the database as it is now; ``folder`` is empty."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "incubator.settings.test",
        "DATABASE_URL": database_url(folder),
        **clock.for_children(),
    }
    program = [sys.executable, "-m", module]
    pipe = subprocess.PIPE
    with ExitStack() as stack:
        yield [
            Worker(
                stack.enter_context(
                    subprocess.Popen(  # our own program
                        program, stdin=pipe, stdout=pipe, text=True, env=environment, cwd=ROOT
                    )
                )
            )
            for _number in range(number)
        ]


def database_url(folder: Path) -> str:
    """The address of the test's database, or of a copy of it in ``folder``."""
    from django.db import connection

    if connection.vendor == "postgresql":
        found = connection.settings_dict
        place = f"{found['HOST']}:{found['PORT']}" if found["PORT"] else found["HOST"]
        return f"postgresql://{found['USER']}:{found['PASSWORD']}@{place}/{found['NAME']}"
    copy = folder / "copy.sqlite3"
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)
    return f"sqlite:///{copy}"


def serve(commands: Commands) -> None:
    """What a worker's module does: answers each line that it reads."""
    clock.follow()
    for line in sys.stdin:
        print(_answer(line, commands), flush=True)


def _answer(line: str, commands: Commands) -> str:
    """Runs the command in a child and returns what it said; ``killed`` when it said nothing."""
    name, *arguments = line.split()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            text = json.dumps(commands[name](*arguments))
        except Exception as error:  # told to the test, which fails on it
            text = json.dumps({"error": repr(error)})
        os.write(writing, text.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said or json.dumps({"killed": True})
