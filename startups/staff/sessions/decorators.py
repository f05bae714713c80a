"""Who may write about a session."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from startups.permissions import Permission
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import CommitteeSession
from startups.staff.decorators import on_session
from startups.web.decorators import View


def on_open_session(view: View) -> View:
    """For who may hold it, and as long as it is open: its page says what became of it."""

    @on_session(Permission.HOLD_SESSION)
    @wraps(view)
    def inner(request: HttpRequest, session: CommitteeSession, **kwargs: Any) -> HttpResponse:
        if session.state != SessionState.PLANNED:
            messages.error(request, _("This session is not open any more."))
            return redirect("sessions:page", pk=session.pk)
        return view(request, session, **kwargs)

    return inner
