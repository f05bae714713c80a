"""The minutes of a session, as a page and as a file; and the session for a calendar."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from startups.permissions import Permission
from startups.portfolio.presenters.ics import CONTENT_TYPE, calendar_of
from startups.portfolio.selectors.calendar_entries import session_entries
from startups.registry.models import Startup
from startups.reviews.models import DecisionCorrection
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.minutes import ItemSummary
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.selectors.minutes import minutes_of
from startups.staff.decorators import on_session
from startups.staff.sessions.pages import show_session
from startups.tables.pdf import PdfUnavailable, accessible_pdf
from startups.web.requests import rights


@dataclass(frozen=True)
class ShownItem:
    """An item, and whether its reader may read what is private of it."""

    summary: ItemSummary
    private: bool


@on_session(Permission.READ_SESSION)
@require_safe
def page(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    context = _context(request, session)
    keys = [shown.summary.review for shown in context["items"]]
    corrections = DecisionCorrection.objects.filter(decision__review__in=keys)
    context["corrections"] = corrections.select_related("decision__review__startup")
    return show_session(request, "minutes", _title(session), session, **context)


@on_session(Permission.READ_SESSION)
@require_safe
def pdf(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    """In French, the language of what was recorded."""
    with override("fr"):
        context = _context(request, session) | {"session": session, "title": _title(session)}
        html = render_to_string("staff/sessions/minutes_pdf.html", context)
    try:
        content = accessible_pdf(html, stylesheet="css/minutes.css")
    except PdfUnavailable:
        title = _("The PDF cannot be made here")
        return show_session(request, "no_pdf", title, session, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    suffix = "-a-diffuser" if context["to_circulate"] else ""
    name = f"compte-rendu-{session.incubator.slug}-{session.date:%Y-%m-%d}{suffix}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@on_session(Permission.READ_SESSION)
@require_safe
def event(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    entries = session_entries(CommitteeSession.objects.filter(pk=session.pk))
    content = calendar_of(entries, name=settings.SITE_NAME, now=timezone.now())
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="seance-{session.date:%Y-%m-%d}.ics"'
    return response


def _title(session: CommitteeSession) -> str:
    if session.state == SessionState.HELD:
        return _("Minutes of the session")
    return _("Draft of the minutes")


def _context(request: HttpRequest, session: CommitteeSession) -> dict[str, Any]:
    """Without what is private when it is to be circulated beyond the committee."""
    minutes, to_circulate = minutes_of(session), "diffusion" in request.GET
    startups = Startup.objects.prefetch_related("startupincubators")
    known = startups.in_bulk([item.startup for item in minutes.items])
    held = rights(request)
    items = [
        ShownItem(
            item, not to_circulate and held.may(Permission.READ_OPINIONS, known.get(item.startup))
        )
        for item in minutes.items
    ]
    return {"minutes": minutes, "items": items, "to_circulate": to_circulate}
