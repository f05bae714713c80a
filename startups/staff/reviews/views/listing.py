"""The reviews of one's incubators: those under way, and those that are over."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.permissions import Permission
from startups.reviews.enums import OPEN_REVIEWS, ReviewState
from startups.reviews.models import Review
from startups.reviews.selectors.reviews import (
    CLOSED_REVIEWS,
    closed_reviews,
    open_reviews,
    review_rows,
)
from startups.staff.decorators import for_staff
from startups.staff.reviews.forms.finding import ReviewFilterForm
from startups.staff.reviews.pages import show
from startups.web.requests import day_of, kept_query, rights

A_PAGE = 25


@for_staff
@require_safe
def open_list(request: HttpRequest) -> HttpResponse:
    form = _form(request, OPEN_REVIEWS, may_be_late=True)
    startups = rights(request).startups(Permission.READ_OPINIONS)
    reviews = open_reviews(startups=startups, wanted=form.wanted, on=day_of(request))
    return _show(request, "list", _("Reviews"), form, reviews)


@for_staff
@require_safe
def closed_list(request: HttpRequest) -> HttpResponse:
    form = _form(request, CLOSED_REVIEWS, may_be_late=False)
    startups = rights(request).startups(Permission.READ_OPINIONS)
    reviews = closed_reviews(startups=startups, wanted=form.wanted)
    return _show(request, "closed", _("Reviews that are over"), form, reviews)


def _form(
    request: HttpRequest, states: Iterable[ReviewState], *, may_be_late: bool
) -> ReviewFilterForm:
    incubators = rights(request).incubators(Permission.READ_OPINIONS)
    return ReviewFilterForm(
        request.GET, incubators=incubators, states=states, may_be_late=may_be_late
    )


def _show(
    request: HttpRequest,
    template: str,
    title: str,
    form: ReviewFilterForm,
    reviews: QuerySet[Review],
) -> HttpResponse:
    sheet = Paginator(reviews, A_PAGE).get_page(request.GET.get("page"))
    chosen: Any = sheet.object_list
    return show(
        request,
        template,
        title,
        form=form,
        sheet=sheet,
        rows=review_rows(chosen, on=day_of(request)),
        asked=kept_query(request),
        is_narrowed=any(vars(form.wanted).values()),
    )
