"""Who of the staff steers or reads the portfolio of an incubator, and from when to when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint
from startups.people.enums import StaffRole
from startups.registry.models.incubator import Incubator

from .person import Person


class StaffAssignment(DomainModel):
    """A person on the staff of an incubator, from a day to a day (both included)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    incubator = models.ForeignKey(Incubator, models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=20, choices=StaffRole.choices)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("incubator_id", "role", "start")
        verbose_name = _("staff assignment")
        verbose_name_plural = _("staff assignments")
        constraints = [
            choice_constraint("role", StaffRole, "staff_role_known", _("Not a known staff role.")),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="staff_ends_after_start",
                violation_error_message=_("An assignment cannot end before it starts."),
            ),
            models.UniqueConstraint(
                fields=["person", "incubator", "role", "start"],
                name="staff_starts_once_a_day",
                violation_error_message=_("This person already has that role from that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.start:%Y-%m-%d})"
