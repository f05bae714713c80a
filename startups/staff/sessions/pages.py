"""What the pages of a session share: how they are answered, and the breadcrumb back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.core.formats import long_day
from startups.core.versions import Stale
from startups.permissions import Permission
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from startups.web.conflicts import tell_stale
from startups.web.pages import REFUSED, Pages
from startups.web.requests import rights

pages = Pages("staff/sessions")
show = pages.show


def show_session(
    request: HttpRequest, template: str, title: str, session: CommitteeSession, **context: Any
) -> HttpResponse:
    """A page below that of ``session``; a form that was refused says so (422)."""
    form = context.get("form")
    status = context.pop("status", REFUSED if form is not None and form.errors else 200)
    context |= {"session": session, "steps": steps(session), "may_hold": may_hold(request, session)}
    return show(request, template, title, status=status, **context)


def name_of(session: CommitteeSession) -> str:
    """How a session is called on the pages."""
    words = {"incubator": session.incubator.name, "day": long_day(session.date)}
    return _("Session of %(day)s, %(incubator)s") % words


def steps(session: CommitteeSession | None = None) -> list[tuple[str, str]]:
    """The breadcrumb to a page: the list, then the session that it is about."""
    breadcrumb = [(_("Committee sessions"), reverse("sessions:list"))]
    if session:
        breadcrumb.append((name_of(session), reverse("sessions:page", args=(session.pk,))))
    return breadcrumb


def may_hold(request: HttpRequest, session: CommitteeSession) -> bool:
    """Whether whoever asks may write the session's record, as long as it is open."""
    is_open = session.state == SessionState.PLANNED
    return is_open and rights(request).may(Permission.HOLD_SESSION, session.incubator)


def item_of(session: CommitteeSession, key: int) -> AgendaItem:
    """An item of this session; that of another is not found."""
    rows = AgendaItem.objects.select_related("session__incubator", "review__startup")
    return get_object_or_404(rows, pk=key, session=session)


def attempt_and_report(request: HttpRequest, act: Callable[[], Any], message: str = "") -> bool:
    """Whether ``act`` was done; the page that follows says so, or why it was not."""
    try:
        changed = act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    except Stale:
        tell_stale(request)
        return False
    if message and changed is not False:
        messages.success(request, message)
    return True


def back_to(session: CommitteeSession, anchor: str = "") -> HttpResponse:
    """To the page of the session, at ``anchor``."""
    return redirect(reverse("sessions:page", args=(session.pk,)) + anchor)
