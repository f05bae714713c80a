"""What is on the agenda: added, taken off, put in order by buttons or by drag."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.selectors.sessions import reviews_for
from startups.reviews.sessions.services import agenda
from startups.staff.sessions.decorators import on_open_session
from startups.staff.sessions.forms import AgendaForm
from startups.staff.sessions.pages import attempt_and_report, back_to, item_of, show_session
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of

AGENDA = "#agenda"


@on_open_session
@FORM
def add(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    reviews = reviews_for(session)
    form = AgendaForm(posted(request), reviews=reviews)
    if form.is_valid():
        added = attempt(
            form,
            lambda: agenda.put_on_agenda(
                session=session,
                reviews=form.chosen,
                on=day_of(request),
                actor=request.user,
            ),
        )
        if added is not None:
            message = _("They are on the agenda.") if added else _("Nothing was chosen.")
            return done(request, message, "sessions:page", pk=session.pk)
    title = _("Put reviews on the agenda")
    return show_session(request, "agenda_add", title, session, form=form, reviews=reviews)


@on_open_session
@require_POST
def remove(request: HttpRequest, session: CommitteeSession, item: int) -> HttpResponse:
    row = item_of(session, item)
    message = _("%(startup)s is off the agenda.") % {"startup": row.review.startup.name}
    attempt_and_report(
        request,
        lambda: agenda.take_off_agenda(item=row, on=day_of(request), actor=request.user),
        message,
    )
    return back_to(session, AGENDA)


@on_open_session
@require_POST
def move(request: HttpRequest, session: CommitteeSession, item: int) -> HttpResponse:
    """One place up or down; back to the item, so that one can go on."""
    row, up = item_of(session, item), request.POST.get("to") == "up"
    attempt_and_report(request, lambda: agenda.move_item(item=row, up=up, actor=request.user))
    return back_to(session, f"#item-{row.pk}")


@on_open_session
@require_POST
def order(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    """The whole order, as it was dragged: keys with commas between them."""
    keys = [int(key) for key in request.POST.get("order", "").split(",") if key.isdecimal()]
    message = _("The order is changed.")
    attempt_and_report(
        request,
        lambda: agenda.order_agenda(session=session, keys=keys, actor=request.user),
        message,
    )
    return back_to(session, AGENDA)
