"""What a committee decides, under what conditions, and how it is corrected afterwards."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startups.core.models.amounts import amount_field
from startups.core.models.append_only import AppendOnlyModel
from startups.core.models.base import DomainModel, choice_constraint, filled_constraint
from startups.lifecycle.enums import Phase
from startups.reviews.enums import FINAL_DECISIONS, PHASE_DECISIONS, DecisionKind

from .review import Review


class Decision(AppendOnlyModel, DomainModel):
    """A signed decision: one per review, never edited. ``DecisionCorrection`` corrects it.

    ``phase`` is the phase that it leads to, from ``phase_from`` on. ``amount`` is granted from
    ``period_start`` to ``period_end``, in euros including tax. ``next_due_on`` is the day by
    which the next review is due; None after a stop or a hand-over.
    """

    review = models.OneToOneField(Review, models.PROTECT, related_name="decision")
    kind = models.CharField(_("decision"), max_length=20, choices=DecisionKind.choices)
    decided_on = models.DateField(_("decided on"))
    signed_on = models.DateField(_("signed on"))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    phase = models.CharField(_("new phase"), max_length=30, choices=Phase.choices, blank=True)
    phase_from = models.DateField(_("new phase from"), null=True, blank=True)
    amount = amount_field(_("amount granted (euros incl. tax)"), default=0)
    period_start = models.DateField(_("granted from"), null=True, blank=True)
    period_end = models.DateField(_("granted until"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    evidence_asked = models.TextField(_("evidence asked for"), blank=True)
    public_reasons = models.TextField(_("reasons, published"))
    private_reasons = models.TextField(_("reasons, private"), blank=True)
    stop_condition = models.TextField(
        _("stop condition"), blank=True, help_text=_("What would make the committee stop.")
    )
    next_due_on = models.DateField(_("next review due on"), null=True, blank=True)

    class Meta:
        ordering = ("-decided_on", "-pk")
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            choice_constraint("kind", DecisionKind, "decision_kind_known", _("Unknown decision.")),
            filled_constraint(
                "public_reasons", "decision_has_public_reasons", _("Give the published reasons.")
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind__in=sorted(PHASE_DECISIONS), phase__in=Phase.values)
                    & Q(phase_from__isnull=False)
                )
                | (~Q(kind__in=sorted(PHASE_DECISIONS)) & Q(phase="", phase_from=None)),
                name="decision_says_its_phase",
                violation_error_message=_("This decision changes the phase: say to which."),
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.PROVISIONAL, months__in=(1, 2))
                & ~Q(evidence_asked="")
                | ~Q(kind=DecisionKind.PROVISIONAL),
                name="provisional_decision_asks_evidence",
                violation_error_message=_(
                    "A provisional decision is for one or two months, with the evidence asked for."
                ),
            ),
            models.CheckConstraint(
                condition=Q(amount=0, period_start=None, period_end=None)
                | Q(amount__gt=0, period_start__isnull=False, period_end__gte=F("period_start")),
                name="granted_amount_has_its_period",
                violation_error_message=_("A granted amount covers a period."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(FINAL_DECISIONS), next_due_on=None)
                | (~Q(kind__in=sorted(FINAL_DECISIONS)) & Q(next_due_on__gt=F("decided_on"))),
                name="decision_says_when_next",
                violation_error_message=_("Say when the next review is due, after this one."),
            ),
            models.CheckConstraint(
                condition=Q(decided_on__lte=F("signed_on")),
                name="decision_signed_after_it_was_made",
                violation_error_message=_("A decision is signed on its day or after it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.decided_on:%Y-%m-%d})"


class DecisionCorrection(AppendOnlyModel, DomainModel):
    """A new act that corrects a signed decision: what is corrected is filled, the rest is not."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="corrections")
    corrected_on = models.DateField(_("corrected on"))
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    amount = amount_field(_("amount granted (euros incl. tax)"), null=True, blank=True)
    period_end = models.DateField(_("granted until"), null=True, blank=True)
    public_reasons = models.TextField(_("reasons, published"), blank=True)
    private_reasons = models.TextField(_("reasons, private"), blank=True)
    next_due_on = models.DateField(_("next review due on"), null=True, blank=True)

    class Meta:
        ordering = ("decision_id", "pk")
        verbose_name = _("correction of a decision")
        verbose_name_plural = _("corrections of decisions")
        constraints = [
            filled_constraint("reason", "decision_correction_has_reason", _("Say why.")),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="corrected_amount_is_not_negative",
                violation_error_message=_("An amount granted is not negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} · {self.corrected_on:%Y-%m-%d}"


class Condition(DomainModel):
    """What a decision asks for, by a day. Open until it is met, with evidence; else overdue."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="conditions")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    wording = models.TextField(_("condition"))
    due_on = models.DateField(_("due on"))
    met_on = models.DateField(_("met on"), null=True, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.TextField(_("evidence"), blank=True)

    class Meta:
        ordering = ("decision_id", "position", "pk")
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        constraints = [
            filled_constraint("wording", "condition_worded", _("Say what is asked for.")),
            models.CheckConstraint(
                condition=Q(met_on=None, met_by=None, evidence="")
                | (Q(met_on__isnull=False, met_by__isnull=False) & ~Q(evidence="")),
                name="met_condition_has_evidence",
                violation_error_message=_("A condition is met with evidence, by somebody."),
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    def is_overdue(self, on: Any) -> bool:
        """Whether it should have been met before the day ``on``."""
        return self.met_on is None and self.due_on < on
