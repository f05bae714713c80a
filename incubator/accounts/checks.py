"""Mistakes in the configuration of sign-in, said at start rather than found at the door."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils.module_loading import import_string

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@register(Tags.security)
def provider_is_complete(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """An identity provider is configured whole, over TLS, or not at all."""
    needed = {
        "OIDC_ISSUER": settings.OIDC_ISSUER,
        "OIDC_CLIENT_ID": settings.OIDC_RP_CLIENT_ID,
        "OIDC_CLIENT_SECRET": settings.OIDC_RP_CLIENT_SECRET,
    }
    absent = [name for name, value in needed.items() if not value]
    if absent and len(absent) < len(needed):
        return [Error(f"The identity provider lacks {', '.join(absent)}.", id="accounts.E001")]
    issuer = urlsplit(settings.OIDC_ISSUER)
    if settings.OIDC_ISSUER and issuer.scheme != "https" and issuer.hostname not in LOOPBACK:
        return [Error("OIDC_ISSUER must be an https address.", id="accounts.E002")]
    return []


@register(Tags.security)
def second_factor_rule_exists(app_configs: Any, **_: Any) -> list[CheckMessage]:
    try:
        import_string(settings.SECOND_FACTOR_REQUIRED)
    except ImportError as error:
        return [Error(f"SECOND_FACTOR_REQUIRED: {error}", id="accounts.E003")]
    return []


@register(Tags.security, deploy=True)
def second_factor_is_enforced(app_configs: Any, **_: Any) -> list[CheckMessage]:
    if settings.SECOND_FACTOR_ENFORCED:
        return []
    return [
        Warning(
            "SECOND_FACTOR_ENFORCED is off: a password opens an administrator's account.",
            id="accounts.W001",
        )
    ]
