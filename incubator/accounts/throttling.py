"""Too much is refused: passwords tried (with django-axes) and mails asked for.

A password is counted for an account *and* an address: whoever tries it elsewhere does not
lock its owner out. Addresses are counted as well, loosely, against one that tries many accounts.
"""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from .addresses import client_address
from .digests import subject_digest
from .models import Attempt

# kind: (how many, in how long). An office of a hundred people may share one address.
LIMITS = {
    "password-address": (50, timedelta(minutes=15)),
    "mail-account": (3, timedelta(minutes=15)),
    "mail-address": (30, timedelta(hours=1)),
    "passkey-address": (60, timedelta(minutes=15)),
    "invitation-address": (60, timedelta(minutes=15)),
    "countersignature-address": (60, timedelta(minutes=15)),
}
KEPT = timedelta(days=1)


def is_too_much(kind: str, value: str, *, now: datetime) -> bool:
    """Whether there have been as many attempts as are allowed; counts none."""
    many, window = LIMITS[kind]
    recent = Attempt.objects.filter(subject=subject_digest(kind, value), at__gt=now - window)
    return recent.count() >= many


def count(kind: str, value: str, *, now: datetime) -> None:
    """Remember one attempt, and forget the old ones."""
    Attempt.objects.create(subject=subject_digest(kind, value), at=now)
    Attempt.objects.filter(at__lt=now - KEPT).delete()


def take(kind: str, value: str, *, now: datetime) -> bool:
    """Count one attempt unless there are too many: whether it is allowed."""
    if is_too_much(kind, value, now=now):
        return False
    count(kind, value, now=now)
    return True


def may_ask_for_mail(request: HttpRequest, email: str, *, now: datetime) -> bool:
    """Whether a mail may be sent to ``email`` for this client. Known and unknown count alike."""
    by_address = take("mail-address", client_address(request), now=now)
    return take("mail-account", email, now=now) and by_address


def account_key(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """What stands for the account in django-axes' tables and log: a digest, not the address."""
    typed = (credentials or {}).get("username") or request.POST.get("username")
    return subject_digest("password-account", typed)[:32] if typed else None


def is_no_password(request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    """Whether a sign-in has no account to count for: links and passkeys are not django-axes'."""
    return account_key(request, credentials) is None


def tries_many_accounts(request: HttpRequest) -> bool:
    """Whether this client's address has failed too often, whatever the accounts."""
    return is_too_much("password-address", client_address(request), now=timezone.now())
