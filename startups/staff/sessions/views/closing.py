"""A session is closed: what keeps it from being, and what is said beyond the decisions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from startups.core.versions import Stale, version_of
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.services import holding
from startups.staff.sessions.decorators import on_open_session
from startups.staff.sessions.forms import NoteForm
from startups.staff.sessions.pages import show_session
from startups.web.pages import CONFLICT, FORM, REFUSED, attempt, done, posted
from startups.web.requests import day_of


@on_open_session
@FORM
def close(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    """Writes the notes; with the second button, closes the session too."""
    form = NoteForm(
        posted(request),
        label=_("Notes for the minutes"),
        help_text=_("What was said beyond the decisions."),
        initial={"note": session.notes, "version": version_of(session)},
    )
    if form.is_valid() and _noted(request, session, form):
        if request.POST.get("act") != "close":
            return done(request, _("The notes are recorded."), "sessions:close", pk=session.pk)
        if _closed(request, session, form):
            return redirect("sessions:minutes", pk=session.pk)
    missing = holding.what_is_missing(session, on=day_of(request))
    status = CONFLICT if form.conflicts else REFUSED if form.errors else 200
    return show_session(
        request,
        "close",
        _("Close the session"),
        session,
        status=status,
        form=form,
        missing=missing,
    )


def _noted(request: HttpRequest, session: CommitteeSession, form: NoteForm) -> bool:
    values = form.cleaned_data
    try:
        written = attempt(
            form,
            lambda: holding.note_session(
                session=session,
                notes=values["note"],
                seen=values["version"],
                actor=request.user,
            ),
        )
    except Stale:
        session.refresh_from_db()
        form.show_conflict(now=session.notes, version=version_of(session))
        return False
    return written is not None


def _closed(request: HttpRequest, session: CommitteeSession, form: NoteForm) -> bool:
    act = holding.close_session
    closed = attempt(form, lambda: act(session=session, on=day_of(request), actor=request.user))
    form.adjust(version=version_of(session))
    return closed is not None
