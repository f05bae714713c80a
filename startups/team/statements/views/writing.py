"""Writing a draft; whoever writes after somebody else is told, and overwrites nothing unseen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.core.versions import Stale
from startups.money.statements.models import Statement
from startups.money.statements.reconciliation import Amounts, Cell
from startups.money.statements.selectors.recorded import recorded_of
from startups.money.statements.services import write_statement
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.statements.pages import half_of, is_draft, show_form, statement_of, steps, to
from startups.team.statements.statement_form import StatementForm
from startups.web.conflicts import conflict_context
from startups.web.decorators import on_startup
from startups.web.pages import CONFLICT, FORM, attempt, posted
from startups.web.requests import day_of


@on_startup(Permission.STATE_BUDGET)
@FORM
def write(request: HttpRequest, startup: Startup, statement: int) -> HttpResponse:
    found = statement_of(startup, statement)
    if not is_draft(found):
        messages.error(request, _("Only a draft is edited."))
        return to("page", startup, found.pk)
    form = _form(request, found)
    try:
        if form.is_valid() and _write(request, found, form):
            return to("write" if "more" in request.POST else "page", startup, found.pk)
    except Stale as stale:
        return _tell_conflict(request, startup, found, stale)
    return _show(request, startup, found, form)


def _write(request: HttpRequest, statement: Statement, form: StatementForm) -> bool:
    """Whether it was written, or says so already; else the form says why not."""
    changed = attempt(
        form,
        lambda: write_statement(
            statement=statement,
            lines=form.lines,
            comment=form.cleaned_data["comment"],
            seen=form.cleaned_data["seen"],
            on=day_of(request),
            actor=request.user,
        ),
    )
    if changed is None:
        return False
    said = _("The draft is saved.") if changed else _("Nothing was different.")
    messages.success(request, said)
    return True


def _form(request: HttpRequest, statement: Statement) -> StatementForm:
    stated = stated_in(statement)
    return StatementForm(
        posted(request),
        stated=stated,
        recorded=recorded_of(statement.startup, half_of(statement), on=day_of(request)),
        initial={"comment": statement.comment, "seen": statement.version},
    )


def stated_in(statement: Statement) -> dict[Cell, Amounts]:
    """What a statement says, line by line."""
    return {
        (line.activity_id, line.resource_id): Amounts(line.committed, line.paid)
        for line in statement.lines.all()
    }


def _tell_conflict(
    request: HttpRequest, startup: Startup, statement: Statement, stale: Stale
) -> HttpResponse:
    """What was typed, with what the other wrote beside it; sent again, it is written over."""
    fresh = statement_of(startup, statement.pk)
    form = _form(request, fresh)
    form.adjust(seen=str(stale.version))
    form.mark_theirs()
    context = conflict_context(
        [stale.who],
        _("Since you opened this form, %(names)s changed this statement."),
        advice=_(
            "What you typed is kept; what is recorded is shown beside it where it differs. "
            "Record again when it is right."
        ),
    )
    return _show(request, startup, fresh, form, status=CONFLICT, **context)


def _show(
    request: HttpRequest, startup: Startup, statement: Statement, form: Any, **context: Any
) -> HttpResponse:
    return show_form(
        request,
        "write",
        _("Edit the statement: %(half)s") % {"half": half_of(statement).label},
        form,
        startup=startup,
        steps=steps(startup, statement),
        statement=statement,
        **context,
    )
