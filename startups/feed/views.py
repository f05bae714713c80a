"""The private calendar of each: what it tells, and its address."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from incubator.accounts.languages import language_of
from startups.permissions import Permission, Rights, rights_of
from startups.portfolio.presenters.ics import CONTENT_TYPE, calendar_of
from startups.portfolio.selectors.calendar_entries import (
    CalendarEntry,
    phase_entries,
    review_entries,
    session_entries,
    sessions_for_calendar,
)
from startups.portfolio.services.calendar_feeds import feed_owner, renew_feed, revoke_feed
from startups.web.decorators import private
from startups.web.requests import day_of

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner of the secret may read today; nothing once their missions are over."""
    owner = feed_owner(token)
    if owner is None:
        raise Http404
    on = day_of(request)
    with override(language_of(owner)):
        content = calendar_of(
            entries_for(rights_of(owner, on=on)), name=settings.SITE_NAME, now=timezone.now()
        )
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    patch_cache_control(response, private=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def entries_for(rights: Rights) -> list[CalendarEntry]:
    """Everything that somebody with ``rights`` may read; a constant number of queries."""
    startups = rights.startups(Permission.READ_RECORD)
    sessions = sessions_for_calendar(rights.incubators(Permission.READ_SESSION), on=rights.on)
    return [
        *session_entries(sessions),
        *review_entries(startups),
        *phase_entries(startups, on=rights.on),
    ]


@private
@FORM
def mine(request: HttpRequest) -> HttpResponse:
    """Gives out the address, once; renews and revokes it."""
    if request.method == "POST" and request.POST.get("act") == "revoke":
        if revoke_feed(user=request.user):
            messages.success(request, _("The address is revoked: it opens nothing any more."))
        return redirect("feed:mine")
    context: dict[str, Any] = {"title": _("My calendar")}
    if request.method == "POST":
        token = renew_feed(user=request.user, on=day_of(request))
        address = settings.SITE_URL + reverse("feed:feed", args=(token,))
        context["address"] = address
        context["subscribe"] = "webcal" + address[address.index(":") :]
    context["known"] = getattr(request.user, "calendar_feed", None)
    return render(request, "feed/mine.html", context)
