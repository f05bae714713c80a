"""Where a request comes from: exact for throttling, shortened for people to read."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the client, as seen by the first proxy that is ours.

    Each proxy adds what it saw to the right of ``X-Forwarded-For``: what is further left than
    the number of our proxies was written by the client, who can write anything.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= settings.PROXY_COUNT:
            seen = forwarded[-settings.PROXY_COUNT].strip()
    return seen if _parsed(seen) else ""


def shortened(address: str) -> str:
    """The network rather than the machine: enough to recognise one's own, not to follow one."""
    parsed = _parsed(address)
    if parsed is None:
        return ""
    if isinstance(parsed, IPv4Address):
        return ".".join(str(parsed).split(".")[:3]) + ".x"
    return ":".join(parsed.exploded.split(":")[:3]) + ":…"


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
