"""What the pages of the figures share: what they are about, and the way back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.figures.models import Indicator, Measurement
from startups.permissions import Act
from startups.registry.models import Startup
from startups.web.pages import REFUSED
from startups.web.requests import rights

FORM = require_http_methods(["GET", "HEAD", "POST"])


def indicator_of(startup: Startup, key: int) -> Indicator:
    """An indicator of this startup; that of another is not found."""
    return get_object_or_404(startup.indicators.select_related("startup"), pk=key)


def measurement_of(startup: Startup, indicator: int, key: int) -> Measurement:
    """A figure of this indicator of this startup; any other is not found."""
    rows = Measurement.objects.select_related("indicator__startup")
    return get_object_or_404(rows, pk=key, indicator=indicator, indicator__startup=startup)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in a form; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def may_edit(request: HttpRequest, startup: Startup) -> bool:
    """Whether whoever asks may write figures: a committee member only reads them."""
    return rights(request).may(Act.EDIT_FIGURES, startup)


def address(name: str, startup: Startup, *keys: int) -> str:
    return reverse(f"space_figures:{name}", args=(startup.slug, *keys))


def steps(startup: Startup, indicator: Indicator | None = None) -> list[tuple[str, str]]:
    """The way to a page: the figures, then the indicator that it is about."""
    way = [(_("Figures"), address("index", startup))]
    if indicator:
        way.append((indicator.wording, address("indicator", startup, indicator.pk)))
    return way


def show(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about figures."""
    context["title"] = title
    return render(request, f"team/figures/{template}.html", context, status=status)


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
    """A page with a form, and the way back; refused, it keeps what was typed (422)."""
    way = steps(startup, indicator)
    return show(
        request,
        template,
        title,
        status=REFUSED if form.is_bound and form.errors else 200,
        form=form,
        startup=startup,
        indicator=indicator,
        steps=way,
        back=way[-1][1],
        **context,
    )


def done(
    request: HttpRequest, message: Any, startup: Startup, indicator: int | None = None
) -> HttpResponse:
    """Says what was done, on the page of the indicator or on that of them all."""
    messages.success(request, message)
    if indicator is None:
        return redirect(address("index", startup))
    return redirect(address("indicator", startup, indicator))


def code_of(error: ValidationError) -> str:
    """The code of an error as a whole; empty when it is about fields."""
    return getattr(error, "code", None) or ""
