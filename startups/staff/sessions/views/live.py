"""A session while it is held: one item at a time, in order."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.core.versions import Stale, version_of
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from startups.reviews.sessions.selectors.minutes import item_summary
from startups.reviews.sessions.selectors.sessions import agenda_of, members_of
from startups.reviews.sessions.services import holding
from startups.reviews.sessions.services.members import record_presence
from startups.staff.sessions.decorators import on_open_session
from startups.staff.sessions.forms import NoteForm, SessionReasonForm
from startups.staff.sessions.pages import attempt_and_report, show_session
from startups.web.pages import CONFLICT, FORM, REFUSED, attempt, done
from startups.web.requests import day_of


@on_open_session
@FORM
def live(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    """Where one begins: who is there, and what is still to be looked at."""
    if request.method == "POST":
        present = {int(key) for key in request.POST.getlist("present") if key.isdecimal()}
        message = _("The presence is recorded.")
        attempt_and_report(
            request,
            lambda: record_presence(session=session, present=present, actor=request.user),
            message,
        )
        return redirect("sessions:live", pk=session.pk)
    items = agenda_of(session)
    return show_session(
        request,
        "live",
        _("Hold the session"),
        session,
        members=members_of(session),
        agenda=items,
        first=next((item for item in items if not is_settled(item)), None),
        today=day_of(request),
    )


def is_settled(item: AgendaItem) -> bool:
    """Whether the session is through with it: decided, or adjourned."""
    return item.adjourned or hasattr(item.review, "decision")


@on_open_session
@FORM
def item(request: HttpRequest, session: CommitteeSession, item: int) -> HttpResponse:
    """One item: what is asked, what is thought, the note, and what was decided."""
    items = agenda_of(session)
    place = next((place for place, row in enumerate(items) if row.pk == item), None)
    if place is None:
        raise Http404
    row = items[place]
    row.session = session
    act = request.POST.get("act") if request.method == "POST" else None
    if act == "resume":
        resume = holding.resume_item
        attempt_and_report(
            request, lambda: resume(item=row, on=day_of(request), actor=request.user)
        )
        return _to(row)
    note = _note_form(row, request.POST if act == "note" else None)
    label = _("Why is nothing decided?")
    adjourning = SessionReasonForm(request.POST if act == "adjourn" else None, label=label)
    if note.is_valid() and _noted(request, row, note):
        return _done(request, row, _("The note is recorded."))
    if adjourning.is_valid() and _adjourned(request, row, adjourning):
        return _done(request, row, _("The item is adjourned."))
    return _show(request, session, items, place, note, adjourning)


def _note_form(row: AgendaItem, data: Any) -> NoteForm:
    initial = {"note": row.note, "version": version_of(row)}
    return NoteForm(data, label=_("Note for the minutes"), initial=initial)


def _noted(request: HttpRequest, row: AgendaItem, form: NoteForm) -> bool:
    """Writes the note; what somebody else wrote meanwhile is shown beside it instead."""
    values = form.cleaned_data
    try:
        written = attempt(
            form,
            lambda: holding.note_item(
                item=row, note=values["note"], seen=values["version"], actor=request.user
            ),
        )
    except Stale:
        form.show_conflict(now=row.note, version=version_of(row))
        return False
    return written is not None


def _adjourned(request: HttpRequest, row: AgendaItem, form: SessionReasonForm) -> bool:
    reason = form.cleaned_data["reason"]
    act = holding.adjourn_item
    done = attempt(
        form, lambda: act(item=row, reason=reason, on=day_of(request), actor=request.user)
    )
    return done is not None


def _show(
    request: HttpRequest,
    session: CommitteeSession,
    items: Sequence[AgendaItem],
    place: int,
    note: NoteForm,
    adjourning: SessionReasonForm,
) -> HttpResponse:
    row = items[place]
    refused = note.errors or adjourning.errors
    status = CONFLICT if note.conflicts else REFUSED if refused else 200
    words = {"number": place + 1, "count": len(items), "startup": row.review.startup.name}
    return show_session(
        request,
        "live_item",
        _("%(number)s of %(count)s: %(startup)s") % words,
        session,
        status=status,
        item=row,
        summary=item_summary(row),
        form=adjourning if adjourning.errors else note,
        note_form=note,
        adjourn_form=adjourning,
        before=items[place - 1] if place else None,
        after=items[place + 1] if place + 1 < len(items) else None,
        today=day_of(request),
    )


def _done(request: HttpRequest, row: AgendaItem, message: str) -> HttpResponse:
    return done(request, message, "sessions:live_item", pk=row.session_id, item=row.pk)


def _to(row: AgendaItem) -> HttpResponse:
    return redirect(reverse("sessions:live_item", args=(row.session_id, row.pk)))
