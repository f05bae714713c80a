"""The vocabulary of the domain, and its named groups. Everything asks this module."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """The phases of a startup, in their order; values are those of the content files."""

    INVESTIGATION = "investigation", _("Under investigation")
    CONSTRUCTION = "construction", _("Under construction")
    ACCELERATION = "acceleration", _("In acceleration")
    CONSOLIDATION = "consolidation", _("In consolidation")
    OPERATED = "opere", _("Operated within the network")
    TRANSFERRED = "transfere", _("Transferred")
    INCONCLUSIVE = "abandon-investigation", _("Inconclusive investigation")
    STOPPED = "abandon", _("Stopped")

    @property
    def rank(self) -> int:
        """Position in the order of the table: it settles two starts on the same day."""
        return PHASE_ORDER.index(self)


PHASE_ORDER: list[Phase] = list(Phase)
ACTIVE = frozenset(
    {
        Phase.INVESTIGATION,
        Phase.CONSTRUCTION,
        Phase.ACCELERATION,
        Phase.CONSOLIDATION,
        Phase.OPERATED,
    }
)
KEPT_ON = frozenset({Phase.OPERATED, Phase.TRANSFERRED})
STOPPED = frozenset({Phase.INCONCLUSIVE, Phase.STOPPED})
ENDED = STOPPED | {Phase.TRANSFERRED}
# Nothing is asked of these in the way of openness.
NOTHING_EXPECTED = frozenset({Phase.INVESTIGATION, Phase.INCONCLUSIVE})


class EventKind(TextChoices):
    """What the public timeline records; values are those of the content files."""

    COMMITTEE = "committee", _("Committee")
    PRODUCT_LAUNCH = "product_launch", _("Product launch")
    FAST = "fast", _("FAST co-funding")
    NATIONAL_IMPACT = "national_impact", _("National impact recognised")
    END = "end", _("End")
    OTHER = "other", _("Other event")


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


class Employment(TextChoices):
    """How a member is employed; values are those of the content files."""

    ADMINISTRATION = "admin", _("Public agent")
    INDEPENDENT = "independent", _("Independent")
    SERVICE = "service", _("Service company")


class Severity(TextChoices):
    """How much a data-quality finding matters."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
    INFO = "info", _("For information")


class StaffRole(TextChoices):
    """What somebody of an incubator's staff does with its portfolio."""

    MANAGER = "manager", _("Portfolio manager")
    COMMITTEE = "committee", _("Committee member")


class Standing(TextChoices):
    """What somebody is to a startup or an incubator. Several add up."""

    ADMINISTRATOR = "administrator", _("Administrator")
    MANAGER = "manager", _("Portfolio manager")
    COMMITTEE = "committee", _("Committee member")
    INTRAPRENEUR = "intrapreneur", _("Intrapreneur")
    EDITOR = "editor", _("Team editor")


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


class ActKind(TextChoices):
    """What the journal records."""

    OPENED = "opened", _("Startup opened")
    FACTS_CHANGED = "facts_changed", _("Facts changed")
    PAGE_SUBMITTED = "page_submitted", _("Page submitted")
    PAGE_RETURNED = "page_returned", _("Page sent back")
    PAGE_PUBLISHED = "page_published", _("Page published")
    MEMBER_JOINED = "member_joined", _("Member joined")
    MEMBER_CHANGED = "member_changed", _("Membership changed")
    MEMBER_LEFT = "member_left", _("Member left")
    MEMBER_INVITED = "member_invited", _("Member invited")
    CONSENT_ASKED = "consent_asked", _("Consent to be named asked for")
    CONSENT_GIVEN = "consent_given", _("Consent to be named given")
    CONSENT_REFUSED = "consent_refused", _("Consent to be named refused")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent to be named withdrawn")
    PERSON_ANONYMISED = "person_anonymised", _("Member anonymised")
    INDICATOR_CHANGED = "indicator_changed", _("Indicator changed")
    MEASURED = "measured", _("Figures entered")
    DOCUMENT_ADDED = "document_added", _("Private document added")
    DOCUMENT_WITHDRAWN = "document_withdrawn", _("Private document withdrawn")
    TIMELINE_CORRECTED = "timeline_corrected", _("Timeline corrected")
    PHASE_CHANGED = "phase_changed", _("Phase changed")
    PHASE_PLANNED = "phase_planned", _("Change of phase planned")
    PHASE_UNPLANNED = "phase_unplanned", _("Planned change of phase taken back")
    REVIEW_PLANNED = "review_planned", _("Review planned")
    REVIEW_OPENED = "review_opened", _("Preparation of the review begun")
    REVIEW_SUBMITTED = "review_submitted", _("Dossier submitted")
    REVIEW_RETURNED = "review_returned", _("Dossier returned for completion")
    REVIEW_POSTPONED = "review_postponed", _("Review postponed")
    REVIEW_CANCELLED = "review_cancelled", _("Review cancelled")
    OPINION_GIVEN = "opinion_given", _("Opinion given")
    DECISION_SIGNED = "decision_signed", _("Decision signed")
    DECISION_CORRECTED = "decision_corrected", _("Decision corrected")
    TARGET_AMENDED = "target_amended", _("Target amended")
    CONDITION_MET = "condition_met", _("Condition met")
    FUNDING_GRANTED = "funding_granted", _("Funding granted")
    FUNDING_CORRECTED = "funding_corrected", _("Funding corrected")
    STOP_DOSSIER_WRITTEN = "stop_dossier_written", _("Closing dossier written")
    HANDOVER_WRITTEN = "handover_written", _("Hand-over dossier written")
    HANDOVER_COUNTERSIGNED = "handover_countersigned", _("Hand-over countersigned")
    AGENDA_CHANGED = "agenda_changed", _("Put on or taken off an agenda")
    CONTRACT_RECORDED = "contract_recorded", _("Contract recorded")
    COMMITTED = "committed", _("Order or cost recorded")
    COMMITMENT_MOVED = "commitment_moved", _("Order moved along its chain")
    COMMITMENT_CORRECTED = "commitment_corrected", _("Order corrected")
    PAID = "paid", _("Payment recorded")
    STATEMENT_OPENED = "statement_opened", _("Budget statement begun")
    STATEMENT_DROPPED = "statement_dropped", _("Draft of a budget statement dropped")
    STATEMENT_SUBMITTED = "statement_submitted", _("Budget statement submitted")
    STATEMENT_RETURNED = "statement_returned", _("Budget statement sent back")
    STATEMENT_VALIDATED = "statement_validated", _("Budget statement validated")
