"""Who may open a view: every view for who is signed in goes through one of these."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.views.defaults import permission_denied

from startups.permissions import Permission, Rights
from startups.registry.models import Startup

from .requests import demand, rights

type View = Callable[..., HttpResponse]


def keep_private(response: HttpResponse) -> HttpResponse:
    """Neither a cache nor a search engine keeps it, and links do not say where they come from."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response


def private(view: View) -> View:
    """A page for who is signed in; the page that refuses is as private as the others."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = login_required(view)(request, *args, **kwargs)
        except PermissionDenied as refusal:
            response = permission_denied(request, refusal)
        return keep_private(response)

    return inner


def for_rights(allow: Callable[[Rights], bool]) -> Callable[[View], View]:
    """A page for who has rights that ``allow`` says yes to; others are refused (403)."""

    def decorate(view: View) -> View:
        @private
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not allow(rights(request)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return inner

    return decorate


def on_startup(permission: Permission) -> Callable[[View], View]:
    """A page about one startup, for who has ``permission`` over it; others are refused (403).

    That the startup exists is no secret: its page is public.
    """

    def decorate(view: View) -> View:
        @private
        @wraps(view)
        def inner(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            # Its incubators are asked about by each question of right: read once.
            startups = Startup.objects.select_related("published_text").prefetch_related(
                "startupincubators"
            )
            startup = get_object_or_404(startups, slug=slug)
            demand(request, permission, startup)
            return view(request, startup, **kwargs)

        return inner

    return decorate
