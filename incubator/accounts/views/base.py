"""What the views about accounts share: never kept, never indexed, never sent on in a referrer."""

from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class PrivateMixin:
    """Its addresses may hold a secret and its pages are one person's."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        # Forms are still checked against the site's own origin, without the path.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response


class AccountMixin(PrivateMixin, LoginRequiredMixin):
    """A page of one's own account."""

    login_url = "login"


def safe_next(request: HttpRequest, default: str = "") -> str:
    """Where the request says to go next, if that is on this site; else ``default``."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else default


def signed_in_address(request: HttpRequest) -> str:
    """Where to go once signed in."""
    return safe_next(request) or reverse(settings.LOGIN_REDIRECT_URL)
