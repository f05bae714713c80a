"""What every template of the site may read."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The name of the site, its address, and whether it may bear the State's brand."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "STATE_BRAND": settings.STATE_BRAND,
    }
