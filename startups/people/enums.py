"""How people work for startups and incubators."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Employment(TextChoices):
    """How a member is employed; values are those of the content files."""

    ADMINISTRATION = "admin", _("Public agent")
    INDEPENDENT = "independent", _("Independent")
    SERVICE = "service", _("Service company")


class StaffRole(TextChoices):
    """What somebody of an incubator's staff does with its portfolio."""

    MANAGER = "manager", _("Portfolio manager")
    COMMITTEE = "committee", _("Committee member")
