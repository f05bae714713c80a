"""The second factor: enrolling one, showing it, its recovery codes, removing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from incubator.accounts import policy

from ..forms import CodeForm
from ..passkeys import passkey_settings
from ..people import is_verified, owner
from ..services import second_factor
from .base import AccountMixin, safe_next, signed_in_address

KINDS = {"application": TOTPDevice, "passkey": WebAuthnCredential}


def say_what_is_wrong(form: CodeForm, verdict: second_factor.FactorVerdict) -> None:
    """Put the refusal of a code on its field."""
    if verdict.wait:
        text = ngettext(
            "Too many wrong codes: wait %(seconds)d second, then try again.",
            "Too many wrong codes: wait %(seconds)d seconds, then try again.",
            verdict.wait,
        )
        form.add_error("code", text % {"seconds": verdict.wait})
    else:
        form.add_error("code", _("This code is wrong, or has been used. Wait for the next one."))


class ChooseFactorView(AccountMixin, TemplateView):
    """Explains what a second factor is, and offers the two kinds."""

    template_name = "accounts/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            required=policy.second_factor_is_required(owner(self.request)),
            passkey=passkey_settings(self.request),
            next=safe_next(self.request),
            **kwargs,
        )


class EnrolApplicationView(AccountMixin, FormView):
    """Ties an application that makes codes (TOTP) to the account."""

    template_name = "accounts/totp_enrol.html"
    form_class = CodeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "hint": _("The six digits that it shows.")}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        device = second_factor.begin_totp(self.request)
        verdict = second_factor.confirm_totp(
            self.request, device, form.cleaned_data["code"], now=timezone.now()
        )
        if not verdict.verified:
            say_what_is_wrong(form, verdict)
            return self.form_invalid(form)
        messages.success(self.request, _("Your application is your second factor from now on."))
        return redirect("recovery_codes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        device = second_factor.begin_totp(self.request)
        return super().get_context_data(
            qr_code=mark_safe(second_factor.qr_code(device)),  # noqa: S308 (drawn by segno)
            secret=second_factor.secret_text(device),
            **kwargs,
        )


class VerifyView(AccountMixin, FormView):
    """Shows the second factor of this session."""

    template_name = "accounts/second_factor_verify.html"
    form_class = CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and is_verified(request):
            return HttpResponseRedirect(signed_in_address(request))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        hint = _("The six digits that your application shows, or one of your recovery codes.")
        return {**super().get_form_kwargs(), "hint": hint}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        verdict = second_factor.verify(self.request, form.cleaned_data["code"], now=timezone.now())
        if not verdict.verified:
            say_what_is_wrong(form, verdict)
            return self.form_invalid(form)
        return HttpResponseRedirect(signed_in_address(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            next=safe_next(self.request), passkey=passkey_settings(self.request), **kwargs
        )


class RecoveryCodesView(AccountMixin, View):
    """Makes ten recovery codes, shown in the answer and never again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not second_factor.is_enrolled(owner(request)):
            return redirect("second_factor")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        left = second_factor.recovery_codes_left(owner(request))
        return render(request, "accounts/recovery_codes.html", {"left": left})

    def post(self, request: HttpRequest) -> HttpResponse:
        codes = second_factor.make_recovery_codes(owner(request))
        return render(request, "accounts/recovery_codes.html", {"codes": codes})


class RemoveFactorView(AccountMixin, View):
    """Asks, then removes one of one's own factors."""

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        device = get_object_or_404(KINDS[kind], pk=pk, user=owner(request))
        return render(request, "accounts/factor_remove.html", {"device": device, "kind": kind})

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        device = get_object_or_404(KINDS[kind], pk=pk, user=owner(request))
        try:
            second_factor.remove(request, device)
        except second_factor.LastFactor:
            messages.error(
                request, _("You must have a second factor: enrol another before removing this one.")
            )
        else:
            messages.success(request, _("The second factor is removed."))
        return redirect("account")
