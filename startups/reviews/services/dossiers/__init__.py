"""The dossier of a review: begun, answered as it is typed, submitted.

One function an act: locks the review, checks, writes with history.
"""

from startups.reviews.selectors.dossier_gaps import Missing, missing_of

from .answers import confirm_all, save_answer
from .documents import add_to_dossier, join_document, take_off_document
from .preparing import begin_preparation
from .submitting import submit_dossier
from .targets import TypedTarget, save_targets, save_verdict

__all__ = [
    "Missing",
    "TypedTarget",
    "add_to_dossier",
    "begin_preparation",
    "confirm_all",
    "join_document",
    "missing_of",
    "save_answer",
    "save_targets",
    "save_verdict",
    "submit_dossier",
    "take_off_document",
]
