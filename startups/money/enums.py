"""The vocabulary of money: contracts as the DECP format names them, orders and their chain."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FundingKind(TextChoices):
    """Where granted money comes from."""

    SPONSOR = "sponsor", _("Sponsor")
    FAST = "fast", _("FAST fund")
    OTHER_FUND = "other_fund", _("Another fund")
    OWN_BUDGET = "own_budget", _("The incubator's own budget")


class ContractNature(TextChoices):
    """Nature of a public contract; values are those of DECP 2.0.3."""

    CONTRACT = "Marché", _("Contract")
    PARTNERSHIP = "Marché de partenariat", _("Partnership contract")
    DEFENCE = "Marché de défense ou de sécurité", _("Defence or security contract")


class Procedure(TextChoices):
    """How a contract was awarded; values are those of DECP 2.0.3."""

    ADAPTED = "Procédure adaptée", _("Adapted procedure")
    OPEN_CALL = "Appel d'offres ouvert", _("Open call for tenders")
    RESTRICTED_CALL = "Appel d'offres restreint", _("Restricted call for tenders")
    NEGOTIATED = "Procédure avec négociation", _("Procedure with negotiation")
    DIALOGUE = "Dialogue compétitif", _("Competitive dialogue")
    DIRECT = (
        "Marché passé sans publicité ni mise en concurrence préalable",
        _("Contract without publicity or competition"),
    )


class Technique(TextChoices):
    """Purchasing technique; values are those of DECP 2.0.3."""

    FRAMEWORK = "Accord-cadre", _("Framework agreement")
    CONTEST = "Concours", _("Design contest")
    QUALIFICATION = "Système de qualification", _("Qualification system")
    DYNAMIC = "Système d'acquisition dynamique", _("Dynamic purchasing system")
    CATALOGUE = "Catalogue électronique", _("Electronic catalogue")
    AUCTION = "Enchère électronique", _("Electronic auction")
    NONE = "Sans objet", _("None")


class IdentifierKind(TextChoices):
    """What identifies a holder; values are those of DECP 2.0.3."""

    SIRET = "SIRET", _("SIRET")
    EU_VAT = "TVA", _("European VAT number")
    TAHITI = "TAHITI", _("Tahiti number")
    RIDET = "RIDET", _("RIDET (New Caledonia)")
    FRWF = "FRWF", _("FRWF (Wallis and Futuna)")
    IREP = "IREP", _("IREP")
    NON_EU = "HORS-UE", _("Outside the European Union")


class OrderStep(TextChoices):
    """Where an order stands in its chain; each step has its date."""

    QUOTE = "quote", _("Quote")
    ORDERED = "ordered", _("Ordered")
    DELIVERED = "delivered", _("Delivery accepted")
    INVOICED = "invoiced", _("Invoiced")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")


class StatementState(TextChoices):
    """Where a half-yearly statement stands."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", pgettext_lazy("budget statement", "Submitted")
    VALIDATED = "validated", _("Validated and published")


class Half(TextChoices):
    """The half-year that a statement is about."""

    FIRST = "1", _("January to June")
    SECOND = "2", _("July to December")


class EnvelopeBand(TextChoices):
    """How near the end of an envelope is, the most pressing first."""

    OVER_COMMITTED = "over_committed", _("More is ordered than granted")
    OVER = "over", _("Used up, or its period is over")
    DAYS_45 = "45", _("Ends within 45 days")
    DAYS_90 = "90", _("Ends within 90 days")
    DAYS_180 = "180", _("Ends within 180 days")
