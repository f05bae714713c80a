"""Passkeys: the library's own ceremonies, with our log, throttling and French."""

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp_webauthn import exceptions, views
from django_otp_webauthn.models import WebAuthnCredential

from incubator.accounts import throttling

from ..addresses import client_address
from ..log import record
from ..services import second_factor
from .base import signed_in_address

BACKEND = "django_otp_webauthn.backends.WebAuthnBackend"


class BeginRegistrationView(views.BeginCredentialRegistrationView):
    pass


class CompleteRegistrationView(views.CompleteCredentialRegistrationView):
    """Enrols a passkey; the session that did so counts as verified."""

    def post(self, *args: Any, **kwargs: Any) -> JsonResponse:
        answer = super().post(*args, **kwargs)
        second_factor.finish_enrolment(self.request, "a passkey")
        self.request.session.cycle_key()
        return answer


class TooMany(exceptions.OTPWebAuthnApiError):
    status_code = 429
    default_code = "too_many"
    default_detail = _("Too many attempts. Try again later.")


class ThrottledMixin:
    """Refuses a client that asks too much, whoever it says that it is."""

    def initial(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        where = client_address(request)
        if not throttling.take("passkey-address", where, now=timezone.now()):
            raise TooMany


class BeginAuthenticationView(ThrottledMixin, views.BeginCredentialAuthenticationView):
    pass


class CompleteAuthenticationView(ThrottledMixin, views.CompleteCredentialAuthenticationView):
    """Signs in with a passkey, which is both factors; or shows it as the second one."""

    def complete_auth(self, device: WebAuthnCredential) -> None:
        if not self.request.user.is_authenticated:
            login(self.request, device.user, backend=BACKEND)
        second_factor.mark_verified(self.request, device)
        record("verified (passkey)", user_id=device.user_id, request=self.request)

    def get_success_url(self) -> str:
        return signed_in_address(self.request)
