"""What is held about whoever is signed in, and what they may do about it."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from startups.people.models import Person
from startups.people.services.consent import IN_SPACE, answer_consent
from startups.personal_data.selectors.my_data import contacts_for, held_about
from startups.team.pages import show
from startups.web.decorators import private
from startups.web.pages import done
from startups.web.requests import day_of

from .consent import CONSENT_MESSAGES


@private
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    return show(
        request,
        "my_data",
        _("My data"),
        person=person,
        data=held_about(request.user),
        contacts=contacts_for(person) if person else [],
    )


@private
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    data = held_about(request.user)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@private
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """One's own consent, given or taken back."""
    person = _person(request)
    if person is None or request.POST.get("answer") not in {"yes", "no"}:
        raise Http404
    act = answer_consent(
        person=person,
        agreed=request.POST["answer"] == "yes",
        on=day_of(request),
        actor=request.user,
        reason=IN_SPACE,
    )
    return done(request, CONSENT_MESSAGES[act](), "team:my_data")


def _person(request: HttpRequest) -> Person | None:
    return Person.objects.filter(user=request.user.pk).first()
