"""The facts, one file per noun."""

from .anonymised import AnonymisedIdentifier
from .consent import ConsentRequest
from .content_file import ContentFile
from .event import Event
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
from .organisation import Organisation
from .person import Person
from .phase import PhasePeriod
from .published_text import PublishedText
from .staff import StaffAssignment
from .startup import Openness, Startup
from .vocabulary import MinistryDomain, OrganisationKind, Role, Technology, Term, Theme, UserType

__all__ = [
    "AnonymisedIdentifier",
    "ConsentRequest",
    "ContentFile",
    "Event",
    "Highlight",
    "Incubator",
    "Indicator",
    "JournalEntry",
    "Measurement",
    "Membership",
    "MinistryDomain",
    "Openness",
    "Organisation",
    "OrganisationKind",
    "Person",
    "PhasePeriod",
    "PublishedText",
    "Role",
    "Sponsorship",
    "StaffAssignment",
    "Startup",
    "StartupIncubator",
    "StartupTechnology",
    "StartupTheme",
    "StartupUserType",
    "Team",
    "TeamMember",
    "Technology",
    "Term",
    "Theme",
    "UserType",
]
