"""Public contracts, as the DECP format describes them, and who uses them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startups.core.models.amounts import amount_field
from startups.core.models.append_only import AppendOnlyModel
from startups.core.models.base import DomainModel, choice_constraint, filled_constraint
from startups.core.validators import validate_siret
from startups.money.enums import ContractNature, IdentifierKind, Procedure, Technique
from startups.registry.models.incubator import Incubator
from startups.registry.models.startup import Startup


class Contract(DomainModel):
    """A public contract, identified by its buyer and the buyer's reference.

    ``ceiling`` is what was notified first, in euros **excluding tax** as published; for a
    framework agreement it is its maximum. ``months`` is its length from ``notified_on``.
    A modification changes both from its own date on: ask ``money.contracts.selectors``.
    """

    buyer_siret = models.CharField(_("buyer (SIRET)"), max_length=14, validators=[validate_siret])
    buyer_name = models.CharField(_("name of the buyer"), max_length=300, blank=True)
    reference = models.CharField(_("reference"), max_length=16)
    purpose = models.CharField(_("purpose"), max_length=1000)
    nature = models.CharField(_("nature"), max_length=60, choices=ContractNature.choices)
    procedure = models.CharField(_("procedure"), max_length=80, choices=Procedure.choices)
    technique = models.CharField(
        _("technique"), max_length=60, choices=Technique.choices, default=Technique.NONE
    )
    cpv = models.CharField(_("CPV code"), max_length=10)
    ceiling = amount_field(_("ceiling (euros excl. tax)"))
    tax_rate = models.DecimalField(_("tax rate (%)"), max_digits=4, decimal_places=1, default=20)
    notified_on = models.DateField(_("notified on"))
    months = models.PositiveSmallIntegerField(_("length (months)"))
    framework = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subsequent",
        verbose_name=_("framework agreement"),
    )
    framework_reference = models.CharField(
        _("reference of the framework agreement"),
        max_length=16,
        blank=True,
        help_text=_("As published, where the framework agreement itself is not recorded."),
    )
    notice_url = models.URLField(_("published notice"), max_length=1000, blank=True)
    startups = models.ManyToManyField(
        Startup, through="startups.ContractUse", related_name="contracts"
    )
    incubators = models.ManyToManyField(
        Incubator, through="startups.ContractIncubator", related_name="contracts"
    )

    class Meta:
        ordering = ("-notified_on", "reference")
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        constraints = [
            choice_constraint("nature", ContractNature, "contract_nature_known", _("Unknown.")),
            choice_constraint("procedure", Procedure, "contract_procedure_known", _("Unknown.")),
            choice_constraint("technique", Technique, "contract_technique_known", _("Unknown.")),
            filled_constraint("purpose", "contract_has_a_purpose", _("Say what it is for.")),
            models.UniqueConstraint(
                fields=["buyer_siret", "reference"],
                name="contract_identified_once",
                violation_error_message=_("This buyer has a contract of that reference already."),
            ),
            models.CheckConstraint(
                condition=Q(buyer_siret__regex=r"^[0-9]{14}$") & ~Q(reference=""),
                name="contract_has_its_identifiers",
                violation_error_message=_("A contract has the SIRET of its buyer and a reference."),
            ),
            models.CheckConstraint(
                condition=Q(ceiling__gte=0, months__gte=1, tax_rate__gte=0),
                name="contract_has_a_ceiling_and_a_length",
                violation_error_message=_("A contract has a ceiling and a length."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.purpose}"


class ContractHolder(DomainModel):
    """A firm that holds a contract; of a group of firms, the first one leads."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="holders")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("identifier"), max_length=20, choices=IdentifierKind.choices)
    identifier = models.CharField(_("number"), max_length=40)
    name = models.CharField(_("name"), max_length=300, blank=True)

    class Meta:
        ordering = ("contract_id", "position", "pk")
        verbose_name = _("holder of a contract")
        verbose_name_plural = _("holders of contracts")
        constraints = [
            choice_constraint("kind", IdentifierKind, "holder_kind_known", _("Unknown.")),
            filled_constraint("identifier", "holder_identified", _("Give its number.")),
            models.CheckConstraint(
                condition=~Q(kind=IdentifierKind.SIRET) | Q(identifier__regex=r"^[0-9]{14}$"),
                name="holder_siret_fourteen_digits",
                violation_error_message=_("A SIRET has fourteen digits."),
            ),
            models.UniqueConstraint(
                fields=["contract", "kind", "identifier"],
                name="contract_held_once",
                violation_error_message=_("This firm holds the contract already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.identifier


class ContractModification(AppendOnlyModel, DomainModel):
    """A change of a contract from its own date on: what changed is filled, the rest is not."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="modifications")
    number = models.PositiveSmallIntegerField(_("number"))
    notified_on = models.DateField(_("notified on"))
    ceiling = amount_field(_("new ceiling (euros excl. tax)"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("new length (months)"), null=True, blank=True)
    holders = models.JSONField(_("new holders"), default=list, blank=True)

    class Meta:
        ordering = ("contract_id", "notified_on", "number")
        verbose_name = _("modification of a contract")
        verbose_name_plural = _("modifications of contracts")
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="modification_numbered_once",
                violation_error_message=_("The contract has a modification of that number."),
            ),
            models.CheckConstraint(
                condition=(Q(ceiling=None) | Q(ceiling__gte=0))
                & (Q(months=None) | Q(months__gte=1)),
                name="modified_contract_has_a_ceiling",
                violation_error_message=_("A contract has a ceiling and a length."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} ({self.number})"


class Subcontract(DomainModel):
    """A part of a contract that its holder gave to another firm."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="subcontracts")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("identifier"), max_length=20, choices=IdentifierKind.choices)
    identifier = models.CharField(_("number of the firm"), max_length=40)
    amount = amount_field(_("amount (euros excl. tax)"))
    notified_on = models.DateField(_("notified on"))
    months = models.PositiveSmallIntegerField(_("length (months)"))

    class Meta:
        ordering = ("contract_id", "number")
        verbose_name = _("subcontract")
        verbose_name_plural = _("subcontracts")
        constraints = [
            choice_constraint("kind", IdentifierKind, "subcontract_kind_known", _("Unknown.")),
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="subcontract_numbered_once",
                violation_error_message=_("The contract has a subcontract of that number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} ({self.number})"


class ContractUse(DomainModel):
    """A startup that may order under a contract."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="uses")
    startup = models.ForeignKey(Startup, models.PROTECT, related_name="contract_uses")

    class Meta:
        verbose_name = _("use of a contract")
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "startup"],
                name="contract_used_once",
                violation_error_message=_("This startup uses the contract already."),
            )
        ]


class ContractIncubator(DomainModel):
    """An incubator whose startups may order under a contract."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="incubator_uses")
    incubator = models.ForeignKey(Incubator, models.PROTECT, related_name="contract_uses")

    class Meta:
        verbose_name = _("contract of an incubator")
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "incubator"],
                name="contract_of_an_incubator_once",
                violation_error_message=_("This incubator uses the contract already."),
            )
        ]
