"""A session is called, changed, cancelled."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.services.facts import Actor, sign, update_facts
from startups.core.versions import refuse_stale, version_of
from startups.people.models import Person
from startups.registry.models import Incubator
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.services import notices

from .agenda import note_in_journal
from .locking import lock_reviews, lock_session
from .members import add_members


@dataclass(frozen=True)
class Meeting:
    """When and where. The hours are those of Paris."""

    date: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    link: str = ""


@transaction.atomic
def call_session(
    *, incubator: Incubator, meeting: Meeting, people: Collection[Person], on: date, actor: Actor
) -> CommitteeSession:
    """Calls a session of the committee of ``incubator`` and invites ``people``.

    Raises ValidationError when the meeting makes no sense. Side effects: history, a notice to
    each who has an account (none for a session of the past, written down afterwards).
    """
    session = CommitteeSession(incubator=incubator, **asdict(meeting))
    _refuse_nonsense(session)
    sign(session, actor=actor, reason=_("called")).save()
    add_members(session, people, on=on, actor=actor)
    return session


@transaction.atomic
def change_session(
    *, session: CommitteeSession, meeting: Meeting, seen: str, on: date, actor: Actor
) -> bool:
    """Changes when or where; False when nothing differs.

    Raises Stale when somebody else changed it since the version ``seen``. Side effects: history,
    a notice to each member who has an account.
    """
    locked = lock_session(session)
    refuse_stale(locked, seen=seen, now=version_of(locked))
    _refuse_nonsense(CommitteeSession(incubator=locked.incubator, **asdict(meeting)))
    before, values = locked.date, asdict(meeting)
    changed = update_facts(instance=locked, values=values, actor=actor, reason=_("changed"))
    if changed:
        notices.tell_of_change(locked, before=before, on=on)
    return bool(changed)


@transaction.atomic
def cancel_session(
    *, session: CommitteeSession, on: date, actor: Actor, reason: str
) -> CommitteeSession:
    """Cancels an open session; its reviews can go on another agenda.

    Side effects: history, the journal of each startup on the agenda, a notice to each member.
    Raises ValidationError when a decision was taken at it: it was held then.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the session is cancelled.")})
    locked = lock_session(session)
    lock_reviews(locked)
    items = list(locked.agenda.select_related("review__startup"))
    if locked.agenda.filter(review__decision__decided_on=locked.date).exists():
        raise ValidationError(_("A decision was taken at this session: close it instead."))
    values = {"state": SessionState.CANCELLED, "cancelled_reason": reason}
    update_facts(instance=locked, values=values, actor=actor, reason=reason)
    for item in items:
        what = _("the session is cancelled")
        note_in_journal(item, locked, what, on=on, actor=actor, reason=reason)
    notices.tell_of_cancelling(locked, on=on)
    return locked


def _refuse_nonsense(session: CommitteeSession) -> None:
    if session.ends_at and not session.starts_at:
        raise ValidationError({"starts_at": _("Say when it starts.")})
    session.validate_constraints()
