"""Signing in with a password or a link, and signing out."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from incubator.accounts import oidc, policy, throttling

from ..forms import AddressForm, SignInForm
from ..passkeys import passkey_settings
from ..people import owner
from ..services import links
from .base import AccountMixin, PrivateMixin, safe_next, signed_in_address
from .proconnect import end_session_address


def login_context(request: HttpRequest) -> dict[str, Any]:
    """The ways in that the sign-in page shows besides the password."""
    return {
        "link_form": AddressForm(auto_id="link_%s"),
        "next": safe_next(request),
        "provider": settings.OIDC_NAME if oidc.is_configured() else "",
        "passkey": passkey_settings(request),
        "cooloff": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
    }


class SignInView(PrivateMixin, LoginView):
    """The sign-in page; POST tries a password."""

    template_name = "accounts/login.html"
    authentication_form = SignInForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if throttling.tries_many_accounts(request):
            return too_many_attempts(request)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**login_context(self.request), **kwargs})


def too_many_attempts(request: HttpRequest, *_: Any) -> HttpResponse:
    """The sign-in page, refusing: the same for any address, known or not."""
    form = SignInForm(request, initial={"username": request.POST.get("username", "")[:254]})
    context = {**login_context(request), "form": form, "too_many": True}
    response = render(request, "accounts/login.html", context, status=429)
    response["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return response


class SignedInView(AccountMixin, View):
    """Sends everybody to their own first page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(policy.landing(owner(request)))


class LinkRequestView(PrivateMixin, FormView):
    """Asks for a link by mail. The answer is the same whatever the address."""

    template_name = "accounts/link_request.html"
    form_class = AddressForm

    def form_valid(self, form: AddressForm) -> HttpResponse:
        links.send_link(
            request=self.request,
            email=form.cleaned_data["email"],
            next_address=safe_next(self.request),
            now=timezone.now(),
        )
        return redirect("login_link_sent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(next=safe_next(self.request), **kwargs)


class LinkSentView(PrivateMixin, TemplateView):
    template_name = "accounts/link_sent.html"
    extra_context = {"minutes": settings.SESAME_MAX_AGE // 60}


class LinkUseView(PrivateMixin, TemplateView):
    """Follows a link. Opening it does nothing: programs that inspect mail open links too."""

    template_name = "accounts/link_use.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(next=safe_next(self.request), **kwargs)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if links.use_link(request=request, token=token):
            return HttpResponseRedirect(signed_in_address(request))
        messages.error(
            request, _("This link no longer works: it serves once, for a short time. Ask for one.")
        )
        return redirect("login_link")


class SignOutView(PrivateMixin, View):
    """Signs out here, then at the identity provider if one signed this session in.

    A page rather than a redirect leads there: the content policy lets no form go elsewhere.
    """

    def post(self, request: HttpRequest) -> HttpResponse:
        elsewhere = end_session_address(request)
        logout(request)
        if elsewhere:
            return render(request, "accounts/signed_out.html", {"elsewhere": elsewhere})
        messages.success(request, _("You are signed out."))
        return redirect("login")

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("account" if request.user.is_authenticated else "login")


def to_sign_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """What stands where Wagtail would sign people in, past throttling: nobody signs in there."""
    following = safe_next(request)
    query = f"?{urlencode({'next': following})}" if following else ""
    return HttpResponseRedirect(reverse("login") + query)


def to_password_reset(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """What stands where Wagtail would reset passwords."""
    return redirect("password_reset")
