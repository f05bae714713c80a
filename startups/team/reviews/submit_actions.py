"""What the button that was pressed asks for, besides recording what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from startups.reviews.services.dossiers.targets import MOST_TARGETS

from .form_items import CONFIRM, UNKNOWN
from .save import KEEP_THEIRS

ON_UNITS = (CONFIRM, UNKNOWN, KEEP_THEIRS)
SECTION, DROP, GO_ON = "section", "drop", "submit"


@dataclass(frozen=True)
class SubmitAction:
    """``acts`` are by key of a unit; ``section`` is confirmed as a whole.

    ``sent`` is the form without what was taken away; ``anchor`` where the page that follows
    opens.
    """

    sent: Mapping[str, str]
    acts: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    anchor: str = ""
    next_page: str = "dossier"


def submit_action_in(sent: Mapping[str, str]) -> SubmitAction:
    """``confirm:item-learnt``, ``section:means``, ``drop:2``, ``submit``; nothing: record."""
    name, _mark, of = sent.get("act", "").partition(":")
    if name in ON_UNITS:
        return SubmitAction(sent, {of: name}, anchor=f"#{of}")
    if name == SECTION:
        return SubmitAction(sent, section=of, anchor=f"#part-{of}")
    if name == DROP:
        return SubmitAction(without_target(sent, of), anchor="#part-next")
    if name == GO_ON:
        return SubmitAction(sent, next_page="submit")
    return SubmitAction(sent)


def without_target(sent: Mapping[str, str], number: str) -> dict[str, str]:
    """The form with an empty line in the place of a proposed target."""
    known = {str(count) for count in range(1, MOST_TARGETS + 1)}
    prefix = f"targets-{number}-" if number in known else "\0"
    return {name: "" if name.startswith(prefix) else text for name, text in sent.items()}
