"""Who works, or worked, for what and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint, filled_constraint
from startups.people.enums import Employment
from startups.registry.models.incubator import Incubator
from startups.registry.models.startup import Startup
from startups.registry.models.vocabulary import Role

from .person import Person


class Membership(DomainModel):
    """A person in a startup's team, from a day to a day (both included)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    startup = models.ForeignKey(Startup, models.PROTECT, related_name="memberships")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+", verbose_name=_("role"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True, blank=True)
    employment = models.CharField(_("employment"), max_length=20, choices=Employment.choices)
    employer = models.CharField(_("employer"), max_length=200, blank=True)
    edits = models.BooleanField(
        _("team editor"),
        default=False,
        help_text=_("May keep the page, facts and figures up to date, like the intrapreneur."),
    )

    class Meta:
        ordering = ("startup_id", "start", "person_id")
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            choice_constraint(
                "employment",
                Employment,
                "membership_employment_known",
                _("This is not a known kind of employment."),
            ),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="membership_ends_after_start",
                violation_error_message=_("A membership cannot end before it starts."),
            ),
            models.UniqueConstraint(
                fields=["person", "startup", "start", "employer"],
                name="membership_starts_once_a_day",
                violation_error_message=_("This person already joins that startup on that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.role} ({self.start:%Y-%m-%d})"


class Team(DomainModel):
    """A team of an incubator that serves every startup, not one."""

    ghid = models.CharField(_("identifier"), max_length=200, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    mission = models.TextField(_("mission"), blank=True)
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, null=True, blank=True, related_name="teams"
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("cross-cutting team")
        verbose_name_plural = _("cross-cutting teams")
        constraints = [
            filled_constraint("ghid", "team_ghid_filled", _("A team needs an identifier."))
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(DomainModel):
    """A person in a cross-cutting team."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="teams")

    class Meta:
        verbose_name = _("member of a cross-cutting team")
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="team_member_once")]
