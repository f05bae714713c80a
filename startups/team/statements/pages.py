"""What the pages of the statements share."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.pages import Pages
from startups.web.requests import rights

pages = Pages("team/statements")
show, show_form = pages.show, pages.show_form


type Steps = list[tuple[str, str]]


def address(name: str, startup: Startup, *keys: int) -> str:
    return reverse(f"team_statements:{name}", args=(startup.slug, *keys))


def statement_of(startup: Startup, key: int) -> Statement:
    """A statement of this startup; another's is not found."""
    rows = startup.statements.select_related(
        "startup", "submitted_by", "validated_by", "replaces", "replaced_by"
    )
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def half_of(statement: Statement) -> HalfYear:
    return HalfYear(statement.year, statement.half)


def title_of(statement: Statement) -> str:
    return _("Budget statement: %(half)s") % {"half": half_of(statement).label}


def steps(startup: Startup, statement: Statement | None = None) -> Steps:
    """The breadcrumb to a page: the money, the statements, then the one that it is about."""
    breadcrumb = [
        (_("Money"), reverse("team_money:index", args=(startup.slug,))),
        (_("Budget statements"), address("index", startup)),
    ]
    if statement:
        breadcrumb.append((half_of(statement).label, address("page", startup, statement.pk)))
    return breadcrumb


def may_state(request: HttpRequest, startup: Startup) -> bool:
    return rights(request).may(Permission.STATE_BUDGET, startup)


def is_draft(statement: Statement) -> bool:
    return statement.state == StatementState.DRAFT


def to(name: str, startup: Startup, *keys: int) -> HttpResponse:
    return redirect(address(name, startup, *keys))
