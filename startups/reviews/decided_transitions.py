"""Which changes of phase a decision brings about. Pure."""

from startups.lifecycle.enums import Phase, TransitionKind
from startups.lifecycle.transitions import Transition, transitions_from

from .enums import DecisionKind

_KIND_OF_DECISION = {
    DecisionKind.ADVANCE: TransitionKind.ADVANCE,
    DecisionKind.HAND_OVER: TransitionKind.HAND_OVER,
    DecisionKind.STOP: TransitionKind.STOP,
}


def decided_from(phase: Phase | None, kind: str) -> list[Transition]:
    """The transitions that a decision of this kind can bring about from ``phase``."""
    wanted = _KIND_OF_DECISION.get(DecisionKind(kind))
    return [row for row in transitions_from(phase) if row.is_decided and row.kind == wanted]
