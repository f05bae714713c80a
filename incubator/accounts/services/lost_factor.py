"""Somebody lost what they prove who they are with: an administrator lets them begin again.

The administrator must know who asks, by another way than the mail of the account: from then on
its password, or a link in a mail, is enough until another factor is enrolled.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential
from wagtail.log_actions import log

from incubator.accounts import policy

from ..log import record
from ..mail import notify
from ..models import User
from .sessions import end_every_session

# What the audit log calls it; its words are the back office's.
ACTION = "accounts.reset_second_factor"
FACTORS = (TOTPDevice, WebAuthnCredential, StaticDevice)


def has_something_to_reset(user: User) -> bool:
    """Whether ``user`` has a factor, be it half enrolled, or recovery codes."""
    return any(kind.objects.filter(user=user).exists() for kind in FACTORS)


@transaction.atomic
def reset_second_factor(*, user: User, by: User, reason: str) -> None:
    """Removes the applications, passkeys and recovery codes of ``user``.

    Raises PermissionDenied unless ``by`` may, never for their own account; ValidationError
    without a reason, or when there is nothing to remove. Side effects: every session of ``user``
    ends; the audit log, with the reason; a line in the log of accounts; a mail to ``user``.
    """
    if not policy.may_reset_second_factor(by, user):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: it stays in the history.")})
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not has_something_to_reset(locked):
        raise ValidationError(_("This account has no second factor."))
    for kind in FACTORS:
        kind.objects.filter(user=locked).delete()
    end_every_session(locked)
    log(instance=locked, action=ACTION, user=by, data={"reason": reason})
    notify(locked, "mail/account_factor_reset.txt", by=by)
    record(f"second factor reset by account {by.pk}", user_id=locked.pk)
