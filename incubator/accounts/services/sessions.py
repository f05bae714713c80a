"""The browsers that are signed in to an account: seen, listed, ended."""

import re
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from ..addresses import client_address, shortened
from ..models import User, UserSession

# What the session remembers of its own row, so that most requests ask the database nothing.
SEEN = "account_session"
SEEN_EVERY = timedelta(minutes=5)

# The first that is found names the device: the order matters (Edge says that it is Chrome).
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def device_name(user_agent: str) -> str:
    """``Firefox, Windows``: enough to recognise one's own; nothing where nothing is known."""
    names = [
        next((name for mark, name in known.items() if re.search(mark, user_agent)), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, names))


def see(request: HttpRequest, *, user: User, now: datetime) -> None:
    """Keep the row of this session: new, under a new key, or not seen for five minutes."""
    session = request.session
    seen = session.get(SEEN, {})
    if session.session_key is None:
        session.create()
    if seen.get("key") == session.session_key and not _is_old(seen.get("at"), now):
        return
    values = {
        "user": user,
        "session_key": session.session_key,
        "device": device_name(request.META.get("HTTP_USER_AGENT", "")),
        "address": shortened(client_address(request)),
        "last_seen": now,
    }
    known = {"pk": seen["row"]} if seen else {"session_key": session.session_key}
    row, _ = UserSession.objects.update_or_create(
        **known, defaults=values, create_defaults={**values, "first_seen": now}
    )
    session[SEEN] = {"row": row.pk, "key": session.session_key, "at": now.isoformat()}


def _is_old(at: str | None, now: datetime) -> bool:
    moment = parse_datetime(at) if at else None
    return moment is None or now - moment >= SEEN_EVERY


def live_sessions(user: User, *, now: datetime) -> QuerySet[UserSession]:
    """The sessions of ``user`` that still open something, the latest first."""
    live = Session.objects.filter(expire_date__gt=now).values("session_key")
    return UserSession.objects.filter(user=user, session_key__in=live)


def end_every_session(user: User) -> None:
    """Sign ``user`` out everywhere: of the sessions listed, and of those just begun as well.

    Reads every session of the site: for rare acts only.
    """
    end_sessions(user)
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def end_sessions(user: User, *, only: int | None = None, but: str | None = None) -> int:
    """Sign ``user`` out: everywhere, of one session (its row), or of all but one (its key).

    Returns how many sessions were ended.
    """
    rows = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    if only is not None:
        rows = rows.filter(pk=only)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    keys = list(rows.values_list("session_key", flat=True))
    for key in keys:
        store(key).delete()
    rows.delete()
    return len(keys)
