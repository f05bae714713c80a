"""The half-years of a startup with their statements, and one statement to read."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.money.statements.selectors.statement_pages import statement_shown
from startups.money.statements.selectors.statements import rows_of
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.statements.pages import (
    half_of,
    is_draft,
    may_state,
    show,
    statement_of,
    steps,
    title_of,
)
from startups.web.decorators import on_startup
from startups.web.requests import day_of, rights


@on_startup(Permission.READ_MONEY)
@require_safe
def index(request: HttpRequest, startup: Startup) -> HttpResponse:
    on = day_of(request)
    rows = rows_of(startup, on=on)
    return show(
        request,
        "index",
        _("Budget statements"),
        startup=startup,
        steps=steps(startup)[:1],
        rows=[{"row": row, "asked": row.is_asked(on), "late": row.is_expected(on)} for row in rows],
        on=on,
        may_state=may_state(request, startup),
    )


@on_startup(Permission.READ_MONEY)
@require_safe
def one(request: HttpRequest, startup: Startup, statement: int) -> HttpResponse:
    on = day_of(request)
    found = statement_of(startup, statement)
    may = may_state(request, startup)
    return show(
        request,
        "page",
        title_of(found),
        startup=startup,
        steps=steps(startup),
        shown=statement_shown(found, on=on),
        on=on,
        may_edit=may and is_draft(found),
        may_submit=may and is_draft(found) and half_of(found).has_ended(on),
        may_answer=rights(request).may(Permission.VALIDATE_BUDGET, startup),
        may_state=may,
    )
