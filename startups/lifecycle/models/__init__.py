"""The facts of this subject, one file per noun."""

from .event import Event
from .phase import PhasePeriod

__all__ = [
    "Event",
    "PhasePeriod",
]
