"""What the pages of the money share: what they are about, and the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.money.models import Commitment, Funding
from startups.permissions import Act
from startups.registry.models import Startup
from startups.web.pages import REFUSED
from startups.web.requests import rights


def address(name: str, startup: Startup, *keys: int) -> str:
    return reverse(f"space_money:{name}", args=(startup.slug, *keys))


def order_of(startup: Startup, key: int) -> Commitment:
    """An order of this startup, not one of its corrections; another's is not found."""
    rows = Commitment.objects.select_related(
        "startup", "contract", "activity", "resource", "funding__source"
    )
    return get_object_or_404(rows, pk=key, startup=startup, corrects=None)


def funding_of(startup: Startup, key: int) -> Funding:
    """A funding of this startup, not one of its corrections; another's is not found."""
    rows = Funding.objects.select_related("startup", "source", "decision__review")
    return get_object_or_404(rows, pk=key, startup=startup, corrects=None)


def may_enter(request: HttpRequest, startup: Startup) -> bool:
    return rights(request).may(Act.ENTER_MONEY, startup)


def may_grant(request: HttpRequest, startup: Startup) -> bool:
    return rights(request).may(Act.GRANT_MONEY, startup)


def steps(
    startup: Startup, order: Commitment | None = None, *, fundings: bool = False
) -> list[tuple[str, str]]:
    """The way to a page: the money, then what it is about."""
    way = [(_("Money"), address("index", startup))]
    if order:
        way.append((order.reference, address("order", startup, order.pk)))
    if fundings:
        way.append((_("Fundings"), address("fundings", startup)))
    return way


def show(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about money."""
    context["title"] = title
    return render(request, f"team/money/{template}.html", context, status=status)


def show_form(
    request: HttpRequest,
    template: str,
    title: str,
    form: Any,
    *,
    startup: Startup,
    way: list[tuple[str, str]],
    **context: Any,
) -> HttpResponse:
    """A page with a form, and the way back; refused, it keeps what was typed (422)."""
    return show(
        request,
        template,
        title,
        status=REFUSED if form.is_bound and form.errors else 200,
        form=form,
        startup=startup,
        steps=way,
        back=way[-1][1],
        **context,
    )


def done(request: HttpRequest, message: Any, to: str, *, warning: str = "") -> HttpResponse:
    """Says what was done on the page that follows, and what to mind."""
    messages.success(request, message)
    if warning:
        messages.warning(request, warning)
    return redirect(to)
