"""The portfolio as a table: found, sorted, kept as a view, taken away."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.permissions import Permission
from startups.portfolio.models import SavedView
from startups.portfolio.selectors.filters import in_order
from startups.portfolio.selectors.rows import PortfolioRow
from startups.staff.decorators import for_staff
from startups.staff.home.columns import EXPORTED, cells, headings
from startups.staff.home.forms import PortfolioTableForm, ViewNameForm
from startups.staff.home.pages import show
from startups.staff.home.scopes import rows_for
from startups.tables.files import as_csv, as_xlsx
from startups.web.requests import day_of, rights

A_PAGE = 50


@for_staff
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    sheet = Paginator(_rows(request, form), A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "table",
        _("Table"),
        form=form,
        sheet=sheet,
        headings=headings(form.query, form.sought.sort),
        query=form.query,
        asked=f"{form.query}&" if form.query else "",
        is_narrowed=bool({*form.known} - {"sort"}),
        views=SavedView.objects.filter(user=request.user.pk),
        name_form=ViewNameForm(initial={"query": form.query}),
    )


@for_staff
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Every row that is looked for, in order: ``form`` is csv or xlsx."""
    rows = _rows(request, _form(request))
    write = as_xlsx if form == "xlsx" else as_csv
    labels = [column.label for column in EXPORTED]
    return write(_file_name(day_of(request)), labels, cells(rows))


def _form(request: HttpRequest) -> PortfolioTableForm:
    return PortfolioTableForm(
        request.GET, incubators=rights(request).incubators(Permission.READ_RECORD)
    )


def _rows(request: HttpRequest, form: PortfolioTableForm) -> list[PortfolioRow]:
    sought = form.sought
    return in_order(rows_for(request, sought), sought.sort)


def _file_name(on: date) -> str:
    return f"{_('portfolio')}-{on:%Y-%m-%d}"
