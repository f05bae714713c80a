"""What the domain says of accounts: the module that the setting ACCOUNT_POLICY names."""

from typing import Any

from django.urls import reverse

from startups.permissions import Permission

from .requests import rights_today


def must_have_second_factor(user: Any) -> bool:
    """Whether ``user`` holds rights that a password alone must not open: those of the staff."""
    rights = rights_today(user)
    return rights.administrator or bool(rights.managed)


def may_invite(user: Any, subject: Any) -> bool:
    """Whether ``user`` may invite somebody for a startup or an incubator (None: the network)."""
    return rights_today(user).may(Permission.INVITE, subject)


def may_reset_second_factor(by: Any, user: Any) -> bool:
    """Whether ``by`` may take away the second factor of another account."""
    return rights_today(by).may(Permission.ADMINISTER)


def landing(user: Any) -> str:
    """The pages of the staff for the staff and committees, of the team for everybody else."""
    return reverse("staff:today" if rights_today(user).is_staff else "team:landing")
