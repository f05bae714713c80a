"""What the pages of the money share: what they are about, and the breadcrumb back."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.money.models import Commitment, Funding
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.pages import Pages
from startups.web.requests import rights

pages = Pages("team/money")
show, show_form = pages.show, pages.show_form


def address(name: str, startup: Startup, *keys: int) -> str:
    return reverse(f"team_money:{name}", args=(startup.slug, *keys))


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
    return rights(request).may(Permission.ENTER_MONEY, startup)


def may_grant(request: HttpRequest, startup: Startup) -> bool:
    return rights(request).may(Permission.GRANT_MONEY, startup)


def steps(
    startup: Startup, order: Commitment | None = None, *, fundings: bool = False
) -> list[tuple[str, str]]:
    """The breadcrumb to a page: the money, then what it is about."""
    breadcrumb = [(_("Money"), address("index", startup))]
    if order:
        breadcrumb.append((order.reference, address("order", startup, order.pk)))
    if fundings:
        breadcrumb.append((_("Fundings"), address("fundings", startup)))
    return breadcrumb
