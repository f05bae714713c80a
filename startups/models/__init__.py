"""The facts, one file per noun."""

from .anonymised import AnonymisedIdentifier
from .commitment import Activity, Commitment, Payment, Resource
from .consent import ConsentRequest
from .content_file import ContentFile
from .contract import (
    Contract,
    ContractHolder,
    ContractIncubator,
    ContractModification,
    ContractUse,
    Subcontract,
)
from .decision import Condition, Decision, DecisionCorrection
from .document import PrivateDocument
from .dossier import Dossier, DossierAnswer, DossierDocument, ProposedTarget
from .ending import (
    EndingCorrection,
    HandoverCheck,
    HandoverDossier,
    HandoverItem,
    StopDossier,
    StopMatter,
)
from .event import Event
from .funding import Funding
from .incubator import Incubator
from .indicator import Indicator, Measurement
from .journal import JournalEntry
from .links import (
    Highlight,
    Sponsorship,
    StartupIncubator,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
)
from .membership import Membership, Team, TeamMember
from .notice import MailPreference, Notice
from .opinion import Opinion
from .organisation import Organisation
from .person import Person
from .phase import PhasePeriod
from .preferences import CalendarFeed, SavedView
from .published_text import PublishedText
from .review import Review, ReviewMove
from .session import AgendaItem, CommitteeSession, SessionMember
from .staff import StaffAssignment
from .startup import Openness, Startup
from .statement import Statement, StatementLine
from .target import Target, TargetAmendment, TargetVerdict
from .vocabulary import MinistryDomain, OrganisationKind, Role, Technology, Term, Theme, UserType

__all__ = [
    "Activity",
    "AgendaItem",
    "AnonymisedIdentifier",
    "CalendarFeed",
    "Commitment",
    "CommitteeSession",
    "Condition",
    "ConsentRequest",
    "ContentFile",
    "Contract",
    "ContractHolder",
    "ContractIncubator",
    "ContractModification",
    "ContractUse",
    "Decision",
    "DecisionCorrection",
    "Dossier",
    "DossierAnswer",
    "DossierDocument",
    "EndingCorrection",
    "Event",
    "Funding",
    "HandoverCheck",
    "HandoverDossier",
    "HandoverItem",
    "Highlight",
    "Incubator",
    "Indicator",
    "JournalEntry",
    "MailPreference",
    "Measurement",
    "Membership",
    "MinistryDomain",
    "Notice",
    "Openness",
    "Opinion",
    "Organisation",
    "OrganisationKind",
    "Payment",
    "Person",
    "PhasePeriod",
    "PrivateDocument",
    "ProposedTarget",
    "PublishedText",
    "Resource",
    "Review",
    "ReviewMove",
    "Role",
    "SavedView",
    "SessionMember",
    "Sponsorship",
    "StaffAssignment",
    "Startup",
    "StartupIncubator",
    "StartupTechnology",
    "StartupTheme",
    "StartupUserType",
    "Statement",
    "StatementLine",
    "StopDossier",
    "StopMatter",
    "Subcontract",
    "Target",
    "TargetAmendment",
    "TargetVerdict",
    "Team",
    "TeamMember",
    "Technology",
    "Term",
    "Theme",
    "UserType",
]
