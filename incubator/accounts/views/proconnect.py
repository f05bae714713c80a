"""Signing in at an identity provider, and out of it."""

from typing import Any
from urllib.parse import urlencode

import requests
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from mozilla_django_oidc import views

from incubator.accounts import oidc

from ..log import record
from ..services.identities import IdentityRefused
from .base import PrivateMixin

ID_TOKEN = "oidc_id_token"  # noqa: S105 (where the library keeps it in the session)


class ProviderMixin(PrivateMixin):
    """Not there where no provider is configured; a refusal leads back to the sign-in page."""

    request: HttpRequest
    get_settings = staticmethod(oidc.setting)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not oidc.is_configured():
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except IdentityRefused as refusal:
            return self.refuse(refusal.code, refusal.message)
        except requests.RequestException:
            return self.refuse("no answer", oidc.UNAVAILABLE)
        except SuspiciousOperation:
            return self.refuse("state", STALE)

    def refuse(self, code: str, message: Any) -> HttpResponse:
        record(f"refused an identity: {code}", request=self.request)
        messages.error(self.request, message)
        return redirect("login")


STALE = _("This sign-in was begun elsewhere or too long ago. Begin again.")


class BeginView(ProviderMixin, views.OIDCAuthenticationRequestView):
    """Sends the browser to the provider, with a state and a nonce of its session."""

    def __init__(self, **kwargs: Any) -> None:
        View.__init__(self, **kwargs)
        self.OIDC_RP_CLIENT_ID = settings.OIDC_RP_CLIENT_ID

    def get(self, request: HttpRequest) -> HttpResponse:
        self.OIDC_OP_AUTH_ENDPOINT = oidc.setting("OIDC_OP_AUTHORIZATION_ENDPOINT")
        return super().get(request)

    def get_extra_params(self, request: HttpRequest) -> dict[str, str]:
        return {"acr_values": settings.OIDC_ACR_VALUES} if settings.OIDC_ACR_VALUES else {}


class CallbackView(ProviderMixin, views.OIDCAuthenticationCallbackView):
    """Receives the provider's answer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if "error" in request.GET:
            self._forget(request.GET.get("state", ""))
            return self.refuse("provider's error", _("You were not signed in by the provider."))
        return super().get(request)

    def _forget(self, state: str) -> None:
        """A state answers once, were it with an error."""
        states = self.request.session.get("oidc_states", {})
        if states.pop(state, None):
            self.request.session["oidc_states"] = states

    def login_success(self) -> HttpResponse:
        """Keep the ID token, which signing out needs, through a change of account."""
        token = self.request.session.get(ID_TOKEN)
        response = super().login_success()
        self.request.session[ID_TOKEN] = token
        self.request.session.pop(oidc.INVITATION, None)
        return response

    @property
    def success_url(self) -> str:
        return self.request.session.get("oidc_login_next") or reverse(settings.LOGIN_REDIRECT_URL)

    def login_failure(self) -> HttpResponse:
        return self.refuse("incomplete", STALE)


def end_session_address(request: HttpRequest) -> str:
    """Where the provider signs out who it signed in to this session; nothing for anybody else."""
    token = request.session.get(ID_TOKEN)
    if not token or not oidc.is_configured():
        return ""
    try:
        endpoint = oidc.discovery().get("end_session_endpoint", "")
    except IdentityRefused:
        return ""
    query = urlencode(
        {
            "id_token_hint": token,
            "state": get_random_string(32),
            "post_logout_redirect_uri": request.build_absolute_uri(reverse("oidc_signed_out")),
        }
    )
    return f"{endpoint}?{query}" if endpoint else ""


def signed_out(request: HttpRequest) -> HttpResponse:
    """Where the provider sends the browser back to, once it has signed out there."""
    messages.success(request, _("You are signed out."))
    return HttpResponseRedirect(reverse("login"))
