"""What the pages about one review share: what it is about, and its breadcrumb."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startups.reviews.models import Review
from startups.web.pages import Pages

pages = Pages("staff/reviews")
show, show_form = pages.show, pages.show_form


def name_of(review: Review) -> str:
    """How a review is called: its startup and the day on which it is due."""
    words = {"startup": review.startup.name, "day": date_format(review.due)}
    return _("%(startup)s, review due on %(day)s") % words


def steps_to(review: Review, *further: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb of a page about a review."""
    steps = [(_("Reviews"), reverse("reviews:list"))]
    steps.append((name_of(review), reverse("reviews:read", args=(review.pk,))))
    return [*steps, *further]


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
