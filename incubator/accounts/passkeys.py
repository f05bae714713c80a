"""Passkeys: the library's ceremonies in our words."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django_otp_webauthn.helpers import WebAuthnHelper
from django_otp_webauthn.models import WebAuthnCredential
from django_otp_webauthn.templatetags.otp_webauthn import get_configuration

from .services.sessions import device_name

# What the library's scripts say; its own English is the key, and it has no French.
SCRIPT_WORDS = (
    _("Registering..."),
    _("Finishing registration..."),
    _("Registration successful!"),
    _("Registration aborted."),
    _("Registration aborted or not allowed."),
    _("Registration failed. You most likely already have a Passkey registered for this site."),
    _("Registration failed. An unknown error occurred."),
    _("Registration failed. The server was unable to verify this passkey."),
    _("Registration failed. A server error occurred."),
    _("Registration failed. Unable to fetch registration options from server."),
    _(
        "Registration failed. A technical problem occurred that prevents you from registering a "
        "Passkey for this site."
    ),
    _("An error occurred during registration."),
    _("Verifying..."),
    _("Finishing verification..."),
    _("Verification successful!"),
    _("Verification aborted."),
    _("Verification canceled or not allowed."),
    _("Verification failed. An unknown error occurred."),
    _("Verification failed. An unknown server error occurred."),
    _("Verification failed. A server error occurred."),
    _("Verification failed. Could not retrieve parameters from the server."),
    _("An error occurred during verification."),
)
# What its views answer: named here so that our catalogues hold them.
ANSWERS = (
    _(
        "You must verify your identity first with an existing MFA device before you can register "
        "a new passkey."
    ),
    _(
        "State is missing or invalid. Please begin the operation first before trying to complete "
        "it."
    ),
    _("This user account is marked as disabled."),
    _("This Passkey has been marked as disabled."),
    _("The Passkey you tried to use was not found. Perhaps it was removed?"),
    _(
        "The Passkey you tried to use does not belong to the currently logged-in user. Try using "
        "a different Passkey or logout first to use this Passkey."
    ),
    _("Authentication required."),
)


def passkey_settings(request: HttpRequest) -> dict[str, Any]:
    """What the scripts of a page need: the library's own settings, and its words in ours."""
    return {
        "configuration": get_configuration(request),
        "words": {word: gettext(word) for word in SCRIPT_WORDS},
    }


class PasskeyHelper(WebAuthnHelper):
    """Names a passkey after the browser that made it: its owner must tell them apart."""

    def create_credential(self, *args: Any, **kwargs: Any) -> WebAuthnCredential:
        credential = super().create_credential(*args, **kwargs)
        credential.name = device_name(self.request.META.get("HTTP_USER_AGENT", ""))[:64]
        return credential
