"""The two-sided clock: how long a review lay with the team, and how long with the incubator.

Pure: no database and no clock. The incubator's own delay is measured like the team's
(design.md, section 4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from .enums import ReviewState


class Move(Protocol):
    """Anything that says that a review reached a state on a day."""

    @property
    def to_state(self) -> str: ...

    @property
    def on(self) -> date: ...


@dataclass(frozen=True)
class Delays:
    """Civil days. A planned review lies with nobody: the clock starts with the preparation."""

    team: int
    incubator: int


def delays(moves: Iterable[Move], on: date) -> Delays:
    """The days on each side up to ``on``; ``moves`` in the order in which they happened."""
    spent = dict.fromkeys(ReviewState, 0)
    state, since = ReviewState.PLANNED, None
    for move in moves:
        if since is not None:
            spent[state] += max((min(move.on, on) - since).days, 0)
        state, since = ReviewState(move.to_state), min(move.on, on)
    if since is not None:
        spent[state] += max((on - since).days, 0)
    return Delays(spent[ReviewState.PREPARING], spent[ReviewState.SUBMITTED])
