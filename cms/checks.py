"""The public site's own system checks."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

STATE_DOMAIN = ".gouv.fr"


@register()
def state_brand_is_on_a_state_domain(**kwargs: Any) -> list[CheckMessage]:
    """The State's block mark and typeface are for its own sites, and for no other."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    if not settings.STATE_BRAND or f".{host}".endswith(STATE_DOMAIN):
        return []
    return [
        Warning(
            f"STATE_BRAND is on, and SITE_URL ({settings.SITE_URL}) is not under {STATE_DOMAIN}.",
            hint="Only sites of the State on .gouv.fr may bear its brand: unset STATE_BRAND.",
            id="cms.W001",
        )
    ]
