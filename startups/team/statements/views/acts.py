"""What is done with a statement: begun, filled in again, dropped, submitted, replaced."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from startups.money.statements.models import Statement
from startups.money.statements.selectors.statement_pages import statement_shown
from startups.money.statements.services import (
    drop_draft,
    open_statement,
    replace_statement,
    submit_statement,
    take_lines_again,
)
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.statements.forms import StatementReplaceForm
from startups.team.statements.pages import show_form, statement_of, steps, to
from startups.web.decorators import on_startup
from startups.web.forms.seen import SeenForm, confirmed
from startups.web.pages import FORM, attempt, posted
from startups.web.requests import day_of


@dataclass(frozen=True)
class AskedConfirmation:
    """What is said before an act is confirmed, and after."""

    title: str
    explanation: str
    action: str
    done: str


@on_startup(Permission.STATE_BUDGET)
@require_POST
def begin(request: HttpRequest, startup: Startup) -> HttpResponse:
    """From the list: the half-year is in a button."""
    year, _mark, half = request.POST.get("half", "").partition("-")
    try:
        made = open_statement(
            startup=startup,
            year=int(year) if year.isdecimal() and len(year) == 4 else 0,
            half=half,
            on=day_of(request),
            actor=request.user,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return to("index", startup)
    messages.success(request, _("The draft is there, filled in with what the lines say."))
    return to("page", startup, made.pk)


@on_startup(Permission.STATE_BUDGET)
@FORM
def take_again(request: HttpRequest, startup: Startup, statement: int) -> HttpResponse:
    asked = AskedConfirmation(
        title=_("Take the figures of the lines again"),
        explanation=_(
            "The amounts of the draft are replaced by what the lines say today. What was written "
            "in their place is lost; the comment stays."
        ),
        action=_("Replace the amounts"),
        done=_("The draft says what the lines say."),
    )
    found = statement_of(startup, statement)
    return _confirm(request, startup, found, take_lines_again, asked, ("page", found.pk))


@on_startup(Permission.STATE_BUDGET)
@FORM
def drop(request: HttpRequest, startup: Startup, statement: int) -> HttpResponse:
    asked = AskedConfirmation(
        title=_("Drop the draft"),
        explanation=_(
            "What was written in it is lost. The half-year can be stated anew; a statement that "
            "it was to replace stays in force."
        ),
        action=_("Drop the draft"),
        done=_("The draft is dropped."),
    )
    found = statement_of(startup, statement)
    return _confirm(request, startup, found, drop_draft, asked, ("index",))


@on_startup(Permission.STATE_BUDGET)
@FORM
def submit(request: HttpRequest, startup: Startup, statement: int) -> HttpResponse:
    asked = AskedConfirmation(
        title=_("Submit the statement"),
        explanation=_(
            "It is not edited any more, unless a manager sends it back. Once validated, it is "
            "published."
        ),
        action=_("Submit"),
        done=_("The statement is submitted: a manager validates it."),
    )
    found = statement_of(startup, statement)
    return _confirm(request, startup, found, submit_statement, asked, ("page", found.pk))


@on_startup(Permission.STATE_BUDGET)
@FORM
def replace(request: HttpRequest, startup: Startup, statement: int) -> HttpResponse:
    found = statement_of(startup, statement)
    form = StatementReplaceForm(posted(request))
    if form.is_valid():
        made = attempt(
            form,
            lambda: replace_statement(
                statement=found,
                reason=form.cleaned_data["reason"],
                on=day_of(request),
                actor=request.user,
            ),
        )
        if made:
            messages.success(request, _("The draft is there, filled in with what the lines say."))
            return to("page", startup, made.pk)
    return _ask(
        request,
        startup,
        found,
        form,
        title=_("Replace the statement"),
        explanation=_(
            "What is validated is never edited. A new statement is begun with what the lines say "
            "today; it takes the place of this one once it is validated, and this one stays "
            "readable."
        ),
        action=_("Begin a new statement"),
    )


def _confirm(
    request: HttpRequest,
    startup: Startup,
    found: Statement,
    act: Callable[..., Any],
    asked: AskedConfirmation,
    after: tuple[Any, ...],
) -> HttpResponse:
    """Does ``act`` to what was seen once it is confirmed; ``after`` is the page that follows."""

    def done(seen: int) -> bool:
        act(statement=found, seen=seen, on=day_of(request), actor=request.user)
        return True

    form = SeenForm(posted(request), initial={"seen": found.version})
    if confirmed(form, done):
        messages.success(request, asked.done)
        name, *keys = after
        return to(name, startup, *keys)
    words = {"title": asked.title, "explanation": asked.explanation, "action": asked.action}
    return _ask(request, startup, found, form, **words)


def _ask(
    request: HttpRequest, startup: Startup, statement: Statement, form: Any, **words: Any
) -> HttpResponse:
    return show_form(
        request,
        "act",
        words.pop("title"),
        form,
        startup=startup,
        steps=steps(startup, statement),
        shown=statement_shown(statement, on=day_of(request)),
        on=day_of(request),
        **words,
    )
