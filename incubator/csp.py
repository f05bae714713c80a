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
    "frame-ancestors": [CSP.NONE],
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


PREVIEW_POLICY: dict[str, list[str]] = {**PUBLIC_POLICY, "frame-ancestors": [CSP.SELF]}
PREVIEWS = {"preview_on_add", "preview_on_edit", "revisions_view", "view_draft", "workflow_preview"}


class AdminPolicyMiddleware:
    """Gives answers under the admin's address the policy that they need.

    A preview is a public page in a frame of the editor: it keeps the public policy, and
    only it may be framed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_preview(request):
            # Wagtail makes the page answer a request of its own, which gave it these already.
            response.headers.pop(CSP.HEADER_ENFORCE, None)
            response._csp_config = PREVIEW_POLICY  # type: ignore[attr-defined]
            response["X-Frame-Options"] = "SAMEORIGIN"
        elif request.path.startswith(settings.ADMIN_PATH):
            response._csp_config = ADMIN_POLICY  # type: ignore[attr-defined]
        return response


def is_preview(request: HttpRequest) -> bool:
    """Whether the admin is answering with a public page."""
    match = request.resolver_match
    in_admin = request.path.startswith(settings.ADMIN_PATH)
    return bool(in_admin and match and match.url_name in PREVIEWS)
