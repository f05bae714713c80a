"""The opinions on a review, and who may read which.

A member reads those of the others once they have given their own, so that each thinks alone
first; whoever signs decisions reads them all, and so does everybody once it is decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from startups.reviews.models import Opinion, Review


@dataclass(frozen=True)
class Opinions:
    """What one reader sees. ``hidden`` counts the others' that they do not see yet."""

    shown: Sequence[Opinion]
    own: Opinion | None
    hidden: int


def opinions_on(review: Review, *, reader: Any, sees_all: bool) -> Opinions:
    """The opinions on ``review`` as ``reader`` sees them; one query.

    ``sees_all`` is the right to sign a decision on it.
    """
    rows = list(review.opinions.select_related("author").order_by("pk"))
    return as_seen(rows, reader=reader, sees_all=sees_all or not review.is_open)


def as_seen(rows: Sequence[Opinion], *, reader: Any, sees_all: bool) -> Opinions:
    """What ``reader`` sees of the opinions on one review; ``sees_all`` when nothing is hidden."""
    own = next((row for row in rows if row.author_id == reader.pk), None)
    if sees_all or own:
        return Opinions(rows, own, 0)
    return Opinions([], None, len(rows))
