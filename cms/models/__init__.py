"""The pages of the public site, one file per page type."""

from .approval import ManagerApproval, ManagerApprovalState
from .home import HomeHighlight, HomePage
from .sections import IncubatorsPage, PhasesPage, PortfolioPage, SponsorsPage
from .standard import StandardPage
from .startup import StartupPage

__all__ = [
    "HomeHighlight",
    "HomePage",
    "IncubatorsPage",
    "ManagerApproval",
    "ManagerApprovalState",
    "PhasesPage",
    "PortfolioPage",
    "SponsorsPage",
    "StandardPage",
    "StartupPage",
]
