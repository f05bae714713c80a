"""Two people act on a statement at the same moment: one does, the other is told why not.

Real processes on a real database: ``tests.processes``.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from startups.money.enums import StatementState
from startups.money.statements.models import Statement
from startups.registry.models import Startup
from tests.factories import make_account, make_startup
from tests.processes import Worker, workers
from tests.startups.money.making import make_order
from tests.startups.money.stating import make_statement

pytestmark = pytest.mark.usefixtures("transactional_db")

ROUNDS = 8


@pytest.fixture
def people() -> list[Any]:
    return [make_account(), make_account()]


@pytest.fixture
def startups() -> list[Startup]:
    found = [make_startup(f"Semoir {number}") for number in range(ROUNDS)]
    for startup in found:
        make_order(startup, 1_000)
    return found


def states(startups: list[Startup], state: str) -> list[Statement]:
    return [make_statement(startup, state=state) for startup in startups]


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[list[Worker]]:
    """To be asked for after all that is to be in the database."""
    with workers("tests.startups.money.statements.validator", tmp_path) as found:
        yield found


def at_once(processes: list[Worker], commands: list[str]) -> tuple[list[dict[str, Any]], ...]:
    """The answers: those that did it, those that were refused."""
    for worker, command in zip(processes, commands, strict=True):
        worker.tell(command)
    answers = [worker.hear() for worker in processes]
    done = [answer for answer in answers if "done" in answer]
    refused = [answer for answer in answers if "refused" in answer]
    assert len(done) + len(refused) == 2, answers
    assert all(answer["refused"][0] for answer in refused)
    return done, refused


@pytest.fixture
def submitted(startups: list[Startup]) -> list[Statement]:
    return states(startups, StatementState.SUBMITTED)


def test_two_who_begin_it_begin_one(startups: list[Startup], processes: list[Worker]) -> None:
    for startup in startups:
        done, refused = at_once(processes, [f"begin {startup.pk}"] * 2)

        assert (len(done), len(refused)) == (1, 1)
        assert processes[0].ask(f"count {startup.pk}") == {
            "states": ["draft"],
            "acts": ["statement_opened"],
            "lines": 1,
        }


def test_two_who_validate_validate_once(
    people: list[Any], submitted: list[Statement], processes: list[Worker]
) -> None:
    for row in submitted:
        commands = [f"act validate {row.pk} {user.pk} 0" for user in people]
        done, refused = at_once(processes, commands)

        assert (len(done), len(refused)) == (1, 1)
        found = processes[0].ask(f"count {row.startup_id}")
        assert (found["states"], found["acts"]) == (["validated"], ["statement_validated"])


def test_validated_or_sent_back_never_both(
    people: list[Any], submitted: list[Statement], processes: list[Worker]
) -> None:
    for row in submitted:
        commands = [
            f"act {act} {row.pk} {user.pk} 0"
            for act, user in zip(("validate", "send_back"), people, strict=True)
        ]
        done, _refused = at_once(processes, commands)

        assert len(done) == 1
        found = processes[0].ask(f"count {row.startup_id}")
        assert (found["states"], found["acts"]) in (
            (["validated"], ["statement_validated"]),
            (["draft"], ["statement_returned"]),
        )


@pytest.fixture
def drafts(startups: list[Startup]) -> list[Statement]:
    return states(startups, StatementState.DRAFT)


def test_what_is_submitted_is_what_was_seen_or_is_refused(
    people: list[Any], drafts: list[Statement], processes: list[Worker]
) -> None:
    for row in drafts:
        commands = [f"act submit {row.pk} {people[0].pk} 0", f"write {row.pk} {people[1].pk} 0 5"]
        done, refused = at_once(processes, commands)

        assert (len(done), len(refused)) == (1, 1)


@pytest.fixture
def validated(startups: list[Startup]) -> list[Statement]:
    return states(startups, StatementState.VALIDATED)


def test_two_who_replace_it_begin_one(
    people: list[Any], validated: list[Statement], processes: list[Worker]
) -> None:
    for row in validated:
        done, refused = at_once(processes, [f"act replace {row.pk} {u.pk} 0" for u in people])

        assert (len(done), len(refused)) == (1, 1)
        found = processes[0].ask(f"count {row.startup_id}")
        assert found["states"] == ["validated", "draft"]
