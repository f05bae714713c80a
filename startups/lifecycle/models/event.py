"""What the public timeline of a startup records."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint
from startups.lifecycle.enums import EventKind
from startups.registry.models.startup import Startup


class Event(DomainModel):
    """Something that happened to a startup, or is announced for a day to come."""

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="events")
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    declared_kind = models.CharField(
        _("kind as declared"),
        max_length=100,
        blank=True,
        help_text=_("The word of the content file, where it is not one of the list."),
    )
    date = models.DateField(_("date"))
    comment = models.TextField(_("comment"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ("startup_id", "date", "position")
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["-date"], name="event_latest")]
        constraints = [
            choice_constraint("kind", EventKind, "event_kind_known", _("Not a known event.")),
            models.CheckConstraint(
                condition=models.Q(declared_kind="") | models.Q(kind=EventKind.OTHER),
                name="event_declared_kind_is_other",
                violation_error_message=_("Only another event has a word of its own."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.date:%Y-%m-%d})"
