"""The facts of this subject, one file per noun."""

from .document import PrivateDocument

__all__ = [
    "PrivateDocument",
]
