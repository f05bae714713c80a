"""An opinion on a dossier: given below it, or on a page of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.permissions import Permission, Rights
from startups.reviews.enums import ReviewState
from startups.reviews.models import Opinion, Review
from startups.reviews.selectors.opinions import opinions_on
from startups.reviews.services.opinions import give_opinion
from startups.staff.decorators import on_review
from startups.staff.reviews.forms.opinions import OpinionForm
from startups.staff.reviews.pages import ask
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of


@on_review(Permission.GIVE_OPINION)
@FORM
def opinion(request: HttpRequest, review: Review) -> HttpResponse:
    given = opinions_on(review, reader=request.user, sees_all=False).own
    form = opinion_form(given, posted(request))
    if form.is_valid():
        words: dict[str, Any] = form.cleaned_data
        recorded = attempt(
            form,
            lambda: give_opinion(review=review, author=request.user, on=day_of(request), **words),
        )
        if recorded:
            return done(request, _("Your opinion is recorded."), "reviews:read", pk=review.pk)
    title = _("Change my opinion") if given else _("Give my opinion")
    return ask(request, "opinion", title, review, form)


def may_give_opinion(review: Review, rights: Rights) -> bool:
    """Whether an opinion is asked of somebody with ``rights`` now."""
    is_time = review.state == ReviewState.SUBMITTED
    return is_time and rights.may(Permission.GIVE_OPINION, review.startup)


def opinion_form(given: Opinion | None, data: Any = None) -> OpinionForm:
    """The form, with what was given before."""
    return OpinionForm(data, given=given)
