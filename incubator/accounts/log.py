"""The log of sign-ins and of changes to accounts: keys of accounts, never addresses or names."""

import logging

from django.http import HttpRequest

from .addresses import client_address, shortened

logger = logging.getLogger("incubator.accounts")


def record(act: str, *, user_id: object = None, request: HttpRequest | None = None) -> None:
    """Write a line: what happened, to which account (its key), from which network."""
    where = shortened(client_address(request)) if request else ""
    logger.info("%s account=%s from=%s", act, user_id or "unknown", where or "-")
