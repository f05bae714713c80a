"""How a change is told to a reader: on the home page, a startup's page and in the feeds."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from startups.lifecycle.enums import EventKind, Phase
from startups.lifecycle.selectors.timeline import PhaseChange

FEW_WORDS = 100
BEGINNINGS: dict[Phase, Any] = {
    Phase.INVESTIGATION: _("Starts its investigation"),
    Phase.CONSTRUCTION: _("Enters construction"),
    Phase.ACCELERATION: _("Enters acceleration"),
    Phase.CONSOLIDATION: _("Enters consolidation"),
    Phase.OPERATED: _("Is kept on within the network"),
    Phase.TRANSFERRED: _("Is transferred"),
    Phase.INCONCLUSIVE: _("Inconclusive investigation"),
    Phase.STOPPED: _("Is stopped"),
}


def phase_change_text(change: PhaseChange) -> tuple[str, str]:
    """What happened, in a few words, and what there is to add."""
    if change.phase is not None:
        return str(BEGINNINGS[change.phase]), change.comment
    return event_text(change.event or EventKind.OTHER, change.declared, change.comment)


def event_text(kind: EventKind, declared: str, comment: str) -> tuple[str, str]:
    """An event in a few words, and what there is to add.

    “Other event” says nothing: what is said of it comes first then.
    """
    label = event_label(kind, declared)
    if kind is not EventKind.OTHER or declared or not comment:
        return label, comment
    short = Truncator(comment).chars(FEW_WORDS)
    return short, "" if short == comment else comment


def event_label(kind: EventKind, declared: str) -> str:
    """The name of an event: the content's own word where it is not one of the list."""
    return declared or str(kind.label)
