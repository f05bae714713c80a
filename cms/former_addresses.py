"""Addresses of the site that this one replaces: they answer with a permanent redirect.

``/startups/<ghid>.html`` leads to the startup's page; so does ``/startups/<ghid>`` when the
identifier is not its own slug. Wagtail's router knows no dots, hence a route of our own;
``redirect_from`` addresses are Wagtail redirects.
"""

from typing import NoReturn

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import re_path
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect

from startups.core.texts import normal
from startups.registry.models import Incubator, Startup

from .addresses import incubator_address, startup_address


@require_safe
def former_startup(request: HttpRequest, ghid: str) -> HttpResponse:
    """The page of the startup of that identifier, or where an older address leads."""
    slug = Startup.objects.filter(ghid=normal(ghid)).values_list("slug", flat=True).first()
    if slug is None:
        return _former(f"/startups/{ghid}")
    return HttpResponsePermanentRedirect(startup_address(slug))


@require_safe
def former_incubator(request: HttpRequest, ghid: str) -> HttpResponse:
    """The page of an incubator that the public may see, or where an older address leads."""
    visible = Incubator.objects.filter(ghid=normal(ghid), hidden=False)
    slug = visible.values_list("slug", flat=True).first()
    if slug is None:
        return _former(f"/incubateurs/{ghid}")
    return HttpResponsePermanentRedirect(incubator_address(slug))


def _former(path: str) -> HttpResponse:
    """Where ``path`` leads, told with or without ``.html``."""
    paths = [Redirect.normalise_path(path), Redirect.normalise_path(f"{path}.html")]
    entry = Redirect.objects.filter(old_path__in=paths, site=None).order_by("old_path").first()
    if entry is None or not entry.link:
        _not_found(path)
    return HttpResponsePermanentRedirect(entry.link)


def _not_found(path: str) -> NoReturn:
    raise Http404(f"Nothing was ever at {path}.")


urlpatterns = [
    re_path(r"^startups/(?P<ghid>[^/]+?)\.html/?$", former_startup),
    re_path(r"^startups/(?P<ghid>[^/]*\.[^/.]+)/?$", former_startup),
    re_path(r"^incubateurs/(?P<ghid>[^/]+?)\.html/?$", former_incubator),
    re_path(r"^incubateurs/(?P<ghid>[^/]*\.[^/.]+)/?$", former_incubator),
]
