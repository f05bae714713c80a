"""Where one arrives: on one's own startup, among several, or on what to do without any."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.core.search_text import fold
from startups.lifecycle.enums import Phase
from startups.lifecycle.selectors.portfolio import with_phase
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.pages import show
from startups.web.decorators import private
from startups.web.requests import day_of, rights

A_PAGE = 50


@private
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    held = rights(request)
    own = _phased(request, Startup.objects.filter(pk__in=held.led | held.edited))
    is_staff = held.is_staff
    if len(own) == 1 and not is_staff and "tout" not in request.GET:
        return redirect("team:dashboard", slug=own[0]["startup"].slug)
    context: dict[str, Any] = {"own": own, "is_staff": is_staff, "is_home": True}
    if is_staff:
        context |= _portfolio(request)
    return show(request, "landing" if own or is_staff else "nobody", _("My space"), **context)


def _portfolio(request: HttpRequest) -> dict[str, Any]:
    """The startups that staff may read, a sheet of them; ``q`` narrows them by name."""
    query = request.GET.get("q", "").strip()[:100]
    startups = rights(request).startups(Permission.READ_RECORD).order_by("name")
    if query:
        startups = startups.filter(published_text__search_name__contains=fold(query))
    sheet = Paginator(startups, A_PAGE).get_page(request.GET.get("page"))
    keys = [startup.pk for startup in sheet.object_list]
    rows = _phased(request, Startup.objects.filter(pk__in=keys))
    return {"sheet": sheet, "rows": rows, "query": query}


def _phased(request: HttpRequest, startups: QuerySet[Startup]) -> list[dict[str, Any]]:
    """Startups by name, each with its phase in force; one query."""
    rows: Any = with_phase(startups, on=day_of(request)).order_by("name")
    return [
        {"startup": row, "phase": Phase(row.phase_in_force) if row.phase_in_force else None}
        for row in rows
    ]
