"""The facts of this subject, one file per noun."""

from .incubator import Incubator
from .journal import JournalEntry
from .links import (
    Highlight,
    Sponsorship,
    StartupIncubator,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
)
from .organisation import Organisation
from .published_text import PublishedText
from .startup import Openness, Startup
from .vocabulary import MinistryDomain, OrganisationKind, Role, Technology, Term, Theme, UserType

__all__ = [
    "Highlight",
    "Incubator",
    "JournalEntry",
    "MinistryDomain",
    "Openness",
    "Organisation",
    "OrganisationKind",
    "PublishedText",
    "Role",
    "Sponsorship",
    "Startup",
    "StartupIncubator",
    "StartupTechnology",
    "StartupTheme",
    "StartupUserType",
    "Technology",
    "Term",
    "Theme",
    "UserType",
]
