"""How sure each is: the team, and each member of the committee, side by side.

Gaps are said in words and never averaged: an average would hide the one who sees a danger.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.reviews.enums import Confidence
from startups.reviews.models import Opinion

# From the surest to the least sure.
SCALE = list(Confidence)


@dataclass(frozen=True)
class MemberConfidence:
    """What somebody thinks. ``gap`` compares them with the team, in words."""

    who: str
    confidence: Confidence | None
    text: str = ""
    on: date | None = None
    gap: str = ""
    differs: bool = False


def member_confidences(
    opinions: Iterable[Opinion], *, team: Confidence | None
) -> list[MemberConfidence]:
    """The members' voices, each with how far it is from the team's."""
    return [_voice(opinion, team) for opinion in opinions]


def _voice(opinion: Opinion, team: Confidence | None) -> MemberConfidence:
    confidence = Confidence(opinion.confidence)
    return MemberConfidence(
        who=str(opinion.author),
        confidence=confidence,
        text=opinion.text,
        on=opinion.given_on,
        gap=gap_text(confidence, team),
        differs=team is not None and confidence != team,
    )


def gap_text(confidence: Confidence, team: Confidence | None) -> str:
    """How far a member is from the team, on the scale of confidence."""
    if team is None:
        return _("The team did not say how sure it is.")
    steps = SCALE.index(confidence) - SCALE.index(team)
    if not steps:
        return _("Same as the team")
    number = {"steps": abs(steps)}
    if steps > 0:
        words = ngettext(
            "Less sure than the team, by %(steps)s step",
            "Less sure than the team, by %(steps)s steps",
            steps,
        )
    else:
        words = ngettext(
            "Surer than the team, by %(steps)s step",
            "Surer than the team, by %(steps)s steps",
            -steps,
        )
    return words % number
