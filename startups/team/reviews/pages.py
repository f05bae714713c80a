"""What the pages about reviews share: which review, and the breadcrumb back."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.permissions import Permission
from startups.registry.models import Startup
from startups.reviews.enums import OPEN_REVIEWS, ReviewState
from startups.reviews.models import Review, ReviewMove
from startups.web.pages import Pages
from startups.web.requests import rights

pages = Pages("team/reviews")
show = pages.show


def open_review(startup: Startup) -> Review | None:
    """The review under breadcrumb of this startup; a startup has one at most."""
    rows = Review.objects.filter(startup=startup, state__in=sorted(OPEN_REVIEWS))
    review = rows.select_related("submitted_by").first()
    if review:
        review.startup = startup
    return review


def in_preparation(startup: Startup) -> Review | None:
    """The review under breadcrumb, if its dossier is being written."""
    review = open_review(startup)
    return review if review and review.state == ReviewState.PREPARING else None


def any_open(startup: Startup) -> Review:
    """The review under breadcrumb; without one, the page does not exist."""
    review = open_review(startup)
    if review is None:
        raise Http404
    return review


def returned_with(review: Review, moves: Sequence[ReviewMove]) -> ReviewMove | None:
    """The move that gave the dossier back with a comment, while that is the last one."""
    if review.state != ReviewState.PREPARING or not moves:
        return None
    return moves[-1] if moves[-1].comment else None


def may_prepare(request: HttpRequest, startup: Startup) -> bool:
    """Whether whoever asks may write: a committee member only reads."""
    return rights(request).may(Permission.PREPARE_REVIEW, startup)


def address(name: str, startup: Startup, **keys: Any) -> str:
    return reverse(f"team_reviews:{name}", kwargs={"slug": startup.slug, **keys})


def steps(startup: Startup, *, form: bool = False) -> list[tuple[str, str]]:
    """The breadcrumb to a page: the review, then its dossier."""
    breadcrumb = [(_("Six-month review"), address("index", startup))]
    return [*breadcrumb, (_("Dossier"), address("dossier", startup))] if form else breadcrumb
