"""What somebody is to a startup, and what the journal records."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UserRole(TextChoices):
    """What somebody is to a startup or an incubator. Several add up."""

    ADMINISTRATOR = "administrator", _("Administrator")
    MANAGER = "manager", _("Portfolio manager")
    COMMITTEE = "committee", _("Committee member")
    INTRAPRENEUR = "intrapreneur", _("Intrapreneur")
    EDITOR = "editor", _("Team editor")


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
