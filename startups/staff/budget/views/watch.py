"""What of the money wants an eye: all at a glance, and each question with all its rows."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.core.formats import long_day
from startups.staff.budget.alerts import AlertSection, alert_scope, alert_sections
from startups.staff.budget.pages import A_PAGE, file_response, show, steps
from startups.staff.decorators import for_staff
from startups.tables.columns import Table
from startups.web.requests import day_of

AT_A_GLANCE = 5


@for_staff
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    sections = alert_sections(alert_scope(request))
    return show(
        request,
        "watch",
        _title(),
        steps=steps(),
        on=day_of(request),
        parts=[
            {"part": part, "table": _at_a_glance(part), "count": len(part.rows)}
            for part in sections
        ],
    )


def _at_a_glance(part: AlertSection) -> Table:
    """Its first rows; with the total only where they are all of them."""
    if len(part.rows) <= AT_A_GLANCE:
        return part.table()
    return replace(part.table(part.rows[:AT_A_GLANCE]), totals={})


@for_staff
@require_safe
def one(request: HttpRequest, part: str) -> HttpResponse:
    section = _part(request, part)
    sheet: Any = Paginator(section.rows, A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "watch_part",
        section.title,
        steps=steps((_title(), reverse("budget:watch"))),
        part=section,
        on=day_of(request),
        sheet=sheet,
        table=section.table(sheet.object_list),
        asked="",
    )


@for_staff
@require_safe
def export(request: HttpRequest, part: str, form: str) -> HttpResponse:
    """Every row of a part: ``form`` is csv, xlsx or pdf."""
    section, on = _part(request, part), day_of(request)
    title = _("%(title)s, on %(day)s") % {"title": section.title, "day": long_day(on)}
    name = f"{part}-{on:%Y-%m-%d}"
    table = section.table()
    return file_response(request, form, name=name, title=title, table=table, about=section.about)


def _part(request: HttpRequest, code: str) -> AlertSection:
    section = next(
        (part for part in alert_sections(alert_scope(request)) if part.code == code), None
    )
    if section is None:
        raise Http404
    return section


def _title() -> str:
    return _("Deadlines and alerts")
