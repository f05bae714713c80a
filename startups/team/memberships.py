"""What the views of a team ask of a membership."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from startups.people.models import Membership
from startups.registry.models import Startup
from startups.web.requests import rights

from .grants import grants_of


def member_of(startup: Startup, pk: int) -> Membership:
    """A membership of this startup; that of another is not found."""
    rows = startup.memberships.select_related("person", "role", "startup")
    return get_object_or_404(rows, pk=pk)


def grants_in(request: HttpRequest, startup: Startup) -> Any:
    """What whoever asks may give in the team of ``startup`` today."""
    return grants_of(rights(request), startup)
