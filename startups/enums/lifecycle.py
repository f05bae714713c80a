"""The vocabulary of transitions between phases."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TransitionKind(TextChoices):
    """What a change of phase is."""

    OPEN = "open", _("Open")
    ADVANCE = "advance", _("Advance")
    HAND_OVER = "hand_over", _("Hand over")
    STOP = "stop", _("Stop")
    STEP_BACK = "step_back", _("Step back")
    RESTART = "restart", _("Restart")


class Need(TextChoices):
    """What a transition cannot do without."""

    REASON = "reason", _("a reason")
    DECISION = "decision", _("a signed decision")
    STOP_DOSSIER = "stop_dossier", _("a complete closing dossier")
    HANDOVER_DOSSIER = "handover_dossier", _("a complete and countersigned hand-over dossier")
