"""A mail server that takes nothing."""

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class Refusing(BaseEmailBackend):
    """Fails on every message."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError
