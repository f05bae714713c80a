"""What the pages about one review share: what it is about, and the way there."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.reviews.models import Review
from startups.web.pages import REFUSED

FORM = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in a form; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def name_of(review: Review) -> str:
    """How a review is called: its startup and the day on which it is due."""
    words = {"startup": review.startup.name, "day": date_format(review.due)}
    return _("%(startup)s, review due on %(day)s") % words


def steps_to(review: Review, *further: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page about a review."""
    found = [(_("Reviews"), reverse("reviews:list"))]
    found.append((name_of(review), reverse("reviews:read", args=(review.pk,))))
    return [*found, *further]


def show(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of this room. ``steps`` are the (label, address) pairs of the breadcrumb."""
    context["title"] = title
    return render(request, f"staff/reviews/{template}.html", context, status=status)


def show_form(
    request: HttpRequest, template: str, title: str, form: Any, **context: Any
) -> HttpResponse:
    """A page with a form; one that was refused keeps what was typed, and says so (422)."""
    status = REFUSED if form.is_bound and form.errors else 200
    return show(request, template, title, status=status, form=form, **context)


def show_review(
    request: HttpRequest, template: str, title: str, review: Review, **context: Any
) -> HttpResponse:
    """A page about a review, one step below it."""
    context.setdefault("steps", steps_to(review))
    return show(request, template, title, review=review, **context)


def ask(
    request: HttpRequest, template: str, title: str, review: Review, form: Any, **context: Any
) -> HttpResponse:
    """A page with a form about a review; ``back`` is where one goes without answering."""
    context.setdefault("steps", steps_to(review))
    context.setdefault("back", reverse("reviews:read", args=(review.pk,)))
    return show_form(request, template, title, form, review=review, **context)
