"""How the pages of contracts are answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.desk import pages
from startups.models import Contract

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


def show(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    return pages.show(request, f"contracts/{template}", title, **context)


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
    return pages.show_form(
        request,
        "contracts/form",
        title,
        form,
        contract=contract,
        steps=way,
        back=way[-1][1],
        **context,
    )
