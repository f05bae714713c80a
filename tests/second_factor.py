"""Signing in as somebody who has shown a second factor, without the pages that ask for it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from incubator.accounts.policy import second_factor_is_required

plain_force_login = Client.force_login


def force_login(client: Client, user: Any, backend: str | None = None) -> None:
    """``Client.force_login`` for tests: whoever must have a second factor has shown it.

    Whether they must is asked of a fresh copy: what a test changes afterwards counts.
    """
    plain_force_login(client, user, backend)
    if second_factor_is_required(get_user_model().objects.get(pk=user.pk)):
        show_second_factor(client, user)


def sign_in_with_second_factor(client: Client, user: Any) -> None:
    """Give ``client`` a session of ``user`` that may go wherever ``user`` may."""
    plain_force_login(client, user, backend="django.contrib.auth.backends.ModelBackend")
    show_second_factor(client, user)


def show_second_factor(client: Client, user: Any) -> None:
    """The session of ``client`` has seen an application of ``user``, enrolled if there is none."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, name="test", confirmed=True)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
