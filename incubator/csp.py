"""Content security policy: strict in public, relaxed for the Wagtail admin only.

Wagtail's admin still has inline scripts and styles (page editor, explorer, site history);
public pages have none, and no nonce either, since a cached page would freeze it.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP

PUBLIC_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "https:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "object-src": [CSP.NONE],
}

ADMIN_POLICY: dict[str, list[str]] = {
    **PUBLIC_POLICY,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:", "https:"],
    "frame-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "worker-src": [CSP.SELF, "blob:"],
}


class AdminPolicyMiddleware:
    """Marks responses under the admin's address with the admin's own policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(settings.ADMIN_PATH) and not is_preview(request):
            response._csp_config = ADMIN_POLICY  # type: ignore[attr-defined]
        return response


def is_preview(request: HttpRequest) -> bool:
    """Whether the admin is answering with a public page: a preview keeps the public policy."""
    match = request.resolver_match
    return bool(match and match.url_name in {"preview_on_edit", "preview_on_add", "view_draft"})
