"""How open a product is: its aspects, and what is known of each."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OpennessState(TextChoices):
    """How open one aspect of a product is. Unknown is neither bad nor good."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NOT_STARTED = "not_started", _("Not started")
    UNKNOWN = "unknown", _("Unknown")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class OpennessItem(TextChoices):
    """The aspects of openness, in the order of display. ``<value>_state`` is the field."""

    SOURCE_CODE = "source_code", _("Source code")
    STATISTICS = "statistics", _("Usage statistics")
    BUDGET = "budget", _("Budget")
    IMPACT = "impact", _("Impact")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    SECURITY = "security", _("Security")

    @property
    def state_field(self) -> str:
        return f"{self.value}_state"

    @property
    def url_field(self) -> str:
        return f"{self.value}_url"
