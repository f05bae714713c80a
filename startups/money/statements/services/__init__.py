"""What is done with the budget statements of half-years: opened, written, submitted, answered.

A statement says what a team publishes; it never changes a line of money. Its states:

    draft → submitted → validated (for good)
    submitted → draft (sent back, with a comment)

A validated statement is replaced by a new one, which counts once it is validated in its turn.
"""

from .answering import send_back_statement, submit_statement, validate_statement
from .dropping import drop_draft
from .opening import open_statement, replace_statement
from .writing import StatedLine, take_lines_again, write_statement

__all__ = [
    "StatedLine",
    "drop_draft",
    "open_statement",
    "replace_statement",
    "send_back_statement",
    "submit_statement",
    "take_lines_again",
    "validate_statement",
    "write_statement",
]
