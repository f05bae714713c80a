"""Asking somebody whether they agree to be named in public, and what they answered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel
from startups.registry.models.startup import Startup

from .person import Person


class ConsentRequest(DomainModel):
    """A question put by mail to a person, for a startup. Only that person answers it.

    What they agreed to in the end is ``Person.consent_given_on``: it holds for every startup,
    and they may change their mind without being asked again.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="consent_requests")
    startup = models.ForeignKey(Startup, models.PROTECT, related_name="consent_requests")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_on = models.DateField(_("asked on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    agreed = models.BooleanField(_("agreed"), null=True, blank=True)

    class Meta:
        ordering = ("-asked_on", "-pk")
        verbose_name = _("request for consent")
        verbose_name_plural = _("requests for consent")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True, agreed__isnull=True)
                | models.Q(answered_on__isnull=False, agreed__isnull=False),
                name="consent_answer_has_its_day",
                violation_error_message=_("An answer has its day."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True)
                | models.Q(answered_on__gte=models.F("asked_on")),
                name="consent_answered_after_it_is_asked",
                violation_error_message=_("An answer comes after its question."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ({self.asked_on:%Y-%m-%d})"
