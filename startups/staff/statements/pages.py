"""What the pages of statements at the desk share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement
from startups.web.pages import REFUSED


def title_of(statement: Statement) -> str:
    half = HalfYear(statement.year, statement.half)
    return _("Budget statement of %(startup)s: %(half)s") % {
        "startup": statement.startup.name,
        "half": half.label,
    }


def steps(statement: Statement | None = None) -> list[tuple[str, str]]:
    """The way to a page: the list, then the statement that it is about."""
    way = [(_("Budget statements"), reverse("statements:list"))]
    if statement:
        way.append((title_of(statement), reverse("statements:page", args=(statement.pk,))))
    return way


def show(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about statements. ``steps`` are the (label, address) pairs of the breadcrumb."""
    context["title"] = title
    return render(request, f"staff/statements/{template}.html", context, status=status)


def show_form(
    request: HttpRequest, template: str, title: str, form: Any, **context: Any
) -> HttpResponse:
    """A page with a form; refused, it keeps what was typed (422)."""
    status = REFUSED if form.is_bound and form.errors else 200
    return show(request, template, title, status=status, form=form, **context)
