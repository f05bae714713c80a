"""Who must do what to sign in, who may invite, and where people land. Extended by the domain."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from startups.permissions import Act
from startups.requests import rights_today

if TYPE_CHECKING:
    from .models import User


def must_have_second_factor(user: "User") -> bool:
    """Whether ``user`` holds rights that a password alone must not open: those of the staff."""
    rights = rights_today(user)
    return rights.administrator or bool(rights.managed)


def second_factor_is_required(user: "User") -> bool:
    """What the setting SECOND_FACTOR_REQUIRED says of ``user``; nobody where it is not enforced."""
    if not settings.SECOND_FACTOR_ENFORCED:
        return False
    return bool(import_string(settings.SECOND_FACTOR_REQUIRED)(user))


def may_invite(user: "User", startup: Any) -> bool:
    """Whether ``user`` may invite somebody for ``startup`` (None: for the whole network)."""
    rights = rights_today(user)
    return rights.may(Act.INVITE, startup)


def landing(user: "User") -> str:
    """Where ``user`` arrives after signing in, unless they were going somewhere."""
    rights = rights_today(user)
    if rights.administrator:
        return reverse("wagtailadmin_home")
    if rights.managed or rights.reviewed:
        return reverse("office_startups:index")
    return reverse("space:landing")
