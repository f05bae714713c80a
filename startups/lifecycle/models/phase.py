"""The phases that a startup went through, and those that are planned."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint
from startups.lifecycle.enums import Phase
from startups.registry.models.startup import Startup


class PhasePeriod(DomainModel):
    """A phase from a day on. Which one is in force on a day: ``lifecycle.phase_in_force``.

    ``declared_end`` is what the content says; it decides nothing, since most are absent.
    """

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="phases")
    phase = models.CharField(_("phase"), max_length=30, choices=Phase.choices)
    start = models.DateField(_("from"))
    declared_end = models.DateField(_("declared end"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    decision = models.OneToOneField(
        "startups.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="phase_period",
        verbose_name=_("decision"),
    )

    class Meta:
        ordering = ("startup_id", "start")
        verbose_name = _("phase period")
        verbose_name_plural = _("phase periods")
        indexes = [models.Index(fields=["startup", "-start"], name="phase_latest_start")]
        constraints = [
            choice_constraint("phase", Phase, "phase_known", _("This is not a known phase.")),
            models.UniqueConstraint(
                fields=["startup", "phase", "start"],
                name="phase_starts_once_a_day",
                violation_error_message=_("This phase already starts on that day."),
            ),
            models.CheckConstraint(
                condition=models.Q(declared_end__isnull=True)
                | models.Q(declared_end__gte=models.F("start")),
                name="phase_ends_after_start",
                violation_error_message=_("A phase cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} ({self.start:%Y-%m-%d})"
