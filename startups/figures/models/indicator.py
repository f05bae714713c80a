"""Impact figures: what is measured of a startup, and each measure with its source."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint, filled_constraint
from startups.figures.enums import Direction, ImpactLevel
from startups.registry.models.startup import Startup


class Indicator(DomainModel):
    """Something that a startup measures. At most one is its headline, and that one is public."""

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="indicators")
    level = models.CharField(_("level"), max_length=20, choices=ImpactLevel.choices)
    wording = models.CharField(_("what is measured"), max_length=200)
    unit = models.CharField(_("unit"), max_length=50, blank=True)
    direction = models.CharField(
        _("which way is better"),
        max_length=10,
        choices=Direction.choices,
        default=Direction.HIGHER,
    )
    public = models.BooleanField(_("public"), default=False)
    headline = models.BooleanField(_("headline"), default=False)

    class Meta:
        ordering = ("startup_id", "-headline", "level", "wording")
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            choice_constraint("level", ImpactLevel, "indicator_level_known", _("Unknown level.")),
            choice_constraint(
                "direction", Direction, "indicator_direction_known", _("Unknown direction.")
            ),
            filled_constraint(
                "wording", "indicator_wording_filled", _("Say what the indicator measures.")
            ),
            models.UniqueConstraint(
                fields=["startup"],
                condition=models.Q(headline=True),
                name="startup_has_one_headline_indicator",
                violation_error_message=_("Another indicator is the headline already."),
            ),
            models.CheckConstraint(
                condition=models.Q(headline=False) | models.Q(public=True),
                name="headline_indicator_is_public",
                violation_error_message=_("The headline indicator must be public."),
            ),
            models.UniqueConstraint(
                fields=["startup", "wording"],
                name="indicator_worded_once",
                violation_error_message=_("The startup already measures this."),
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class Measurement(DomainModel):
    """A value of an indicator on a day, with its source and who entered it."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    date = models.DateField(_("date"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    source = models.CharField(_("source"), max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        ordering = ("indicator_id", "date")
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        constraints = [
            filled_constraint(
                "source", "measurement_source_filled", _("A measurement needs its source.")
            ),
            models.UniqueConstraint(
                fields=["indicator", "date"],
                name="indicator_measured_once_a_day",
                violation_error_message=_("There is already a value for that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.date:%Y-%m-%d})"
