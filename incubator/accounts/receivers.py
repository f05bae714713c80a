"""What is heard of Django's own sign-ins: sessions are remembered, failures counted."""

from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from . import throttling
from .addresses import client_address
from .log import record
from .services.second_factor import note_enrolment
from .services.sessions import see


@receiver(user_logged_in)
def remember_sign_in(sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
    backend = request.session.get(BACKEND_SESSION_KEY, "").rpartition(".")[2]
    see(request, user=user, now=timezone.now())
    note_enrolment(request, user)
    record(f"signed in ({backend})", user_id=user.pk, request=request)


@receiver(user_logged_out)
def remember_sign_out(sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        record("signed out", user_id=user.pk, request=request)


@receiver(user_login_failed)
def remember_failure(sender: object, request: HttpRequest | None = None, **_: Any) -> None:
    if request is None:
        return
    throttling.count("password-address", client_address(request), now=timezone.now())
    record("refused a password", request=request)
