"""How the pages of the space are answered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startups.forms.refusals import take_in

REFUSED, CONFLICT = 422, 409


def show(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the space."""
    context["title"] = title
    return render(request, f"space/{template}.html", context, status=status)


def show_form(
    request: HttpRequest, template: str, title: str, form: Any, **context: Any
) -> HttpResponse:
    """A page with a form; one that was refused keeps what was typed, and says so (422)."""
    status = REFUSED if form.is_bound and form.errors else 200
    return show(request, template, title, status=status, form=form, **context)


def done(request: HttpRequest, message: Any, to: str, **arguments: Any) -> HttpResponse:
    """Says what was done, on the page that follows."""
    messages.success(request, message)
    return redirect(f"space:{to}", **arguments)


def not_done(request: HttpRequest, error: ValidationError, to: str, **arguments: Any) -> Any:
    """Says why something was not done, on the page that follows."""
    messages.error(request, " ".join(error.messages))
    return redirect(f"space:{to}", **arguments)


def attempt[T](form: Any, act: Callable[[], T]) -> T | None:
    """What ``act`` returns; None, with an error in ``form``, when it was refused.

    A constraint of the database refuses what the form let pass when somebody else wrote the
    same at the same moment.
    """
    try:
        with transaction.atomic():
            return act()
    except ValidationError as error:
        take_in(form, error)
    except IntegrityError:
        message = _("It contradicts what is recorded. Maybe somebody else just saved the same.")
        take_in(form, ValidationError(message))
    return None
