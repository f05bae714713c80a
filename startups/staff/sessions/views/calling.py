"""A session is called, changed, cancelled."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from startups.core.versions import Stale, version_of
from startups.permissions import Permission
from startups.registry.models import Incubator
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.selectors.sessions import staff_on
from startups.reviews.sessions.services import calling
from startups.staff.decorators import for_staff
from startups.staff.sessions.decorators import on_open_session
from startups.staff.sessions.forms import CallForm, MeetingForm, SessionReasonForm
from startups.staff.sessions.pages import back_to, name_of, show, show_session, steps
from startups.web.conflicts import tell_stale
from startups.web.pages import FORM, REFUSED, attempt, done, posted
from startups.web.requests import day_of, rights


@for_staff
@FORM
def call(request: HttpRequest) -> HttpResponse:
    """A new session of an incubator that one holds sessions of; which, is asked first."""
    incubators = rights(request).incubators(Permission.HOLD_SESSION).order_by("name")
    if not incubators:
        raise PermissionDenied
    chosen = _chosen(request, list(incubators))
    if chosen is None:
        title = _("Call a session")
        return show(request, "choose", title, steps=steps(), incubators=incubators)
    return _call(request, chosen)


def _chosen(request: HttpRequest, incubators: list[Incubator]) -> Incubator | None:
    if slug := request.GET.get("incubateur"):
        keys = [incubator.pk for incubator in incubators]
        return get_object_or_404(Incubator, slug=slug, pk__in=keys)
    return incubators[0] if len(incubators) == 1 else None


def _call(request: HttpRequest, incubator: Incubator) -> HttpResponse:
    staff = staff_on(incubator, on=day_of(request))
    form = CallForm(posted(request), staff=staff)
    if form.is_valid():
        session = attempt(
            form,
            lambda: calling.call_session(
                incubator=incubator,
                meeting=form.meeting,
                people=list(form.cleaned_data["people"]),
                on=day_of(request),
                actor=request.user,
            ),
        )
        if session:
            message = _("The session is called. Put reviews on its agenda.")
            return done(request, message, "sessions:page", pk=session.pk)
    title = _("Call a session of %(incubator)s") % {"incubator": incubator.name}
    status = REFUSED if form.errors else 200
    return show(request, "call", title, status=status, steps=steps(), form=form)


@on_open_session
@FORM
def change(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    initial: dict[str, Any] = {"version": version_of(session)}
    form = MeetingForm(posted(request), session=session, initial=initial)
    if form.is_valid():
        try:
            changed = attempt(
                form,
                lambda: calling.change_session(
                    session=session,
                    meeting=form.meeting,
                    seen=form.cleaned_data["version"],
                    on=day_of(request),
                    actor=request.user,
                ),
            )
        except Stale:
            tell_stale(request)
            return back_to(session)
        if changed is not None:
            message = _("The members are told.") if changed else _("Nothing was different.")
            return done(request, message, "sessions:page", pk=session.pk)
    return show_session(request, "change", _("Change when or where"), session, form=form)


@on_open_session
@FORM
def cancel(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    form = SessionReasonForm(posted(request), label=_("Why is it cancelled?"))
    if form.is_valid():
        cancelled = attempt(
            form,
            lambda: calling.cancel_session(
                session=session,
                on=day_of(request),
                actor=request.user,
                reason=form.cleaned_data["reason"],
            ),
        )
        if cancelled:
            message = _("The session is cancelled; its members are told.")
            return done(request, message, "sessions:page", pk=session.pk)
    title = _("Cancel: %(session)s") % {"session": name_of(session)}
    return show_session(request, "cancel", title, session, form=form)
