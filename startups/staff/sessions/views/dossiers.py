"""The dossiers of a session, one after the other: to read, and to print."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.permissions import Permission
from startups.reviews.presenters.dossier_view import dossier_views
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.selectors.sessions import agenda_of
from startups.staff.decorators import on_session
from startups.staff.sessions.pages import show_session
from startups.web.requests import day_of, rights


@on_session(Permission.READ_SESSION)
@require_safe
def dossiers(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    """Those that one may read: a startup may have left the incubator since."""
    held = rights(request)
    reviews = [
        item.review
        for item in agenda_of(session)
        if held.may(Permission.READ_RECORD, item.review.startup)
    ]
    return show_session(
        request,
        "dossiers",
        _("Dossiers of the session"),
        session,
        dossiers=dossier_views(reviews, on=day_of(request)),
    )
