"""The dossiers of ends that a team has begun, and what is theirs to do about them."""

from dataclasses import dataclass
from datetime import date

from startups.registry.models import Startup

from .ending_values import handover_draft, stop_draft
from .endings import handover_gaps, stop_gaps


@dataclass(frozen=True)
class EndingBegun:
    """A draft. ``missing`` counts what it lacks, the signature apart; ``link_sent_on`` is the
    day on which its owner was last asked to sign, ``signed`` whether they have."""

    name: str
    missing: int
    signed: bool = True
    link_sent_on: date | None = None


def endings_begun(startup: Startup) -> list[EndingBegun]:
    """The drafts of both dossiers; two queries when there is none."""
    begun = []
    if stop := stop_draft(startup):
        begun.append(EndingBegun("stop", len(stop_gaps(stop))))
    if handover := handover_draft(startup):
        missing = [gap for gap in handover_gaps(handover) if gap.field]
        sent = handover.link_sent_on if handover.link_digest else None
        signed = handover.countersigned_on is not None
        begun.append(EndingBegun("handover", len(missing), signed, sent))
    return begun
