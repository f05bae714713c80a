"""How the pages of contracts are answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.money.contracts.models import Contract
from startups.web.pages import REFUSED

FORM = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in a form; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def steps(contract: Contract | None = None) -> list[tuple[str, str]]:
    """The way to a page: the list, then the contract that it is about."""
    way = [(_("Public contracts"), reverse("contracts:list"))]
    if contract:
        way.append((contract.reference, reverse("contracts:page", args=(contract.pk,))))
    return way


def show(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about contracts. ``steps`` are the (label, address) pairs of the breadcrumb."""
    context["title"] = title
    return render(request, f"staff/contracts/{template}.html", context, status=status)


def show_form(
    request: HttpRequest,
    title: str,
    form: Any,
    *,
    contract: Contract | None = None,
    **context: Any,
) -> HttpResponse:
    """A page with a form, and the way back; refused, it keeps what was typed (422)."""
    way = steps(contract)
    status = REFUSED if form.is_bound and form.errors else 200
    context |= {"form": form, "contract": contract, "steps": way, "back": way[-1][1]}
    return show(request, "form", title, status=status, **context)
