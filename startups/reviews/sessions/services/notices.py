"""Tells the members of a session that it is called, changed or cancelled."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from startups.core.services.notices import announce_notices, write_notice
from startups.core.versions import version_of
from startups.reviews.sessions.models import CommitteeSession, SessionMember


def tell_of_call(session: CommitteeSession, members: Iterable[SessionMember], *, on: date) -> None:
    """Invites those who were just added, unless the session is of the past."""
    if session.date >= on:
        _tell(session, members, "called", "mail/session_called.txt", on=on)


def tell_of_change(session: CommitteeSession, *, before: date, on: date) -> None:
    """Tells every member when and where it is now; ``before`` is the day that it was on."""
    if max(session.date, before) < on:
        return
    key = f"changed-{version_of(session)}"
    template = "mail/session_changed.txt"
    _tell(session, _all_of(session), key, template, on=on, before=before)


def tell_of_cancelling(session: CommitteeSession, *, on: date) -> None:
    """Tells every member, and why; nobody of a session of the past."""
    if session.date >= on:
        members = _all_of(session)
        _tell(session, members, "cancelled", "mail/session_cancelled.txt", on=on)


def _all_of(session: CommitteeSession) -> Iterable[SessionMember]:
    return session.members.exclude(person=None).select_related("person__user")


def _tell(
    session: CommitteeSession,
    members: Iterable[SessionMember],
    key: str,
    template: str,
    *,
    on: date,
    **context: Any,
) -> None:
    for member in members:
        if member.person and member.person.user:
            write_notice(
                recipient=member.person.user,
                key=f"session-{session.pk}-{key}",
                template=template,
                context={"session": session, **context},
                on=on,
            )
    announce_notices()
