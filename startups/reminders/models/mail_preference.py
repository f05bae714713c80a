"""How often somebody wants reminders."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import choice_constraint
from startups.reminders.enums import Frequency


class MailPreference(models.Model):
    """How often somebody wants reminders. What they must act on comes in any case. No history."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preference"
    )
    rhythm = models.CharField(
        _("reminders"), max_length=10, choices=Frequency.choices, default=Frequency.EACH
    )

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [choice_constraint("rhythm", Frequency, "rhythm_known", _("Unknown rhythm."))]

    def __str__(self) -> str:
        return self.get_rhythm_display()
