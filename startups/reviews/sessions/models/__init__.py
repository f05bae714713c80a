"""The facts of this subject, one file per noun."""

from .session import AgendaItem, CommitteeSession, SessionMember

__all__ = [
    "AgendaItem",
    "CommitteeSession",
    "SessionMember",
]
