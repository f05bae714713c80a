"""Where the money of the portfolio stands on a day, along one axis; and to take away."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.core.formats import long_day
from startups.money.selectors.budget import budget_rows, scope_of
from startups.money.selectors.budget_lines import every_line
from startups.staff.budget.filters import form_of, readable
from startups.staff.budget.forms import BudgetForm
from startups.staff.budget.labels import AXIS_LABELS, FIGURE_LABELS
from startups.staff.budget.pages import A_PAGE, file_response, show
from startups.staff.budget.tables import budget_table, ledger_table
from startups.staff.decorators import for_staff
from startups.web.requests import kept_query


@for_staff
@require_safe
def position(request: HttpRequest) -> HttpResponse:
    form = form_of(request)
    asked = form.asked
    every = budget_rows(asked, startups=readable(request))
    sheet: Any = Paginator(every, A_PAGE).get_page(request.GET.get("page"))
    table = budget_table(
        sheet.object_list, every=every, by=asked.by, query=form.query, sort=asked.sort
    )
    return show(
        request,
        "position",
        _("Portfolio budget"),
        form=form,
        on=asked.on,
        sheet=sheet,
        table=table,
        whole=list(zip(FIGURE_LABELS.values(), table.totals.values(), strict=True)),
        axis=AXIS_LABELS[asked.by],
        asked=kept_query(request),
    )


@for_staff
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Every row that is looked for: ``form`` is csv, xlsx (with the lines) or pdf."""
    filters = form_of(request)
    asked, startups = filters.asked, readable(request)
    rows = budget_rows(asked, startups=startups)
    more = []
    if form == "xlsx":
        more = [ledger_table(every_line(on=asked.on, scope=scope_of(asked, startups)))]
    return file_response(
        request,
        form,
        name=f"budget-{asked.on:%Y-%m-%d}",
        title=_title(filters),
        table=budget_table(rows, every=rows, by=asked.by, query=filters.query),
        more=more,
        criteria=filters.criteria,
    )


def _title(form: BudgetForm) -> str:
    words = {"axis": AXIS_LABELS[form.asked.by], "day": long_day(form.asked.on)}
    return _("Portfolio budget on %(day)s – %(axis)s") % words
