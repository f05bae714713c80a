"""A review as it is read: the dossier, what each thinks of it, how it moved, what comes next."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.permissions import Permission, Rights
from startups.reviews.due_dates import days_late
from startups.reviews.enums import Confidence, DossierItem
from startups.reviews.models import Review
from startups.reviews.presenters.dossier_view import dossier_view
from startups.reviews.selectors.opinions import opinions_on
from startups.reviews.selectors.reviews import moves_of, seats_of
from startups.reviews.sessions.models import AgendaItem
from startups.reviews.turnaround import delays
from startups.staff.decorators import on_review
from startups.staff.reviews.actions import actions_on
from startups.staff.reviews.confidence import member_confidences
from startups.staff.reviews.pages import name_of, show_review
from startups.web.requests import day_of, rights

from .opinions import may_give_opinion, opinion_form


@on_review(Permission.READ_OPINIONS)
@require_safe
def read(request: HttpRequest, review: Review) -> HttpResponse:
    on, held = day_of(request), rights(request)
    dossier, moves = dossier_view(review, on=on), moves_of(review)
    sees_all = held.may(Permission.SIGN_DECISION, review.startup)
    opinions = opinions_on(review, reader=request.user, sees_all=sees_all)
    confidence = dossier.answers[DossierItem.CONFIDENCE].value
    team = Confidence(confidence) if confidence else None
    return show_review(
        request,
        "read",
        name_of(review),
        review,
        steps=[(_("Reviews"), reverse("reviews:list"))],
        startup=review.startup,
        dossier=dossier,
        moves=moves,
        delays=delays(moves, review.decided_on or on),
        late=days_late(review.due, on) if review.is_open else 0,
        seats=_seats(review, held),
        team_confidence=team,
        opinions=opinions,
        member_confidences=member_confidences(opinions.shown, team=team),
        form=opinion_form(opinions.own) if may_give_opinion(review, held) else None,
        actions=actions_on(review, held),
        may_change_phase=held.may(Permission.CHANGE_PHASE, review.startup),
    )


def _seats(review: Review, held: Rights) -> list[AgendaItem]:
    """The sessions on whose agenda it is, of those that one may read."""
    seats = seats_of(review)
    return [row for row in seats if held.may(Permission.READ_SESSION, row.session.incubator)]
