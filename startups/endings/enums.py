"""The vocabulary of endings: why products stop, what is to be settled, who receives them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StopCause(TextChoices):
    """Why a startup stops."""

    IMPACT = "impact", _("Impact too small for its cost")
    FUNDING = "funding", _("No more funding")
    NOT_CARRIED = "not_carried", _("No longer carried by its administration")
    NO_INTRAPRENEUR = "no_intrapreneur", _("No intrapreneur")
    EXISTS_ELSEWHERE = "exists_elsewhere", _("A solution exists elsewhere")
    NEED_GONE = "need_gone", _("The need is gone")


class Matter(TextChoices):
    """What something must become of when a startup stops."""

    # With a context: Wagtail's menu has accounts under the same word.
    USERS = "users", pgettext_lazy("those who use a product", "Users")
    DATA = "data", _("Data")
    CODE = "code", _("Source code")
    DOMAIN = "domain", _("Domain name")
    CONTRACTS = "contracts", _("Contracts")


class ReceivingModel(TextChoices):
    """How the receiving administration will run the product."""

    OPERATOR = "operator", _("Operator in an incubator")
    BUSINESS_TEAM = "business_team", _("Team in a business directorate")
    IT_TEAM = "it_team", _("Team in the IT directorate")
    OWN_STRUCTURE = "own_structure", _("A structure of its own")
