"""The facts of this subject, one file per noun."""

from .commitment import Activity, Commitment, Payment, Resource
from .funding import Funding

__all__ = [
    "Activity",
    "Commitment",
    "Funding",
    "Payment",
    "Resource",
]
