"""What a startup shall reach by its next review, and what became of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startups.core.models.append_only import AppendOnlyModel
from startups.core.models.base import DomainModel, filled_constraint
from startups.reviews.enums import Verdict

from .decision import Decision
from .review import Review


def number_field(label: Any, **options: Any) -> models.DecimalField:
    """A figure in the unit of the target's measure."""
    return models.DecimalField(label, max_digits=18, decimal_places=4, **options)


class Aim(models.Model):
    """What a target says, whether it is proposed, set or amended."""

    wording = models.CharField(_("target"), max_length=300)
    measure = models.CharField(_("measure and its unit"), max_length=200)
    starting_value = number_field(_("starting value"), null=True, blank=True)
    target_value = number_field(_("target value"))
    due_on = models.DateField(_("by"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.wording


class Target(AppendOnlyModel, Aim, DomainModel):
    """A target set by a decision for the next review. Frozen; an amendment is a new row."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="targets")
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ("decision_id", "position")
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            filled_constraint("wording", "target_worded", _("Say what shall be reached.")),
            filled_constraint("measure", "target_measured", _("Say how it is measured.")),
            models.UniqueConstraint(
                fields=["decision", "position"],
                name="target_position_once",
                violation_error_message=_("Two targets have the same position."),
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=5),
                name="targets_are_five_at_most",
                violation_error_message=_("A decision sets one to five targets."),
            ),
        ]

    @property
    def current(self) -> "Aim":
        """What it says now: its last amendment, else itself. Prefetch ``amendments``."""
        amendments = list(self.amendments.all())
        return amendments[-1] if amendments else self


class TargetAmendment(AppendOnlyModel, Aim, DomainModel):
    """A signed target amended: dated, reasoned, visible. It says the whole target anew."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="amendments")
    amended_on = models.DateField(_("amended on"))
    amended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))

    class Meta:
        ordering = ("target_id", "pk")
        verbose_name = _("amendment of a target")
        verbose_name_plural = _("amendments of targets")
        constraints = [
            filled_constraint("reason", "amendment_has_reason", _("Say why it is amended.")),
            filled_constraint("wording", "amendment_worded", _("Say what shall be reached.")),
            filled_constraint("measure", "amendment_measured", _("Say how it is measured.")),
        ]


class TargetVerdict(DomainModel):
    """What became of a target, said in the dossier of the review that follows, with a fact."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="verdicts")
    target = models.ForeignKey(Target, models.PROTECT, related_name="verdicts")
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices, blank=True)
    value = number_field(_("value reached"), null=True, blank=True)
    fact = models.TextField(_("fact"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("review_id", "target__position")
        verbose_name = _("verdict on a target")
        verbose_name_plural = _("verdicts on targets")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="") | Q(verdict__in=Verdict.values),
                name="verdict_known",
                violation_error_message=_("Unknown verdict."),
            ),
            models.UniqueConstraint(
                fields=["review", "target"],
                name="target_judged_once_a_review",
                violation_error_message=_("This target has a verdict in this review already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.get_verdict_display()}"

    @property
    def is_complete(self) -> bool:
        """A verdict needs its fact."""
        return bool(self.verdict and self.fact.strip())
