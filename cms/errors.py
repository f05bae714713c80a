"""What a page that is not there answers: where it may be, and where to look."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.presenters.startup import NamedLink
from startups.public.selectors.suggestions import nearest_startups

from .addresses import startup_address

ENDING = re.compile(r"\.\w{1,5}$")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page *not found*, with the startups whose address is nearest; two queries."""
    wanted = ENDING.sub("", request.path.strip("/").split("/")[-1])
    nearest = nearest_startups(wanted)
    suggestions = [NamedLink(name, startup_address(slug)) for slug, name in nearest]
    return render(request, "404.html", {"suggestions": suggestions}, status=404)
