"""The facts of this subject, one file per noun."""

from .notice import Notice

__all__ = [
    "Notice",
]
