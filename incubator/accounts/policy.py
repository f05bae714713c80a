"""Who must do what to sign in, who may invite, and where people land. Extended by the domain."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string

from incubator.accounts.languages import chosen_language
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


def may_invite(user: "User", subject: Any) -> bool:
    """Whether ``user`` may invite somebody for a startup or an incubator (None: the network)."""
    rights = rights_today(user)
    return rights.may(Act.INVITE, subject)


def may_reset_second_factor(by: "User", user: "User") -> bool:
    """Whether ``by`` may take away the second factor of ``user``; nobody may their own."""
    return by.pk != user.pk and rights_today(by).may(Act.ADMINISTER)


def landing(user: "User") -> str:
    """Where ``user`` arrives after signing in, unless they were going somewhere.

    In the language that they chose; in that of the page where they chose none.
    """
    with translation.override(chosen_language(user) or translation.get_language()):
        return _landing(user)


def _landing(user: "User") -> str:
    rights = rights_today(user)
    is_staff = rights.administrator or rights.managed or rights.reviewed
    return reverse("desk:today" if is_staff else "space:landing")
