"""What a request says of who asks and on what day: the views' only way to both.

The clock is read here, once a request; everything below takes ``on``.
"""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from startups.permissions import Permission, Rights, rights_of
from startups.registry.models import Incubator, Startup


def day_of(request: HttpRequest) -> date:
    """The civil date in Paris on which the request is answered."""
    if not hasattr(request, "_day"):
        request._day = timezone.localdate()  # type: ignore[attr-defined]
    return request._day  # type: ignore[attr-defined]


def kept_query(request: HttpRequest) -> str:
    """What the address says besides the number of the page, ready for that number."""
    kept: Any = request.GET.copy()
    kept.pop("page", None)
    return f"{kept.urlencode()}&" if kept else ""


def rights_today(user: Any) -> Rights:
    """What ``user`` may do today, kept on the user object, which lives for one request."""
    today = timezone.localdate()
    known: Rights | None = getattr(user, "_rights_today", None)
    if known is None or known.on != today:
        known = user._rights_today = rights_of(user, on=today)
    return known


def rights(request: HttpRequest) -> Rights:
    """What whoever asks may do today."""
    return rights_today(request.user)


def demand(
    request: HttpRequest, permission: Permission, subject: Startup | Incubator | None = None
) -> None:
    """Raises PermissionDenied unless whoever asks has ``permission`` over ``subject``."""
    if not rights(request).may(permission, subject):
        raise PermissionDenied
