"""Invitations by mail: made by who may, accepted once by who received the mail."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from incubator.accounts import policy

from ..digests import new_token, token_digest
from ..log import record
from ..mail import compose, deliver
from ..models import Invitation, User
from ..signals import invitation_accepted

VALID_FOR = timedelta(days=7)


class InvitationClosed(Exception):
    """The invitation was used, or has expired."""


def invite(
    *,
    email: str,
    startup: Any,
    inviter: User,
    now: datetime,
    incubator: Any = None,
    purpose: str = "",
    language: str | None = None,
) -> Invitation:
    """Invite whoever reads mail at ``email``, for ``startup`` or to the staff of ``incubator``.

    With neither, for the whole network. The same happens whether the address has an account
    or not: nothing tells the inviter. ``language`` is the reader's, the site's own by default.
    Raises PermissionDenied when ``inviter`` may not, ValidationError when ``email`` is no
    address. Side effects: one mail, a line in the log.
    """
    if not policy.may_invite(inviter, startup or incubator):
        raise PermissionDenied
    validate_email(email)
    token = new_token()
    with transaction.atomic():
        invitation = Invitation.objects.create(
            email=email.strip().lower(),
            startup=startup,
            purpose=purpose,
            inviter=inviter,
            token_digest=token_digest(token),
            made_at=now,
            expires_at=now + VALID_FOR,
        )
        _send(invitation, token, incubator, language or settings.LANGUAGE_CODE)
    record(f"invited (invitation {invitation.pk})", user_id=inviter.pk)
    return invitation


def _send(invitation: Invitation, token: str, incubator: Any, language: str) -> None:
    with translation.override(language):
        path = reverse("invitation", args=(token,))
    context = {
        "address": f"{settings.SITE_URL}{path}",
        "inviter": invitation.inviter,
        "startup": invitation.startup,
        "incubator": incubator,
        "days": VALID_FOR.days,
    }
    deliver(compose("mail/invitation.txt", to=invitation.email, context=context, language=language))


def open_invitation(token: str = "", *, pk: int | None = None, now: datetime) -> Invitation | None:
    """The invitation of a link, or of a key that a session kept, if it still works."""
    known = {"pk": pk} if pk else {"token_digest": token_digest(token)}
    invitation = Invitation.objects.select_related("startup", "inviter").filter(**known).first()
    return invitation if invitation and invitation.is_open(now=now) else None


def accept(*, invitation: Invitation, user: User, now: datetime) -> None:
    """``user`` takes up ``invitation``: the signal ``invitation_accepted`` does what follows.

    Raises InvitationClosed when somebody did before, or when it expired. One transaction.
    """
    with transaction.atomic():
        taken = Invitation.objects.filter(
            pk=invitation.pk, used_at__isnull=True, expires_at__gt=now
        ).update(used_at=now, user=user)
        if not taken:
            raise InvitationClosed
        invitation.refresh_from_db()
        invitation_accepted.send(sender=Invitation, invitation=invitation, user=user)
    record(f"accepted invitation {invitation.pk}", user_id=user.pk)


def accept_with_new_account(
    *,
    invitation: Invitation,
    first_name: str,
    last_name: str,
    password: str | None,
    now: datetime,
) -> User:
    """Make the account that the invitation offers, and accept. The address is the invitation's.

    Raises InvitationClosed as ``accept`` does, or when such an account was made meanwhile;
    nothing is kept then.
    """
    with transaction.atomic():
        if User.objects.filter(email=invitation.email).exists():
            raise InvitationClosed
        user = User.objects.create_user(
            invitation.email, password, first_name=first_name, last_name=last_name
        )
        accept(invitation=invitation, user=user, now=now)
    return user
