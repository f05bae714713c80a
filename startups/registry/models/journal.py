"""What somebody did: an append-only trail of acts, beside the history of each field."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.enums import ActKind
from startups.core.models.base import choice_constraint

from .startup import Startup


class JournalEntry(models.Model):
    """An act, with its author, its reason and its day. Never changed, never deleted.

    No history: it is one. The author may be absent (a command run from the shell).
    """

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="journal")
    kind = models.CharField(_("act"), max_length=40, choices=ActKind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField(_("day"))
    reason = models.TextField(_("reason"), blank=True)
    detail = models.TextField(_("detail"), blank=True)

    class Meta:
        ordering = ("-on", "-pk")
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        indexes = [models.Index(fields=["startup", "-on"], name="journal_latest")]
        constraints = [
            choice_constraint("kind", ActKind, "journal_kind_known", _("Not a known act."))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.on:%Y-%m-%d})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses to change what has been written."""
        if self._state.adding:
            super().save(*args, **kwargs)
        else:
            self._refuse()

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise TypeError("The journal is only ever added to.")
