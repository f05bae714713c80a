"""What the minutes of a session say, and how that is kept when it is closed.

Pure values: no database, no clock. Kept as they stood, since what they are made of goes on
changing: an adjourned dossier is returned to its team, a committee member gives another opinion.
Amounts are euros including tax. Codes (decision, phase, confidence) are told in the reader's
language when they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Attendee:
    """Somebody invited; ``present`` is None as long as nobody said."""

    name: str
    quality: str
    present: bool | None


@dataclass(frozen=True)
class MinutedTarget:
    """A target that was set."""

    wording: str
    measure: str
    starting_value: Decimal | None
    target_value: Decimal
    due_on: date


@dataclass(frozen=True)
class MinutedCondition:
    """A condition that was set."""

    wording: str
    due_on: date


@dataclass(frozen=True)
class MinutedDecision:
    """A decision as it was signed."""

    kind: str
    decided_on: date
    signed_by: str
    phase: str
    phase_from: date | None
    amount: Decimal
    period_start: date | None
    period_end: date | None
    months: int | None
    evidence_asked: str
    public_reasons: str
    private_reasons: str
    stop_condition: str
    next_due_on: date | None
    conditions: tuple[MinutedCondition, ...]
    targets: tuple[MinutedTarget, ...]


@dataclass(frozen=True)
class OpinionCount:
    """How many committee members had that confidence."""

    confidence: str
    count: int


@dataclass(frozen=True)
class ItemSummary:
    """One item of the agenda: what was asked, what was thought, what was decided.

    What was asked is as in the answers of the dossier (``DossierAnswer``), empty when unknown.
    """

    review: int
    startup: int
    name: str
    ask_months: str
    ask_amount: str
    ask_team: str
    team_confidence: str
    opinions: tuple[OpinionCount, ...]
    note: str
    adjourned: bool
    decision: MinutedDecision | None


@dataclass(frozen=True)
class Minutes:
    """A session and everything that was recorded at it."""

    incubator: str
    date: date
    starts_at: time | None
    ends_at: time | None
    place: str
    link: str
    notes: str
    attendees: tuple[Attendee, ...]
    items: tuple[ItemSummary, ...]

    @property
    def present(self) -> list[Attendee]:
        return [one for one in self.attendees if one.present]

    @property
    def absent(self) -> list[Attendee]:
        """Those who were said to be absent, and those of whom nothing was said."""
        return [one for one in self.attendees if not one.present]


def to_data(minutes: Minutes) -> dict[str, Any]:
    """The minutes as JSON can say them."""
    data: dict[str, Any] = _written(minutes)
    return data


def from_data(data: Mapping[str, Any]) -> Minutes:
    """The minutes that ``to_data`` wrote."""
    read: Minutes = _read(Minutes, data)
    return read


def _written(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _written(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _read(kind: Any, value: Any) -> Any:
    if isinstance(kind, UnionType):
        return None if value is None else _read(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], one) for one in value)
    if kind in (date, time):
        return kind.fromisoformat(value)
    if not is_dataclass(kind):
        return kind(value)
    hints = get_type_hints(kind)
    return kind(**{name: _read(hints[name], value[name]) for name in hints})  # type: ignore[operator]
