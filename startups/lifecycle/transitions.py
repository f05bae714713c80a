"""Which phase may follow which, who may say so, and what it needs: one table.

Pure: no database and no clock. Forms, buttons, services, tests and the documentation read this
table (``manage.py transitions`` prints it). Imported history need not obey it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startups.core.enums import UserRole

from .enums import Phase, TransitionKind, TransitionNeed

type Label = str | Promise


@dataclass(frozen=True)
class Transition:
    """A change of phase. ``source`` is None where the startup has not started."""

    source: Phase | None
    to: Phase
    kind: TransitionKind
    name: Label
    who: frozenset[UserRole]
    needs: frozenset[TransitionNeed]

    @property
    def is_decided(self) -> bool:
        """Whether only the signing of a decision may do it."""
        return TransitionNeed.DECISION in self.needs


STAFF = frozenset({UserRole.ADMINISTRATOR, UserRole.MANAGER})
NOTHING: frozenset[TransitionNeed] = frozenset()
DECISION = frozenset({TransitionNeed.DECISION})
REASON = frozenset({TransitionNeed.REASON})
STOP = DECISION | {TransitionNeed.STOP_DOSSIER}
HAND_OVER = DECISION | {TransitionNeed.HANDOVER_DOSSIER}

_ROWS: list[tuple[Phase | None, Phase, TransitionKind, Label, frozenset[TransitionNeed]]] = [
    # A product found elsewhere may come in later than at the investigation: that is said why.
    (None, Phase.INVESTIGATION, TransitionKind.OPEN, _("Open"), NOTHING),
    (None, Phase.CONSTRUCTION, TransitionKind.OPEN, _("Open under construction"), REASON),
    (None, Phase.ACCELERATION, TransitionKind.OPEN, _("Take in, in acceleration"), REASON),
    (
        Phase.INVESTIGATION,
        Phase.CONSTRUCTION,
        TransitionKind.ADVANCE,
        _("Start the construction"),
        DECISION,
    ),
    (
        Phase.CONSTRUCTION,
        Phase.ACCELERATION,
        TransitionKind.ADVANCE,
        _("Start the acceleration"),
        DECISION,
    ),
    (
        Phase.ACCELERATION,
        Phase.CONSOLIDATION,
        TransitionKind.ADVANCE,
        _("Organise the transfer"),
        DECISION,
    ),
    (
        Phase.ACCELERATION,
        Phase.OPERATED,
        TransitionKind.ADVANCE,
        _("Operate within the network"),
        DECISION,
    ),
    (
        Phase.CONSOLIDATION,
        Phase.OPERATED,
        TransitionKind.ADVANCE,
        _("Operate within the network"),
        DECISION,
    ),
    *(
        (phase, Phase.TRANSFERRED, TransitionKind.HAND_OVER, _("Hand over"), HAND_OVER)
        for phase in (
            Phase.CONSTRUCTION,
            Phase.ACCELERATION,
            Phase.CONSOLIDATION,
            Phase.OPERATED,
        )
    ),
    (
        Phase.INVESTIGATION,
        Phase.INCONCLUSIVE,
        TransitionKind.STOP,
        _("Close the investigation"),
        STOP,
    ),
    *(
        (phase, Phase.STOPPED, TransitionKind.STOP, _("Stop"), STOP)
        for phase in (
            Phase.CONSTRUCTION,
            Phase.ACCELERATION,
            Phase.CONSOLIDATION,
            Phase.OPERATED,
        )
    ),
    # Its owner stopped it, after the hand-over: no committee of ours decided that.
    (
        Phase.TRANSFERRED,
        Phase.STOPPED,
        TransitionKind.STOP,
        _("Record that its owner stopped it"),
        REASON | {TransitionNeed.STOP_DOSSIER},
    ),
    (
        Phase.CONSTRUCTION,
        Phase.INVESTIGATION,
        TransitionKind.STEP_BACK,
        _("Go back to the investigation"),
        REASON,
    ),
    (
        Phase.ACCELERATION,
        Phase.CONSTRUCTION,
        TransitionKind.STEP_BACK,
        _("Go back to the construction"),
        REASON,
    ),
    (
        Phase.CONSOLIDATION,
        Phase.ACCELERATION,
        TransitionKind.STEP_BACK,
        _("Go back to the acceleration"),
        REASON,
    ),
    (
        Phase.OPERATED,
        Phase.CONSOLIDATION,
        TransitionKind.STEP_BACK,
        _("Go back to the consolidation"),
        REASON,
    ),
    (
        Phase.INCONCLUSIVE,
        Phase.INVESTIGATION,
        TransitionKind.RESTART,
        _("Restart the investigation"),
        REASON,
    ),
    *(
        (Phase.STOPPED, phase, TransitionKind.RESTART, label, REASON)
        for phase, label in (
            (Phase.INVESTIGATION, _("Restart with an investigation")),
            (Phase.CONSTRUCTION, _("Restart under construction")),
            (Phase.ACCELERATION, _("Restart in acceleration")),
        )
    ),
    (
        Phase.TRANSFERRED,
        Phase.ACCELERATION,
        TransitionKind.RESTART,
        _("Take back from its owner"),
        REASON,
    ),
]

TRANSITIONS = tuple(
    Transition(source, to, kind, name, STAFF, needs) for source, to, kind, name, needs in _ROWS
)


def transitions_from(phase: Phase | None) -> list[Transition]:
    """What may follow ``phase``, in the order of the table."""
    return [transition for transition in TRANSITIONS if transition.source == phase]


def transition(source: Phase | None, to: Phase) -> Transition | None:
    """The transition between two phases; None when the table has none."""
    return next((row for row in transitions_from(source) if row.to == to), None)


def open_to(roles: Iterable[UserRole], phase: Phase | None) -> list[Transition]:
    """What may follow ``phase`` at the word of somebody who is all of ``roles``."""
    held = frozenset(roles)
    return [row for row in transitions_from(phase) if row.who & held]
