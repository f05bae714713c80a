"""The vocabulary of reminders: how often, of what, hence whose turn it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Frequency(TextChoices):
    """How often somebody wants reminders by mail."""

    EACH = "each", _("Each reminder when it is due")
    WEEKLY = "weekly", _("One message a week")
    NEVER = "never", _("No reminder")


class ReminderKind(TextChoices):
    """What somebody is reminded of, hence whose turn it is."""

    PREPARE = "prepare", _("Prepare the dossier of a review")
    DECIDE = "decide", _("Decide on a dossier that was submitted")
    READ = "read", _("Read the dossiers of a committee session")
    CONDITION = "condition", _("Meet a condition of a decision")
    FOLLOW = "follow", _("Follow up a condition that is overdue")
