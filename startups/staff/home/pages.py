"""How the pages of the desk's home are answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from startups.web.pages import REFUSED


def show(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the home. ``steps`` are the (label, address) pairs of the breadcrumb."""
    context["title"] = title
    return render(request, f"staff/home/{template}.html", context, status=status)


def show_form(
    request: HttpRequest, template: str, title: str, form: Any, **context: Any
) -> HttpResponse:
    """A page with a form; one that was refused keeps what was typed, and says so (422)."""
    status = REFUSED if form.is_bound and form.errors else 200
    return show(request, template, title, status=status, form=form, **context)
