"""Before the decision: a dossier is returned, a review is postponed or cancelled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startups.permissions import Permission
from startups.reviews.models import Review
from startups.reviews.services.reviews import steering
from startups.staff.decorators import on_review
from startups.staff.reviews.forms.steering import CancelForm, PostponeForm, ReturnForm
from startups.staff.reviews.pages import ask
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of


@dataclass(frozen=True)
class Question:
    """An act that is confirmed before it is done: what follows from it, and what it is called."""

    title: str
    follows: Sequence[str]
    submit: str
    message: str
    form: type[Any]
    act: Callable[..., Review]


@on_review(Permission.STEER_REVIEW)
@FORM
def give_back(request: HttpRequest, review: Review) -> HttpResponse:
    question = Question(
        title=_("Return for completion"),
        follows=[
            _("The dossier goes back to the team, which may change it and submit it again."),
            _("The clock of the team runs again, that of the incubator stops."),
            _("The opinions that were given are kept."),
        ],
        submit=_("Return the dossier"),
        message=_("The dossier is returned to the team."),
        form=ReturnForm,
        act=steering.return_for_completion,
    )
    return _confirm(request, review, question)


@on_review(Permission.STEER_REVIEW)
@FORM
def postpone(request: HttpRequest, review: Review) -> HttpResponse:
    due = date_format(review.due)
    question = Question(
        title=_("Postpone the review"),
        follows=[
            _("It is due on %(day)s.") % {"day": due},
            _("It can be postponed once: after the new date it is late."),
        ],
        submit=_("Postpone"),
        message=_("The review is postponed."),
        form=PostponeForm,
        act=steering.postpone,
    )
    return _confirm(request, review, question)


@on_review(Permission.STEER_REVIEW)
@FORM
def cancel(request: HttpRequest, review: Review) -> HttpResponse:
    question = Question(
        title=_("Cancel the review"),
        follows=[
            _("It ends without a decision; what the team wrote is kept."),
            _("The next review is planned, six months after this one was due."),
        ],
        submit=_("Cancel the review"),
        message=_("The review is cancelled."),
        form=CancelForm,
        act=steering.cancel_review,
    )
    return _confirm(request, review, question)


def _confirm(request: HttpRequest, review: Review, question: Question) -> HttpResponse:
    form = question.form(posted(request))
    if form.is_valid():
        act = {"review": review, "on": day_of(request), "actor": request.user}
        if attempt(form, lambda: question.act(**act, **form.cleaned_data)):
            return done(request, question.message, "reviews:read", pk=review.pk)
    return ask(request, "confirm", question.title, review, form, question=question)
