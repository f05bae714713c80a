"""What a startup owes the public: where it is going, how it ended, what became of the money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from startups.core.selectors.public_rows import gathered
from startups.endings.selectors.public_endings import EndingFacts, ending_branches, public_endings
from startups.money.selectors.public_money import PublicMoney, money_branches, public_money
from startups.registry.models import Startup
from startups.reviews.selectors.public_reviews import PublicReviews, public_reviews, review_branches


@dataclass(frozen=True)
class PublicCourse:
    """``endings`` are the published dossiers by the day of their end."""

    reviews: PublicReviews
    endings: Mapping[date, EndingFacts]
    money: PublicMoney


def public_course(startup: Startup, *, on: date) -> PublicCourse:
    """All of it on the day ``on``, in one query."""
    branches = [
        *review_branches(startup, on=on),
        *ending_branches(startup, on=on),
        *money_branches(startup, on=on),
    ]
    rows = gathered(branches)
    return PublicCourse(public_reviews(rows), public_endings(rows), public_money(rows, on=on))
