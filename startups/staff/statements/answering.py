"""A statement is validated, or sent back; whoever submitted it does not validate it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.money.statements.models import Statement
from startups.money.statements.selectors.statement_pages import statement_shown
from startups.money.statements.services import send_back_statement, validate_statement
from startups.permissions import Permission
from startups.staff.decorators import on_statement
from startups.web.forms.seen import SeenForm, confirmed
from startups.web.pages import FORM, done, posted
from startups.web.requests import day_of

from .forms import SendBackForm
from .pages import show_form, steps


@on_statement(Permission.VALIDATE_BUDGET)
@FORM
def validate(request: HttpRequest, statement: Statement) -> HttpResponse:
    def act(seen: int) -> Statement:
        return validate_statement(
            statement=statement, seen=seen, on=day_of(request), actor=request.user
        )

    form = SeenForm(posted(request), initial={"seen": statement.version})
    if confirmed(form, act):
        return done(
            request,
            _("The statement is validated and published."),
            "statements:page",
            pk=statement.pk,
        )
    return _ask(
        request,
        statement,
        form,
        title=_("Validate the statement"),
        explanation=_(
            "It is published, with what the lines do not explain, and never changed: it can only "
            "be replaced by another one, with a reason."
        ),
        action=_("Validate and publish"),
    )


@on_statement(Permission.VALIDATE_BUDGET)
@FORM
def send_back(request: HttpRequest, statement: Statement) -> HttpResponse:
    def act(seen: int) -> Statement:
        return send_back_statement(
            statement=statement,
            comment=form.cleaned_data["comment"],
            seen=seen,
            on=day_of(request),
            actor=request.user,
        )

    form = SendBackForm(posted(request), initial={"seen": statement.version})
    if confirmed(form, act):
        message = _("The statement is sent back to its team.")
        return done(request, message, "statements:page", pk=statement.pk)
    return _ask(
        request,
        statement,
        form,
        title=_("Send the statement back"),
        explanation=_("The team edits it, and submits it again."),
        action=_("Send back"),
    )


def _ask(request: HttpRequest, statement: Statement, form: Any, **words: Any) -> HttpResponse:
    return show_form(
        request,
        "act",
        words.pop("title"),
        form,
        steps=steps(statement),
        startup=statement.startup,
        shown=statement_shown(statement, on=day_of(request)),
        on=day_of(request),
        **words,
    )
