"""The statements of the portfolio, and one of them beside the lines."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.money.enums import StatementState
from startups.money.statements.models import Statement
from startups.money.statements.selectors.statement_pages import statement_shown
from startups.money.statements.selectors.statement_search import narrowed, totals
from startups.money.statements.selectors.statements import half_rows
from startups.permissions import Permission
from startups.staff.decorators import for_staff, on_statement
from startups.web.requests import day_of, kept_query, rights

from .forms import StatementFilterForm
from .pages import show, steps, title_of

A_PAGE = 50


@for_staff
@require_safe
def all_statements(request: HttpRequest) -> HttpResponse:
    held, on = rights(request), day_of(request)
    rows = half_rows(startups=held.startups(Permission.READ_MONEY), on=on)
    form = StatementFilterForm(
        request.GET,
        halves=sorted({row.half for row in rows}, reverse=True),
        incubators=held.incubators(Permission.READ_MONEY),
    )
    wanted = form.wanted
    matching = narrowed(rows, wanted, on=on)
    sheet = Paginator(matching, A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "list",
        _("Budget statements"),
        form=form,
        sheet=sheet,
        rows=[{"row": row, "late": row.is_expected(on)} for row in sheet.object_list],
        totals=totals(matching),
        asked=kept_query(request),
        is_narrowed=any(vars(wanted).values()),
    )


@for_staff
@on_statement(Permission.READ_MONEY)
@require_safe
def one_statement(request: HttpRequest, statement: Statement) -> HttpResponse:
    on, held = day_of(request), rights(request)
    submitted = statement.state == StatementState.SUBMITTED
    may_answer = held.may(Permission.VALIDATE_BUDGET, statement.startup) and submitted
    return show(
        request,
        "page",
        title_of(statement),
        steps=steps(),
        startup=statement.startup,
        shown=statement_shown(statement, on=on),
        on=on,
        may_answer=may_answer,
        is_own=may_answer and statement.submitted_by_id == request.user.pk,
    )
