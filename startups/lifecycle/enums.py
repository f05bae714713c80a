"""The vocabulary of the life of a startup: its phases, its events, the changes of phase."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """The phases of a startup, in their order; values are those of the content files."""

    INVESTIGATION = "investigation", _("Under investigation")
    CONSTRUCTION = "construction", _("Under construction")
    ACCELERATION = "acceleration", _("In acceleration")
    CONSOLIDATION = "consolidation", _("In consolidation")
    OPERATED = "opere", _("Operated within the network")
    TRANSFERRED = "transfere", _("Transferred")
    INCONCLUSIVE = "abandon-investigation", _("Inconclusive investigation")
    STOPPED = "abandon", _("Stopped")

    @property
    def rank(self) -> int:
        """Position in the order of the table: it settles two starts on the same day."""
        return PHASE_ORDER.index(self)


PHASE_ORDER: list[Phase] = list(Phase)
ACTIVE = frozenset(
    {
        Phase.INVESTIGATION,
        Phase.CONSTRUCTION,
        Phase.ACCELERATION,
        Phase.CONSOLIDATION,
        Phase.OPERATED,
    }
)
KEPT_ON = frozenset({Phase.OPERATED, Phase.TRANSFERRED})
STOPPED = frozenset({Phase.INCONCLUSIVE, Phase.STOPPED})
ENDED = STOPPED | {Phase.TRANSFERRED}
# What a list is asked for beside a phase.
ALL_ACTIVE, ALL_ENDED, NOT_STARTED = "active", "ended", "none"
# Nothing is asked of these in the way of openness.
NOTHING_EXPECTED = frozenset({Phase.INVESTIGATION, Phase.INCONCLUSIVE})


class EventKind(TextChoices):
    """What the public timeline records; values are those of the content files."""

    COMMITTEE = "committee", _("Committee")
    PRODUCT_LAUNCH = "product_launch", _("Product launch")
    FAST = "fast", _("FAST co-funding")
    NATIONAL_IMPACT = "national_impact", _("National impact recognised")
    END = "end", _("End")
    OTHER = "other", _("Other event")


class TransitionKind(TextChoices):
    """What a change of phase is."""

    OPEN = "open", _("Open")
    ADVANCE = "advance", _("Advance")
    HAND_OVER = "hand_over", _("Hand over")
    STOP = "stop", _("Stop")
    STEP_BACK = "step_back", _("Step back")
    RESTART = "restart", _("Restart")


class TransitionNeed(TextChoices):
    """What a transition cannot do without."""

    REASON = "reason", _("a reason")
    DECISION = "decision", _("a signed decision")
    STOP_DOSSIER = "stop_dossier", _("a complete closing dossier")
    HANDOVER_DOSSIER = "handover_dossier", _("a complete and countersigned hand-over dossier")
