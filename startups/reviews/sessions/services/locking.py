"""Two people at a session's record at once: the second is told, and nothing is lost."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startups.core.versions import Stale, refuse_stale, version_of
from startups.reviews.models import Review
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession


def lock_session(session: CommitteeSession) -> CommitteeSession:
    """The row as it is now, locked; raises ValidationError when it is not open any more.

    Every act on a session goes through here first, so that they come one after the other.
    """
    rows = CommitteeSession.objects.select_for_update(of=("self",))
    locked = rows.select_related("incubator", "closed_by").get(pk=session.pk)
    if locked.state == SessionState.PLANNED:
        return locked
    raise ValidationError(_what_became_of(locked), code="state")


def lock_item(item: AgendaItem, *, seen: str | None = None) -> AgendaItem:
    """An item of an open session as it is now, its session locked.

    Raises Stale when it was taken off, or changed since the version ``seen``.
    """
    session = lock_session(item.session)
    rows = AgendaItem.objects.select_related("review__startup")
    locked = rows.filter(pk=item.pk, session=session).first()
    if locked is None:
        raise Stale
    if seen is not None:
        refuse_stale(locked, seen=seen, now=version_of(locked))
    locked.session = session
    return locked


def lock_reviews(session: CommitteeSession) -> None:
    """Locks the reviews on the agenda of a session that is locked.

    A decision signed at the same moment comes wholly before what follows, or wholly after it.
    """
    keys = session.agenda.order_by().values_list("review_id", flat=True)
    rows = Review.objects.select_for_update(of=("self",)).filter(pk__in=list(keys))
    list(rows.order_by("pk"))


def _what_became_of(session: CommitteeSession) -> str:
    if session.state == SessionState.CANCELLED:
        message = _("This session is cancelled: %(reason)s")
        return message % {"reason": session.cancelled_reason}
    words = {
        "day": date_format(session.closed_on) if session.closed_on else "–",
        "who": session.closed_by or _("nobody in particular"),
    }
    return _("This session was closed on %(day)s (%(who)s): its minutes do not change.") % words
