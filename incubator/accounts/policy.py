"""Who must do what to sign in, who may invite, and where people land: asked of the domain.

Accounts know no domain: the module that the setting ACCOUNT_POLICY names answers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string

from .languages import chosen_language

if TYPE_CHECKING:
    from .models import User


class Policy(Protocol):
    """What a module of policy defines."""

    def may_invite(self, user: "User", subject: Any) -> bool:
        """Whether ``user`` may invite somebody for ``subject`` (None: for the network)."""

    def may_reset_second_factor(self, by: "User", user: "User") -> bool:
        """Whether ``by`` may take away the second factor of ``user``."""

    def landing(self, user: "User") -> str:
        """The address where ``user`` arrives, in the language in force."""


def _policy() -> Policy:
    return cast(Policy, import_module(settings.ACCOUNT_POLICY))


def second_factor_is_required(user: "User") -> bool:
    """What the setting SECOND_FACTOR_REQUIRED says of ``user``; nobody where it is not enforced."""
    if not settings.SECOND_FACTOR_ENFORCED:
        return False
    return bool(import_string(settings.SECOND_FACTOR_REQUIRED)(user))


def may_invite(user: "User", subject: Any) -> bool:
    """Whether ``user`` may invite somebody for a startup or an incubator (None: the network)."""
    return _policy().may_invite(user, subject)


def may_reset_second_factor(by: "User", user: "User") -> bool:
    """Whether ``by`` may take away the second factor of ``user``; nobody may their own."""
    return by.pk != user.pk and _policy().may_reset_second_factor(by, user)


def landing(user: "User") -> str:
    """Where ``user`` arrives after signing in, unless they were going somewhere.

    In the language that they chose; in that of the page where they chose none.
    """
    with translation.override(chosen_language(user) or translation.get_language()):
        return _policy().landing(user)
