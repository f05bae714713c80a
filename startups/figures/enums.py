"""The vocabulary of impact figures."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImpactLevel(TextChoices):
    """How far an indicator looks, from the product to public policy."""

    USABLE = "usable", _("Usable")
    USED = "used", _("Used")
    USEFUL = "useful", _("Useful")
    IMPACTFUL = "impactful", _("Impactful")
    EFFICIENT = "efficient", _("Efficient")


class Direction(TextChoices):
    """Which way an indicator is better."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
