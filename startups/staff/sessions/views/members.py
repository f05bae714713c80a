"""Who is invited to a session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from startups.core.selectors.matching import matching
from startups.people.models import Person
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.selectors.sessions import members_of, usual_members
from startups.reviews.sessions.services.members import add_guest, invite_members, remove_member
from startups.staff.sessions.decorators import on_open_session
from startups.staff.sessions.forms import GuestForm, InviteForm
from startups.staff.sessions.pages import attempt_and_report, show_session
from startups.web.pages import FORM, attempt, done, posted
from startups.web.record_rights import visible
from startups.web.requests import day_of

FOUND_AT_MOST = 20


@on_open_session
@FORM
def members(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    """The list, whom one would invite, and a search by name."""
    query = request.GET.get("q", "").strip()
    matches = _matches(request, session, query)
    people = matches if query else usual_members(session)
    form = InviteForm(posted(request), people=people)
    if form.is_valid():
        invited = attempt(
            form,
            lambda: invite_members(
                session=session,
                people=list(form.cleaned_data["people"]),
                on=day_of(request),
                actor=request.user,
            ),
        )
        if invited is not None:
            message = _("They are invited.") if invited else _("Nobody was chosen.")
            return done(request, message, "sessions:members", pk=session.pk)
    return show_session(
        request,
        "members",
        _("Members"),
        session,
        form=form,
        people=people,
        query=query,
        members=members_of(session),
    )


def _matches(request: HttpRequest, session: CommitteeSession, query: str) -> list[Person]:
    """People of that name among those whose record one may read anyway, not invited yet."""
    if not query:
        return []
    invited = session.members.exclude(person=None).values("person_id")
    known = visible(request.user, Person.objects.filter(anonymised_on=None))
    rows = matching(known.exclude(pk__in=invited), ("name",), query)
    return list(rows.order_by("name", "pk")[:FOUND_AT_MOST])


@on_open_session
@FORM
def guest(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    """Somebody whom nobody knows more of than the name."""
    form = GuestForm(posted(request))
    if form.is_valid():
        added = attempt(
            form,
            lambda: add_guest(session=session, actor=request.user, **form.cleaned_data),
        )
        if added:
            message = _("%(name)s is on the list.") % {"name": added.name}
            return done(request, message, "sessions:members", pk=session.pk)
    return show_session(request, "guest", _("Add a guest"), session, form=form)


@on_open_session
@require_POST
def remove(request: HttpRequest, session: CommitteeSession, member: int) -> HttpResponse:
    row = get_object_or_404(session.members.select_related("session", "person"), pk=member)
    message = _("%(name)s is not invited any more.") % {"name": row.name}
    reason = _("taken off the list")
    attempt_and_report(
        request, lambda: remove_member(member=row, actor=request.user, reason=reason), message
    )
    return redirect("sessions:members", pk=session.pk)
