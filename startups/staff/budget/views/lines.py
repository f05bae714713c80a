"""The lines behind a figure of the budget: they add up to it."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.money.selectors.axis_values import names_of, read
from startups.money.selectors.budget import scope_of
from startups.money.selectors.budget_lines import FIGURES, Lines
from startups.staff.budget.filters import form_of, readable
from startups.staff.budget.forms import BudgetForm
from startups.staff.budget.labels import AXIS_LABELS, FIGURE_LABELS, FIGURE_SUMS
from startups.staff.budget.pages import A_PAGE, file_response, show, steps
from startups.staff.budget.tables import lines_table
from startups.staff.decorators import for_staff
from startups.tables.columns import Cell
from startups.web.requests import kept_query


@dataclass(frozen=True)
class LinesFilter:
    """A figure: its lines, and what tells it from the others, in words."""

    form: BudgetForm
    figure: str
    lines: Lines
    criteria: list[tuple[Any, str]]


def _wanted(request: HttpRequest) -> LinesFilter:
    """What is committed where no figure is named. Raises Http404 for one that is none, and for
    what is no value of its axis."""
    form, figure = form_of(request), request.GET.get("figure", "committed")
    if figure not in FIGURES:
        raise Http404
    asked, startups = form.asked, readable(request)
    scope, criteria = scope_of(asked, startups), form.criteria
    if "value" in request.GET:
        value = _value(asked.by, request.GET["value"])
        scope = replace(scope, where=(*scope.where, (asked.by, value)))
        name = names_of(asked.by, [value], startups=startups)[value]
        criteria = [(AXIS_LABELS[asked.by], name.label), *criteria]
    return LinesFilter(form, figure, Lines(figure, on=asked.on, scope=scope), criteria)


def _value(axis: str, text: str) -> Any:
    try:
        return read(axis, text)
    except ValueError as error:
        raise Http404 from error


@for_staff
@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request)
    paged: Any = wanted.lines
    sheet: Any = Paginator(paged, A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "lines",
        str(FIGURE_LABELS[wanted.figure]),
        steps=steps(),
        wanted=wanted,
        on=wanted.form.asked.on,
        about=FIGURE_SUMS[wanted.figure],
        sheet=sheet,
        table=lines_table(sheet.object_list, total=Cell(wanted.lines.total)),
        asked=kept_query(request),
    )


@for_staff
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Every line: ``form`` is csv or xlsx."""
    wanted = _wanted(request)
    table = lines_table(wanted.lines.every(), total=Cell(wanted.lines.total))
    name = f"{_('lines')}-{wanted.form.asked.on:%Y-%m-%d}"
    return file_response(request, form, name=name, title="", table=table)
