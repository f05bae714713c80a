"""How the pages of the space are answered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from startups.web.pages import REFUSED


def show(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the space."""
    context["title"] = title
    return render(request, f"team/{template}.html", context, status=status)


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
