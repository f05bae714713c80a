"""Passwords: changed by who knows the old one, or reset by mail."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from incubator.accounts import throttling

from ..log import record
from ..mail import compose, deliver, notify
from ..models import User
from .sessions import end_sessions


def send_reset(*, request: HttpRequest, email: str, now: datetime) -> None:
    """Mail the address where a new password is chosen, if there is such an account.

    The work done is the same for an address that nobody has. Side effects: one mail, unless too
    many were asked for; a line in the log.
    """
    if not throttling.may_ask_for_mail(request, email, now=now):
        record("too many mails asked for", request=request)
        return
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    context = {
        "address": reset_address(user or User(pk=0, email=email)),
        "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
    }
    mail = compose("mail/account_reset.txt", to=email, context=context)
    if user:
        deliver(mail)
    record("asked for a new password", user_id=user and user.pk, request=request)


def reset_address(user: User) -> str:
    """The address where ``user`` chooses a password without knowing the old one, once."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("password_reset_confirm", args=(key, default_token_generator.make_token(user)))
    return f"{settings.SITE_URL}{path}"


def set_password(*, request: HttpRequest, user: User, password: str) -> None:
    """Give ``user`` a new password.

    Side effects: every session of theirs ends, but the one that asks; a mail; a line in the log.
    """
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        own = request.user.is_authenticated and request.user.pk == user.pk
        if own:
            update_session_auth_hash(request, user)
        end_sessions(user, but=request.session.session_key if own else None)
        notify(user, "mail/account_password_changed.txt")
    record("changed the password", user_id=user.pk, request=request)
