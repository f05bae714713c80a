"""The page behind the link of the mail: who receives the product reads the dossier, and signs.

Without an account. Reading signs nothing: programs that inspect mail open links too. A link that
was used, replaced, has expired or never was gets one and the same answer.
"""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incubator.accounts.addresses import client_address
from incubator.accounts.throttling import take
from startups.core.versions import Stale
from startups.endings.models import HandoverDossier
from startups.endings.selectors.ending_facts import handover_facts
from startups.endings.services.countersigning import LinkClosed, countersign, read_link
from startups.web.decorators import View, keep_private
from startups.web.requests import day_of

from .pages import show

GONE, TOO_MANY = 410, 429


def kept_private(view: View) -> View:
    """Neither cached, nor indexed, nor told to the sites that its links lead to."""

    @wraps(view)
    def inner(request: HttpRequest, **kwargs: str) -> HttpResponse:
        return keep_private(view(request, **kwargs))

    return inner


@kept_private
@require_http_methods(["GET", "HEAD", "POST"])
def countersignature(request: HttpRequest, token: str) -> HttpResponse:
    try:
        dossier = read_link(token, on=day_of(request))
        if request.method == "POST" and request.POST.get("answer") == "sign":
            return _sign(request, token)
    except LinkClosed:
        return _closed(request)
    return _ask(request, dossier)


def _ask(request: HttpRequest, dossier: HandoverDossier, status: int = 200) -> HttpResponse:
    return show(
        request,
        "countersign",
        _("Do you receive this product?"),
        status=status,
        dossier=dossier,
        product=dossier.startup,
        facts=handover_facts(dossier, private=True),
    )


def _sign(request: HttpRequest, token: str) -> HttpResponse:
    seen, on = request.POST.get("version", ""), day_of(request)
    try:
        countersign(token=token, seen=int(seen) if seen.isdecimal() else -1, on=on)
    except Stale:
        messages.warning(request, _("The dossier has changed since you opened it: read it again."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        return redirect("countersigned")
    return _ask(request, read_link(token, on=on), 409)


def _closed(request: HttpRequest) -> HttpResponse:
    address = client_address(request)
    allowed = take("countersignature-address", address, now=timezone.now())
    status = GONE if allowed else TOO_MANY
    title = _("This link does not work any more")
    return show(request, "countersign_closed", title, status=status)


@kept_private
@require_safe
def countersigned(request: HttpRequest) -> HttpResponse:
    """What follows a signature; it says nothing of which."""
    return show(request, "countersigned", _("Thank you: you have signed"))
