"""What was ordered or spent inside, and what was paid of it, in euros including tax."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startups.core.models.amounts import amount_field
from startups.core.models.append_only import AppendOnlyModel
from startups.core.models.base import DomainModel, filled_constraint
from startups.money.contracts.models.contract import Contract
from startups.registry.models.startup import Startup
from startups.registry.models.vocabulary import Term

from .funding import Funding


class Activity(Term):
    """What money is spent on; an administrator changes the list."""

    class Meta(Term.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class Resource(Term):
    """What money buys; an administrator changes the list."""

    class Meta(Term.Meta):
        verbose_name = _("kind of resource")
        verbose_name_plural = _("kinds of resource")


class Commitment(DomainModel):
    """An order under a contract, or an internal cost (no contract).

    It counts as committed from ``ordered_on`` on; a quote (no such day) does not count yet.
    ``amount`` never changes: a correction or a credit note is a new row that ``corrects`` this
    one, negative when it takes back. ``covers_from`` and ``covers_until`` are the first and the
    last day of the months that it pays for. No unit price and no number of days is kept: those
    are trade secrets.
    """

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="commitments")
    contract = models.ForeignKey(
        Contract, models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    funding = models.ForeignKey(
        Funding,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("paid from"),
    )
    reference = models.CharField(_("reference"), max_length=100)
    supplier = models.CharField(_("supplier"), max_length=300)
    supplier_siret = models.CharField(_("SIRET of the supplier"), max_length=14, blank=True)
    amount = amount_field(_("amount (euros incl. tax)"))
    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="+", verbose_name=_("activity")
    )
    resource = models.ForeignKey(
        Resource, models.PROTECT, related_name="+", verbose_name=_("kind of resource")
    )
    covers_from = models.DateField(_("covers from"))
    covers_until = models.DateField(_("covers until"))
    quoted_on = models.DateField(_("quote received on"), null=True, blank=True)
    ordered_on = models.DateField(_("ordered on"), null=True, blank=True)
    delivered_on = models.DateField(_("delivery accepted on"), null=True, blank=True)
    invoiced_on = models.DateField(_("invoiced on"), null=True, blank=True)
    cancelled_on = models.DateField(_("quote dropped on"), null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    reason = models.TextField(_("reason"), blank=True)
    note = models.TextField(_("note, private"), blank=True)

    class Meta:
        ordering = ("startup_id", "-ordered_on", "-pk")
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        indexes = [
            models.Index(fields=["startup", "ordered_on"], name="commitment_by_day"),
            models.Index(fields=["contract", "ordered_on"], name="commitment_by_contract"),
        ]
        constraints = [
            filled_constraint("reference", "commitment_referenced", _("Give a reference.")),
            filled_constraint("supplier", "commitment_has_a_supplier", _("Say who supplies.")),
            models.UniqueConstraint(
                fields=["startup", "reference"],
                name="commitment_referenced_once",
                violation_error_message=_("This startup has an order of that reference already."),
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, amount__gt=0)
                | (Q(corrects__isnull=False, ordered_on__isnull=False) & ~Q(reason=""))
                & ~Q(amount=0),
                name="commitment_correction_says_why",
                violation_error_message=_("An order is more than nothing; a correction says why."),
            ),
            models.CheckConstraint(
                condition=Q(covers_until__gte=F("covers_from")),
                name="commitment_covers_a_period",
                violation_error_message=_("The months covered end before they start."),
            ),
            models.CheckConstraint(
                condition=Q(ordered_on__isnull=False) | Q(quoted_on__isnull=False),
                name="commitment_has_a_first_day",
                violation_error_message=_("Give the day of the quote or of the order."),
            ),
            models.CheckConstraint(
                condition=Q(quoted_on=None)
                | Q(ordered_on=None)
                | Q(ordered_on__gte=F("quoted_on")),
                name="order_follows_its_quote",
                violation_error_message=_("An order follows its quote."),
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(delivered_on__gte=F("ordered_on")),
                name="delivery_follows_the_order",
                violation_error_message=_("A delivery is accepted after the order."),
            ),
            models.CheckConstraint(
                condition=Q(invoiced_on=None) | Q(invoiced_on__gte=F("ordered_on")),
                name="invoice_follows_the_order",
                violation_error_message=_("An invoice comes after the order."),
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None, invoiced_on=None) | Q(ordered_on__isnull=False),
                name="chain_starts_with_the_order",
                violation_error_message=_("Nothing is delivered or invoiced before the order."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None) | Q(ordered_on=None),
                name="only_a_quote_is_dropped",
                violation_error_message=_("An order is taken back by a correction."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.amount} €"


class Payment(AppendOnlyModel, DomainModel):
    """What was paid of a commitment; what comes back is a negative row that says why."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="payments")
    paid_on = models.DateField(_("paid on"))
    amount = amount_field(_("amount (euros incl. tax)"))
    reference = models.CharField(_("invoice"), max_length=100, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ("commitment_id", "paid_on", "pk")
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        indexes = [models.Index(fields=["paid_on"], name="payment_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) | (Q(amount__lt=0) & ~Q(reason="")),
                name="payment_back_says_why",
                violation_error_message=_("A payment is more than nothing; one back says why."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} € ({self.paid_on:%Y-%m-%d})"
