"""The sessions of one's incubators, and one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.permissions import Permission
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.selectors.sessions import agenda_of, members_of, sessions_of
from startups.staff.decorators import for_staff, on_session
from startups.staff.sessions.pages import may_hold, name_of, show, steps
from startups.web.requests import day_of, rights


@for_staff
@require_safe
def all_sessions(request: HttpRequest) -> HttpResponse:
    held = rights(request)
    sessions = sessions_of(held.incubators(Permission.READ_SESSION))
    may_call = held.may_somewhere(Permission.HOLD_SESSION)
    title = _("Committee sessions")
    context: dict[str, Any] = {"sessions": sessions, "may_call": may_call, "today": day_of(request)}
    return show(request, "list", title, **context)


@on_session(Permission.READ_SESSION)
@require_safe
def one_session(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    held, agenda = rights(request), agenda_of(session)
    # A startup may have left the incubator since.
    readable = {item.pk for item in agenda if held.may(Permission.READ_RECORD, item.review.startup)}
    return show(
        request,
        "page",
        name_of(session),
        session=session,
        steps=steps(),
        agenda=agenda,
        readable=readable,
        members=members_of(session),
        may_hold=may_hold(request, session),
        today=day_of(request),
    )
