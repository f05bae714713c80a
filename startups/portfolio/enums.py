"""The vocabulary of the first page of the staff: what may need somebody."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NeedKind(TextChoices):
    """What needs a member of the staff, in the order in which their page tells it."""

    SIGN = "sign", _("Decisions to sign")
    READ = "read", _("Dossiers to read")
    REVIEW = "review", _("Reviews due")
    CONDITION = "condition", _("Conditions overdue")
    SESSION = "session", _("Committee sessions")
    STATEMENT = "statement", _("Budget statements to validate")
    STATEMENT_EXPECTED = "statement_expected", _("Budget statements expected")
    ENVELOPE = "envelope", _("Envelopes that end within 45 days")
    ORDER = "order", _("Orders stuck in their chain")
    CONTRACT = "contract", _("Contracts near their ceiling or their end")
    PAGE = "page", _("Pages waiting for approval")
    NO_INTRAPRENEUR = "no_intrapreneur", _("Startups without an intrapreneur")
    STALE = "stale", _("Pages to read again")
