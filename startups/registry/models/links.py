"""What ties a startup to incubators, sponsors and vocabularies; each tie has its history."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel

from .incubator import Incubator
from .organisation import Organisation
from .startup import Startup
from .vocabulary import Technology, Theme, UserType


class StartupLink(DomainModel):
    """A tie of a startup; ``position`` keeps the order in which it was declared."""

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ("startup_id", "position")


class StartupIncubator(StartupLink):
    """An incubator of a startup. Position 0 is the one that leads, and there is only one."""

    incubator = models.ForeignKey(Incubator, models.PROTECT, related_name="startup_links")

    class Meta(StartupLink.Meta):
        verbose_name = _("incubator of a startup")
        constraints = [
            models.UniqueConstraint(
                fields=["startup", "incubator"],
                name="startup_has_incubator_once",
                violation_error_message=_("This incubator is already named for the startup."),
            ),
            models.UniqueConstraint(
                fields=["startup"],
                condition=models.Q(position=0),
                name="startup_has_one_lead_incubator",
                violation_error_message=_("A startup has one lead incubator."),
            ),
        ]


class Sponsorship(StartupLink):
    """An organisation that carries a startup."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sponsorships")

    class Meta(StartupLink.Meta):
        verbose_name = _("sponsor of a startup")
        constraints = [
            models.UniqueConstraint(
                fields=["startup", "organisation"],
                name="startup_has_sponsor_once",
                violation_error_message=_("This organisation already sponsors the startup."),
            )
        ]


class StartupUserType(StartupLink):
    """Whom a startup is for."""

    term = models.ForeignKey(UserType, models.PROTECT, related_name="startup_links")

    class Meta(StartupLink.Meta):
        verbose_name = _("user type of a startup")
        constraints = [
            models.UniqueConstraint(fields=["startup", "term"], name="startup_has_user_type_once")
        ]


class StartupTheme(StartupLink):
    """A theme of a startup."""

    term = models.ForeignKey(Theme, models.PROTECT, related_name="startup_links")

    class Meta(StartupLink.Meta):
        verbose_name = _("theme of a startup")
        constraints = [
            models.UniqueConstraint(fields=["startup", "term"], name="startup_has_theme_once")
        ]


class StartupTechnology(StartupLink):
    """A technology of a startup."""

    term = models.ForeignKey(Technology, models.PROTECT, related_name="startup_links")

    class Meta(StartupLink.Meta):
        verbose_name = _("technology of a startup")
        constraints = [
            models.UniqueConstraint(fields=["startup", "term"], name="startup_has_technology_once")
        ]


class Highlight(DomainModel):
    """A startup that an incubator puts forward."""

    incubator = models.ForeignKey(Incubator, models.PROTECT, related_name="highlights")
    startup = models.ForeignKey(Startup, models.PROTECT, related_name="highlights")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ("incubator_id", "position")
        verbose_name = _("highlighted startup")
        constraints = [
            models.UniqueConstraint(
                fields=["incubator", "startup"], name="incubator_highlights_startup_once"
            )
        ]
