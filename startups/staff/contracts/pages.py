"""How the pages of contracts are answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.money.contracts.models import Contract
from startups.web.pages import Pages

pages = Pages("staff/contracts")
show = pages.show


def steps(contract: Contract | None = None) -> list[tuple[str, str]]:
    """The breadcrumb to a page: the list, then the contract that it is about."""
    breadcrumb = [(_("Public contracts"), reverse("contracts:list"))]
    if contract:
        breadcrumb.append((contract.reference, reverse("contracts:page", args=(contract.pk,))))
    return breadcrumb


def show_form(
    request: HttpRequest,
    title: str,
    form: Any,
    *,
    contract: Contract | None = None,
    **context: Any,
) -> HttpResponse:
    """A page with a form, and the breadcrumb back; refused, it keeps what was typed (422)."""
    context |= {"contract": contract, "breadcrumb": steps(contract)}
    return pages.show_form(request, "form", title, form, **context)
