"""What every page of the team shows around its content."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.requests import rights

register = template.Library()


@dataclass(frozen=True)
class Tab:
    """A page about a startup. ``here`` is what ``aria-current`` says of it."""

    label: str
    address: str
    here: str


# Label, name of the address, and what one must be able to do to open it.
TABS: tuple[tuple[Any, str, Permission], ...] = (
    (lambda: _("Dashboard"), "team:dashboard", Permission.READ_RECORD),
    (lambda: _("Facts"), "team:facts", Permission.EDIT_FACTS),
    (lambda: _("Team"), "team:team", Permission.READ_RECORD),
    (lambda: _("Figures"), "team_figures:index", Permission.READ_RECORD),
    (lambda: _("Six-month review"), "team_reviews:index", Permission.READ_RECORD),
    (lambda: _("Money"), "team_money:index", Permission.READ_MONEY),
    (lambda: _("Documents"), "team:documents", Permission.READ_RECORD),
)


@register.simple_tag(takes_context=True)
def staff_home(context: Context) -> str:
    """The first page of the staff, for those of the staff elsewhere; nothing for the others."""
    held, home = rights(context["request"]), reverse("staff:today")
    return home if held.is_staff and not context["request"].path.startswith(home) else ""


@register.simple_tag(takes_context=True)
def team_tabs(context: Context, startup: Startup) -> list[Tab]:
    """The pages of a startup that whoever asks may open; no more queries than their rights."""
    held = rights(context["request"])
    allowed = [(label, name) for label, name, act in TABS if held.may(act, startup)]
    path = context["request"].path
    tabs = [(label(), _address(name, startup), name) for label, name in allowed]
    shown = [
        Tab(label, address, _here(name, address, path)) for label, address, name in tabs if address
    ]
    return [*shown, *_ending_tab(context["request"], startup)]


def _ending_tab(request: HttpRequest, startup: Startup) -> list[Tab]:
    """How a startup ends is not in everybody's face: the tab is there once one is."""
    match = request.resolver_match
    if match is None or match.namespace != "team_endings":
        return []
    address = _address("team_endings:index", startup)
    here = "page" if request.path == address else "true"
    return [Tab(_("End of the startup"), address, here)]


def _address(name: str, startup: Startup) -> str:
    try:
        return reverse(name, args=(startup.slug,))
    except NoReverseMatch:
        return ""


def _here(name: str, address: str, path: str) -> str:
    if path == address:
        return "page"
    # Every page is below the dashboard: it is not the way to the others.
    is_above = path.startswith(address) and name != TABS[0][1]
    return "true" if is_above else ""


@register.simple_tag(takes_context=True)
def has_space(context: Context) -> bool:
    """Whether whoever asks has the right to something."""
    request = context.get("request")
    return bool(request and rights(request).roles)
