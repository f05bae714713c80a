"""What the review under way asks of the team, for its dashboard."""

from startups.registry.models import Startup
from startups.reviews.enums import ReviewState
from startups.reviews.selectors.dossier_gaps import missing_of
from startups.reviews.selectors.reviews import moves_of
from startups.team.duties import ReviewAsked

from .pages import open_review, returned_with


def review_asked(startup: Startup) -> ReviewAsked | None:
    """None when no review is under way; a constant number of queries."""
    review = open_review(startup)
    if review is None:
        return None
    if review.state != ReviewState.PREPARING:
        return ReviewAsked(review.state, review.due)
    returned = returned_with(review, moves_of(review))
    comment = returned.comment if returned else ""
    return ReviewAsked(review.state, review.due, len(missing_of(review)), comment)
