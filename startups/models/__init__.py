"""The facts, one file per noun."""

from .content_file import ContentFile
from .event import Event
from .incubator import Incubator
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
from .startup import Openness, Startup
from .vocabulary import MinistryDomain, OrganisationKind, Role, Technology, Term, Theme, UserType

__all__ = [
    "ContentFile",
    "Event",
    "Highlight",
    "Incubator",
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
