"""Links sent by mail instead of a password: they work once, for fifteen minutes.

django-sesame signs them; a sign-in of any kind makes those sent before it worthless.
"""

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from sesame.backends import ModelBackend as LinkBackend
from sesame.utils import get_token

from incubator.accounts import throttling

from ..log import record
from ..mail import compose, deliver
from ..models import User

SCOPE = "sign-in"
BACKEND = "sesame.backends.ModelBackend"


def send_link(*, request: HttpRequest, email: str, next_address: str, now: datetime) -> None:
    """Mail a link to the account of ``email``, if there is one; the work done is the same.

    Side effects: one mail, unless too many were asked for; a line in the log.
    """
    if not throttling.may_ask_for_mail(request, email, now=now):
        record("too many mails asked for", request=request)
        return
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    address = link_address(user or User(pk=0), next_address)
    minutes = settings.SESAME_MAX_AGE // 60
    mail = compose(
        "mail/account_link.txt", to=email, context={"address": address, "minutes": minutes}
    )
    if user:
        deliver(mail)
    record("asked for a link", user_id=user and user.pk, request=request)


def link_address(user: User, next_address: str = "") -> str:
    """The address that signs ``user`` in, once."""
    path = reverse("login_link_use", args=(get_token(user, scope=SCOPE),))
    query = f"?{urlencode({'next': next_address})}" if next_address else ""
    return f"{settings.SITE_URL}{path}{query}"


def use_link(*, request: HttpRequest, token: str) -> User | None:
    """Sign in the owner of a link; None when it is forged, expired or used.

    The account is locked first: of two who follow the same link at once, one gets in.
    """
    with transaction.atomic():
        user = LinkBackend().authenticate(request, sesame=token, scope=SCOPE)
        if user is None or _signed_in_meanwhile(user):
            record("refused a link", request=request)
            return None
        login(request, user, backend=BACKEND)
    return user


def _signed_in_meanwhile(user: User) -> bool:
    current = User.objects.select_for_update().get(pk=user.pk)
    return current.last_login != user.last_login
