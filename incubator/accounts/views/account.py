"""One's own account: what is known, and what can be changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, UpdateView, View
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from incubator.accounts import policy

from ..forms import LanguageForm, NameForm
from ..languages import chosen_language, language_of
from ..log import record
from ..models import User
from ..people import owner
from ..services import second_factor, sessions
from ..services.language import choose_language
from .base import AccountMixin


class AccountView(AccountMixin, TemplateView):
    template_name = "accounts/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = owner(self.request)
        return super().get_context_data(
            applications=TOTPDevice.objects.filter(user=user, confirmed=True),
            passkeys=WebAuthnCredential.objects.filter(user=user).order_by("created_at"),
            codes_left=second_factor.recovery_codes_left(user),
            language=language_of(user),
            required=policy.second_factor_is_required(user),
            identities=user.external_identities.all(),
            sessions=sessions.live_sessions(user, now=timezone.now()),
            own_key=self.request.session.session_key,
            **kwargs,
        )


class NameView(AccountMixin, UpdateView):
    """How one is called."""

    template_name = "accounts/name.html"
    form_class = NameForm
    success_url = reverse_lazy("account")

    def get_object(self, queryset: Any = None) -> User:
        return User.objects.get(pk=owner(self.request).pk)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record("changed the name", user_id=owner(self.request).pk, request=self.request)
        messages.success(self.request, _("Your name is changed."))
        return response


class LanguageView(AccountMixin, FormView):
    """The language of one's mails and of one's own pages."""

    template_name = "accounts/language.html"
    form_class = LanguageForm

    def get_initial(self) -> dict[str, Any]:
        return {"language": chosen_language(owner(self.request)) or get_language()}

    def form_valid(self, form: LanguageForm) -> HttpResponse:
        language = form.cleaned_data["language"]
        choose_language(owner(self.request), language)
        with override(language):
            messages.success(self.request, _("Your language is changed."))
            return redirect("account")


class EndSessionsView(AccountMixin, View):
    """Ends one of one's sessions (``session`` in the form), or all the others."""

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = request.POST.get("session", "")
        only = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else None
        if chosen and only is None:
            return redirect("account")
        ended = sessions.end_sessions(owner(request), only=only, but=request.session.session_key)
        record(f"ended {ended} sessions", user_id=owner(request).pk, request=request)
        messages.success(
            request, _("The session is ended.") if only else _("The other sessions are ended.")
        )
        return redirect("account")
