"""What every request of somebody signed in goes through. Visitors pay nothing for it."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from . import policy
from .people import is_verified, owner
from .services import second_factor, sessions

Answer = Callable[[HttpRequest], HttpResponse]

ALWAYS_OPEN = {"logout", "admin_logout", "healthz"}
TO_ENROL = ALWAYS_OPEN | {
    "second_factor",
    "totp_enrol",
    "otp_webauthn:credential-registration-begin",
    "otp_webauthn:credential-registration-complete",
}
TO_VERIFY = ALWAYS_OPEN | {
    "second_factor_verify",
    "otp_webauthn:credential-authentication-begin",
    "otp_webauthn:credential-authentication-complete",
}


class SignedInMark:
    """Keeps a cookie that says only that somebody is signed in, as long as their session lasts.

    Public pages are kept in caches, the same for everybody: a script of theirs reads it
    (``static/js/signed-in.js``) and nothing else does. It follows the cookie of the session, so
    that no page touches the session for it. Stands before Django's own session middleware.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if session is None:
            return response
        if session.value and request.user.is_authenticated:
            mark(response, max_age=session["max-age"] or None)
        elif settings.SIGNED_IN_COOKIE_NAME in request.COOKIES:
            response.delete_cookie(settings.SIGNED_IN_COOKIE_NAME, samesite="Lax")
        return response


def mark(response: HttpResponse, *, max_age: int | None) -> None:
    """Says in the browser that somebody is signed in, for ``max_age`` seconds."""
    response.set_cookie(
        settings.SIGNED_IN_COOKIE_NAME,
        "1",
        max_age=max_age,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


class SessionMiddleware:
    """Keeps the list of one's sessions up to date, every few minutes."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_signed_in(request):
            sessions.see(request, user=owner(request), now=timezone.now())
        return self.get_response(request)


class SecondFactorMiddleware:
    """Lets nobody past who must show a second factor and has not, in this session.

    Who has enrolled one must show it even where nobody asked them to have one: a password alone
    would else undo it. Who must have one and has none can do nothing but enrol.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_signed_in(request) and not is_verified(request):
            way_in = self.way_in(request)
            if way_in:
                return HttpResponseRedirect(way_in)
        return self.get_response(request)

    def way_in(self, request: HttpRequest) -> str:
        """Where this request must go first; nothing when it may go on."""
        if second_factor.has_one_to_show(request):
            name, still_open = "second_factor_verify", TO_VERIFY
        elif policy.second_factor_is_required(owner(request)):
            name, still_open = "second_factor", TO_ENROL
        else:
            return ""
        if view_name(request) in still_open:
            return ""
        going = f"?{urlencode({'next': request.get_full_path()})}" if going_there(request) else ""
        return reverse(name) + going


def is_signed_in(request: HttpRequest) -> bool:
    """Whether there is a session, and somebody in it; without a cookie, nothing is looked up."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def view_name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def going_there(request: HttpRequest) -> bool:
    """Whether it makes sense to come back to this address afterwards."""
    return request.method == "GET" and "application/json" not in request.headers.get("Accept", "")
