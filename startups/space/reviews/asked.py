"""What the review under way asks of the team, for its dashboard."""

from startups.enums.reviews import ReviewState
from startups.models import Startup
from startups.selectors.dossier_gaps import missing_of
from startups.selectors.reviews import moves_of
from startups.space.duties import ReviewAsked
from startups.space.reviews.pages import open_review, returned_with


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
