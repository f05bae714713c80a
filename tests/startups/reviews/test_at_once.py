"""Two managers sign at the same moment, or the process dies in the middle: all or nothing.

Real processes on a real database: a copy of the test's on SQLite, the test's own on PostgreSQL.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from startups.lifecycle.enums import Phase
from startups.reviews.enums import DecisionKind, ReviewState
from startups.reviews.models import Review
from tests import effort
from tests.factories import make_account, make_phase, make_review, make_startup
from tests.processes import Worker, workers

pytestmark = pytest.mark.usefixtures("transactional_db")

ROUNDS = effort.times(10, 50)
NOTHING = {"decisions": 0, "targets": 0, "conditions": 0, "fundings": 0, "phases": 1}
NOTHING |= {"events": 0, "planned": 0, "acts": 0, "history": 1}
EVERYTHING = {"decisions": 1, "targets": 1, "conditions": 1, "fundings": 1, "phases": 2}
EVERYTHING |= {"events": 1, "planned": 1, "history": 3}


@pytest.fixture
def reviews() -> list[Review]:
    """Submitted reviews of as many startups, seen by other processes once this is over."""
    signer = make_account()
    made = []
    for number in range(ROUNDS):
        startup = make_startup(f"Semoir {number}")
        make_phase(startup, Phase.CONSTRUCTION, "2025-09-01")
        made.append(make_review(startup, due=date(2026, 6, 1), by=signer))
    return made


@pytest.fixture
def signers(reviews: list[Review], tmp_path: Path) -> Iterator[list[Worker]]:
    """Two processes on the database that holds ``reviews``."""
    with workers("tests.startups.reviews.signer", tmp_path) as found:
        yield found


@pytest.mark.chance
def test_of_two_who_sign_at_once_exactly_one_wins(
    reviews: list[Review], signers: list[Worker]
) -> None:
    kinds = (DecisionKind.CONTINUE, DecisionKind.ADVANCE)
    for review in reviews:
        for signer, kind in zip(signers, kinds, strict=True):
            signer.tell(f"sign {review.pk} {kind}")
        answers = [signer.hear() for signer in signers]
        won = [answer["signed"] for answer in answers if "signed" in answer]
        lost = [answer["refused"] for answer in answers if "refused" in answer]
        assert (len(won), len(lost)) == (1, 1), answers
        assert "2026" in lost[0][0]  # it says since when
        found = signers[0].ask(f"count {review.pk}")
        phases = 2 if won == [DecisionKind.ADVANCE] else 1
        assert found | EVERYTHING | {"phases": phases} == found
        assert found["state"] == ReviewState.DECIDED


def test_a_process_killed_while_signing_leaves_nothing_half_done(
    reviews: list[Review], signers: list[Worker]
) -> None:
    signer, review = signers[0], reviews[0]
    for number in range(1, 500):
        answer = signer.ask(f"die {review.pk} {DecisionKind.ADVANCE} {number}")
        found = signer.ask(f"count {review.pk}")
        if found["decisions"]:
            break  # it was killed after the commit, or not at all
        assert answer == {"killed": True}
        assert found | NOTHING == found, f"killed before query {number}"
    assert number > 30
    assert found | EVERYTHING == found
