"""The facts of this subject, one file per noun."""

from .anonymised import AnonymisedIdentifier
from .consent import ConsentRequest
from .membership import Membership, Team, TeamMember
from .person import Person
from .staff import StaffAssignment

__all__ = [
    "AnonymisedIdentifier",
    "ConsentRequest",
    "Membership",
    "Person",
    "StaffAssignment",
    "Team",
    "TeamMember",
]
