"""What was granted to a startup, by whom, and for when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startups.core.models.amounts import amount_field
from startups.core.models.append_only import AppendOnlyModel
from startups.core.models.base import DomainModel, choice_constraint
from startups.money.enums import FundingKind
from startups.registry.models.organisation import Organisation
from startups.registry.models.startup import Startup


class Funding(AppendOnlyModel, DomainModel):
    """An amount granted, in euros including tax. Never edited.

    A correction or a cancellation is a new row that ``corrects`` the first one, whose amount is
    the difference, and says why: the sum of the rows is what is granted.
    """

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="fundings")
    kind = models.CharField(_("kind"), max_length=20, choices=FundingKind.choices)
    source = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fundings",
        verbose_name=_("source"),
    )
    promotion = models.CharField(_("promotion of the fund"), max_length=50, blank=True)
    amount = amount_field(_("amount (euros incl. tax)"))
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    granted_on = models.DateField(_("granted on"), help_text=_("Counts from that day on."))
    agreement = models.CharField(_("agreement reference"), max_length=100, blank=True)
    agreement_url = models.URLField(_("link to the agreement"), max_length=1000, blank=True)
    agreement_signed_on = models.DateField(_("agreement signed on"), null=True, blank=True)
    agreement_ends_on = models.DateField(_("agreement ends on"), null=True, blank=True)
    decision = models.OneToOneField(
        "startups.Decision", models.PROTECT, null=True, blank=True, related_name="funding"
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ("startup_id", "start", "pk")
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")
        constraints = [
            choice_constraint("kind", FundingKind, "funding_kind_known", _("Unknown kind.")),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="funding_ends_after_start",
                violation_error_message=_("A funding ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, amount__gt=0)
                | (Q(corrects__isnull=False, decision=None) & ~Q(reason="") & ~Q(amount=0)),
                name="funding_correction_says_why",
                violation_error_message=_("A funding is more than nothing; a correction says why."),
            ),
            models.CheckConstraint(
                condition=Q(kind=FundingKind.OWN_BUDGET) | Q(source__isnull=False),
                name="funding_has_its_source",
                violation_error_message=_("Say which organisation it comes from."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount} € ({self.start:%Y-%m-%d})"
