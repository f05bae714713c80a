"""Who makes a request."""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

if TYPE_CHECKING:
    from .models import User


def owner(request: HttpRequest) -> "User":
    """The account that is signed in, where the view lets nobody else in."""
    return cast("User", request.user)


def is_verified(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor; no where nothing says so."""
    return getattr(request.user, "otp_device", None) is not None
