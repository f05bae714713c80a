"""OpenID Connect, by the rules of ProConnect (the State's identity provider).

mozilla-django-oidc makes the requests. It checks neither who issued a token, nor for whom, nor
that both answers speak of the same person: all of that is here.
"""

from functools import cached_property
from typing import Any

import jwt
import requests
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import import_from_settings

from .models import User
from .services.identities import IdentityRefused, account_for
from .services.invitations import open_invitation

# Where a session keeps the key of the invitation that it opened: never its secret.
INVITATION = "invitation"
DISCOVERY_SECONDS = 3600
LEEWAY_SECONDS = 30
# The library's names of what the provider says of itself.
ENDPOINTS = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
}
# What goes wrong between two machines: said in one way, since the person can do nothing about it.
UNAVAILABLE = _("The identity provider does not answer as it should. Try again later.")
NOT_FOR_US = _("The identity provider's answer could not be trusted: nothing was done.")


def is_configured() -> bool:
    return bool(settings.OIDC_ISSUER and settings.OIDC_RP_CLIENT_ID)


def discovery() -> dict[str, Any]:
    """What the provider says of itself, fetched when first needed and kept for an hour.

    Raises Refused when it does not answer, or is not the one that was configured.
    """
    key = f"oidc-discovery:{settings.OIDC_ISSUER}"
    document = cache.get(key)
    if document is None:
        document = _fetch_discovery()
        cache.set(key, document, DISCOVERY_SECONDS)
    return document


def _fetch_discovery() -> dict[str, Any]:
    address = f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
    try:
        response = requests.get(address, timeout=settings.OIDC_TIMEOUT)
        response.raise_for_status()
        document = response.json()
    except (requests.RequestException, ValueError) as error:
        raise IdentityRefused("no discovery", UNAVAILABLE) from error
    if document.get("issuer") != settings.OIDC_ISSUER:
        raise IdentityRefused("another issuer", NOT_FOR_US)
    return document


def setting(name: str, *default: Any) -> Any:
    """A setting of the library: endpoints come from the provider's own document."""
    if name not in ENDPOINTS:
        return import_from_settings(name, *default)
    try:
        return discovery()[ENDPOINTS[name]]
    except KeyError as error:
        raise IdentityRefused(f"no {ENDPOINTS[name]}", UNAVAILABLE) from error


class IdentityBackend(OIDCAuthenticationBackend):
    """Signs in whoever the provider vouches for. Django makes one for every request: lazy."""

    get_settings = staticmethod(setting)
    OIDC_RP_IDP_SIGN_KEY = None

    def __init__(self) -> None:
        self.UserModel = get_user_model()

    @cached_property
    def OIDC_OP_TOKEN_ENDPOINT(self) -> str:
        return setting("OIDC_OP_TOKEN_ENDPOINT")

    @cached_property
    def OIDC_OP_USER_ENDPOINT(self) -> str:
        return setting("OIDC_OP_USER_ENDPOINT")

    @cached_property
    def OIDC_OP_JWKS_ENDPOINT(self) -> str:
        return setting("OIDC_OP_JWKS_ENDPOINT")

    @property
    def OIDC_RP_CLIENT_ID(self) -> str:
        return settings.OIDC_RP_CLIENT_ID

    @property
    def OIDC_RP_CLIENT_SECRET(self) -> str:
        return settings.OIDC_RP_CLIENT_SECRET

    @property
    def OIDC_RP_SIGN_ALGO(self) -> str:
        return settings.OIDC_RP_SIGN_ALGO

    def authenticate(
        self, request: HttpRequest, *, nonce: str, code_verifier: str | None
    ) -> User | None:
        """Only the callback has a nonce: no other sign-in ever comes through here.

        Raises Refused rather than let another backend look at the same answer.
        """
        try:
            return super().authenticate(request, nonce=nonce, code_verifier=code_verifier)
        except requests.RequestException as error:
            raise IdentityRefused("no answer", UNAVAILABLE) from error

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """The claims of the ID token, if it is genuine, for us, and answers our own question."""
        claims = self.signed_claims(token, required=("exp", "iat", "nonce"))
        nonce = kwargs.get("nonce") or ""
        if not nonce or not constant_time_compare(str(claims["nonce"]), nonce):
            raise IdentityRefused("nonce", NOT_FOR_US)
        if settings.OIDC_ACR_VALUES and claims.get("acr") not in settings.OIDC_ACR_VALUES.split():
            raise IdentityRefused(
                "acr", _("You were not identified strongly enough for this site.")
            )
        return claims

    def signed_claims(self, token: Any, *, required: tuple[str, ...] = ()) -> dict[str, Any]:
        """The claims of a token that the configured provider signed for us, not expired."""
        try:
            return jwt.decode(
                token,
                self.signing_key(token),
                algorithms=[self.OIDC_RP_SIGN_ALGO],
                issuer=settings.OIDC_ISSUER,
                audience=settings.OIDC_RP_CLIENT_ID,
                leeway=LEEWAY_SECONDS,
                options={"require": ["iss", "aud", "sub", *required]},
            )
        except (jwt.PyJWTError, KeyError, SuspiciousOperation) as error:
            raise IdentityRefused(f"token ({type(error).__name__})", NOT_FOR_US) from error

    def signing_key(self, token: str) -> Any:
        if self.OIDC_RP_SIGN_ALGO.startswith("HS"):
            return self.OIDC_RP_CLIENT_SECRET
        return self.retrieve_matching_jwk(token)

    def get_userinfo(
        self, access_token: str, id_token: str, payload: dict[str, Any]
    ) -> dict[str, Any]:
        """What the provider says of the person: signed, and of the person of the ID token."""
        response = requests.get(
            self.OIDC_OP_USER_ENDPOINT,
            headers={"Authorization": f"Bearer {access_token}"},
            timeout=settings.OIDC_TIMEOUT,
        )
        response.raise_for_status()
        if response.headers.get("content-type", "").lower().startswith("application/jwt"):
            claims = self.signed_claims(response.text)
        elif settings.OIDC_USERINFO_SIGNED:
            raise IdentityRefused("unsigned userinfo", NOT_FOR_US)
        else:
            claims = response.json()
        if claims.get("sub") != payload["sub"]:
            raise IdentityRefused("another subject", NOT_FOR_US)
        return claims

    def get_or_create_user(self, access_token: str, id_token: str, payload: dict[str, Any]) -> User:
        now = timezone.now()
        invited = self.request.session.get(INVITATION)
        return account_for(
            self.get_userinfo(access_token, id_token, payload),
            issuer=settings.OIDC_ISSUER,
            invitation=open_invitation(pk=invited, now=now) if invited else None,
            now=now,
        )

    def get_user(self, user_id: Any) -> User | None:
        """A closed account is signed out at its next request (the library would let it be)."""
        user = super().get_user(user_id)
        return user if user and self.user_can_authenticate(user) else None
