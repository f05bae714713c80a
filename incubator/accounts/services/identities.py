"""Which account somebody vouched for by an identity provider may open."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..mail import notify
from ..models import ExternalIdentity, Invitation, User
from .invitations import InvitationClosed, accept_with_new_account


class IdentityRefused(Exception):
    """The provider's answer opens nothing. ``message`` is for the person, ``code`` for the log."""

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def account_for(
    claims: Mapping[str, Any], *, issuer: str, invitation: Invitation | None, now: datetime
) -> User:
    """The account of ``claims["sub"]``; linked now, by verified address, when it is the first time.

    After the first time the address no longer matters: providers give addresses to other
    people. ``invitation``, if its address is the one vouched for, makes an account. Raises
    IdentityRefused.
    """
    identity = (
        ExternalIdentity.objects.select_related("user")
        .filter(issuer=issuer, subject=claims["sub"])
        .first()
    )
    user = identity.user if identity else _first_link(claims, issuer, invitation, now)
    if not user.is_active:
        raise IdentityRefused("inactive", _("This account is closed."))
    return user


def _first_link(
    claims: Mapping[str, Any], issuer: str, invitation: Invitation | None, now: datetime
) -> User:
    email = verified_address(claims)
    with transaction.atomic():
        user = User.objects.filter(email=email).first()
        if user is None:
            user = _invited(claims, email, invitation, now)
        elif user.external_identities.filter(issuer=issuer).exists():
            raise IdentityRefused(
                "another identity",
                _("This account is already linked to another identity of this provider."),
            )
        ExternalIdentity.objects.create(
            issuer=issuer, subject=claims["sub"], user=user, linked_at=now
        )
        notify(user, "mail/account_linked.txt", provider=settings.OIDC_NAME)
    return user


def verified_address(claims: Mapping[str, Any]) -> str:
    """The address that the provider answers for, in lower case. Raises Refused when it does not."""
    email = str(claims.get("email") or "").strip().lower()
    if not email:
        raise IdentityRefused("no address", _("The identity provider gave no e-mail address."))
    verified = claims.get("email_verified")
    if verified is True or (verified is None and not settings.OIDC_EMAIL_VERIFIED_REQUIRED):
        return email
    raise IdentityRefused(
        "unverified address",
        _(
            "The identity provider has not verified your e-mail address: it cannot be linked to "
            "an account. Have it verified there, or sign in with your password."
        ),
    )


def _invited(
    claims: Mapping[str, Any], email: str, invitation: Invitation | None, now: datetime
) -> User:
    if invitation is None or invitation.email != email:
        raise IdentityRefused(
            "no account", _("There is no account here for your address: ask to be invited.")
        )
    try:
        return accept_with_new_account(
            invitation=invitation,
            first_name=str(claims.get("given_name") or "")[:150],
            last_name=str(claims.get("usual_name") or claims.get("family_name") or "")[:150],
            password=None,
            now=now,
        )
    except InvitationClosed as closed:
        raise IdentityRefused(
            "invitation closed", _("This invitation no longer works.")
        ) from closed
