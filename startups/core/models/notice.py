"""The outbox: what was written to whom, once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """A mail to somebody, written with the act that it tells of and sent after it.

    ``key`` says what it is about, as in ``review-12-prepare-14``: nobody gets the same twice.
    What is ``digested`` is told in the message of the week, and not sent on its own. No history:
    it is written once; ``sent_at`` alone changes. Texts are emptied when their recipient is
    anonymised.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    key = models.CharField(max_length=200)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    written_on = models.DateField(_("written on"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    digested = models.BooleanField(_("told in the message of the week"), default=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(sent_at=None, digested=False),
                name="notice_to_be_sent",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "key"],
                name="notice_written_once",
                violation_error_message=_("This was written to them already."),
            )
        ]

    def __str__(self) -> str:
        return self.subject
