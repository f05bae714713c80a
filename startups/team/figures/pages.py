"""What the pages of the figures share: what they are about, and the breadcrumb back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.figures.models import Indicator, Measurement
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.pages import Pages
from startups.web.requests import rights

pages = Pages("team/figures")
show = pages.show


def indicator_of(startup: Startup, key: int) -> Indicator:
    """An indicator of this startup; that of another is not found."""
    return get_object_or_404(startup.indicators.select_related("startup"), pk=key)


def measurement_of(startup: Startup, indicator: int, key: int) -> Measurement:
    """A figure of this indicator of this startup; any other is not found."""
    rows = Measurement.objects.select_related("indicator__startup")
    return get_object_or_404(rows, pk=key, indicator=indicator, indicator__startup=startup)


def may_edit(request: HttpRequest, startup: Startup) -> bool:
    """Whether whoever asks may write figures: a committee member only reads them."""
    return rights(request).may(Permission.EDIT_FIGURES, startup)


def address(name: str, startup: Startup, *keys: int) -> str:
    return reverse(f"team_figures:{name}", args=(startup.slug, *keys))


def steps(startup: Startup, indicator: Indicator | None = None) -> list[tuple[str, str]]:
    """The breadcrumb to a page: the figures, then the indicator that it is about."""
    breadcrumb = [(_("Figures"), address("index", startup))]
    if indicator:
        breadcrumb.append((indicator.wording, address("indicator", startup, indicator.pk)))
    return breadcrumb


def show_form(
    request: HttpRequest,
    template: str,
    title: str,
    form: Any,
    *,
    startup: Startup,
    indicator: Indicator | None = None,
    **context: Any,
) -> HttpResponse:
    """A page with a form, and the breadcrumb back; refused, it keeps what was typed (422)."""
    context |= {"startup": startup, "indicator": indicator}
    breadcrumb = steps(startup, indicator)
    return pages.show_form(request, template, title, form, breadcrumb=breadcrumb, **context)


def code_of(error: ValidationError) -> str:
    """The code of an error as a whole; empty when it is about fields."""
    return getattr(error, "code", None) or ""
