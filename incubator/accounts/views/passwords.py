"""Choosing a password: forgotten, or changed."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from ..forms import AddressForm, ChangePasswordForm, NewPasswordForm
from ..people import owner
from ..services import passwords
from .base import AccountMixin, PrivateMixin


class ResetRequestView(PrivateMixin, FormView):
    """Asks for the mail that lets one choose a password. The same answer whatever the address."""

    template_name = "accounts/password_reset.html"
    form_class = AddressForm

    def form_valid(self, form: AddressForm) -> HttpResponse:
        passwords.send_reset(
            request=self.request, email=form.cleaned_data["email"], now=timezone.now()
        )
        return redirect("password_reset_sent")


class ResetSentView(PrivateMixin, TemplateView):
    template_name = "accounts/password_reset_sent.html"
    extra_context = {"minutes": settings.PASSWORD_RESET_TIMEOUT // 60}


class ResetConfirmView(PrivateMixin, PasswordResetConfirmView):
    """Chooses a password without knowing the old one; signs nobody in."""

    template_name = "accounts/password_reset_confirm.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("login")

    def form_valid(self, form: Any) -> HttpResponse:
        passwords.set_password(
            request=self.request, user=form.user, password=form.cleaned_data["new_password1"]
        )
        self.request.session.pop("_password_reset_token", None)
        messages.success(self.request, _("Your password is changed. Sign in with it."))
        return redirect("login")


class ChangePasswordView(AccountMixin, FormView):
    """Changes one's password; a first one where there was none."""

    template_name = "accounts/password_change.html"

    def get_form_class(self) -> type[NewPasswordForm]:
        return ChangePasswordForm if owner(self.request).has_usable_password() else NewPasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": owner(self.request)}

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        passwords.set_password(
            request=self.request,
            user=owner(self.request),
            password=form.cleaned_data["new_password1"],
        )
        messages.success(
            self.request, _("Your password is changed. You are signed out everywhere else.")
        )
        return redirect("account")
