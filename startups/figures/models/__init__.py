"""The facts of this subject, one file per noun."""

from .indicator import Indicator, Measurement

__all__ = [
    "Indicator",
    "Measurement",
]
