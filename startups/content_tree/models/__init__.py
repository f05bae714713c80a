"""The facts of this subject, one file per noun."""

from .content_file import ContentFile

__all__ = [
    "ContentFile",
]
