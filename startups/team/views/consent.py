"""The page behind the link of a mail: whoever holds it answers, without signing in."""

from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.core.enums import ActKind
from startups.people.services.consent import BY_LINK, ConsentLink, answer_consent, read_token
from startups.team.pages import show
from startups.web.decorators import View, keep_private
from startups.web.requests import day_of

CONSENT_MESSAGES = {
    ActKind.CONSENT_GIVEN: lambda: _("Thank you: your name may be shown."),
    ActKind.CONSENT_REFUSED: lambda: _("Noted: your name is shown nowhere."),
    ActKind.CONSENT_WITHDRAWN: lambda: _("Your agreement is taken back: your name is not shown."),
    None: lambda: _("Nothing was different."),
}


def unindexed(view: View) -> View:
    """Neither cached, nor indexed, nor told to the sites that its links lead to.

    Its own site is told where a form was sent from: a browser that may not say so sends a null
    origin, which the protection against forged requests refuses.
    """

    @wraps(view)
    def inner(request: HttpRequest, token: str) -> HttpResponse:
        return keep_private(view(request, token))

    return inner


@unindexed
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, token: str) -> HttpResponse:
    link = read_token(token, on=day_of(request))
    if link is None:
        return show(request, "consent_invalid", _("This link does not work"), status=404)
    if request.method == "POST":
        _answer(request, link)
        return redirect("consent", token=token)
    agreed = bool(link.person.consent_given_on)
    return show(
        request,
        "consent",
        _("Do you agree to be named?"),
        link=link,
        person=link.person,
        asked_for=link.request.startup,
        agreed=agreed,
        may_agree=not agreed and not link.expired,
    )


def _answer(request: HttpRequest, link: ConsentLink) -> None:
    agrees = request.POST.get("answer") == "yes"
    if agrees and link.expired:
        messages.error(request, _("This link is too old to agree: ask for another one."))
        return
    if not agrees and request.POST.get("answer") != "no":
        return
    act = answer_consent(
        person=link.person,
        agreed=agrees,
        on=day_of(request),
        actor=link.person.user,
        reason=BY_LINK,
    )
    messages.success(request, CONSENT_MESSAGES[act]())
