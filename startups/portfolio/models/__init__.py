"""The facts of this subject, one file per noun."""

from .preferences import CalendarFeed, SavedView

__all__ = [
    "CalendarFeed",
    "SavedView",
]
