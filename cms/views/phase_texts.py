"""What each phase means, for somebody who has never heard of it.

From the network's public handbook, in our words; lengths and money are orders of magnitude.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from startups.lifecycle.enums import Phase


@dataclass(frozen=True)
class PhaseText:
    """A phase in words. An end has no usual length, no money and no way out."""

    summary: Any
    meaning: Any
    leaves_when: Any
    length: Any = ""
    money: Any = ""


PHASE_TEXTS: dict[Phase, PhaseText] = {
    Phase.INVESTIGATION: PhaseText(
        summary=_("Finding out whether the problem is real, and worth a team."),
        meaning=_(
            "A public agent lives with a problem and takes a few weeks, with a coach, to find "
            "out how big it is and whom it harms. They meet about thirty people concerned, "
            "look at what exists already, and write down what success would look like. "
            "Nothing is built yet."
        ),
        length=_("6 to 9 weeks planned; about 5 months in reality."),
        money=_("About 15,000 euros."),
        leaves_when=_(
            "A committee finds that the problem is real, big enough, and within reach of a "
            "small team; that an agent is named to carry it; and that a sponsor commits the "
            "first 150,000 to 200,000 euros. Otherwise the investigation ends there, and what "
            "was learnt is published."
        ),
    ),
    Phase.CONSTRUCTION: PhaseText(
        summary=_("A small team builds a first version with its first users."),
        meaning=_(
            "Two to four people build the smallest thing that removes the problem for a few "
            "real users, and correct it every week from what they see. The first user comes "
            "within two months, and the product is open to the public within three."
        ),
        length=_("6 to 18 months."),
        money=_("250,000 to 500,000 euros a year."),
        leaves_when=_(
            "Six months after the start, then every six months, a committee looks at usage and "
            "impact against the targets set. The product moves on once users come back and the "
            "effect can be measured; it stops when it does not deliver."
        ),
    ),
    Phase.ACCELERATION: PhaseText(
        summary=_("The product works: it must now reach everyone who needs it."),
        meaning=_(
            "The product has proved its use for some. The team grows, deploys it widely, "
            "measures one main impact and brings it up to the standards of a public service: "
            "accessibility, security, privacy, open figures."
        ),
        length=_("About 12 months planned; often more than two years in reality."),
        money=_("500,000 to 2 million euros a year."),
        leaves_when=_(
            "The product reaches 1 to 5 per cent of the people it could serve, with an impact that "
            "justifies its cost, and an administration is ready to own it for good."
        ),
    ),
    Phase.CONSOLIDATION: PhaseText(
        summary=_("The hand-over to the administration that will own it is being organised."),
        meaning=_(
            "The product is part of the landscape. Its future owner is named, a yearly budget "
            "line and a permanent team are found, and hosting, accounts, contracts and "
            "know-how move out of the incubator."
        ),
        length=_("12 to 18 months."),
        money=_("500,000 to 2 million euros a year."),
        leaves_when=_(
            "The product stands without the incubator’s resources, meets the standards, and "
            "its owner has taken it over."
        ),
    ),
    Phase.OPERATED: PhaseText(
        summary=_("Kept and run for good by a team within the network."),
        meaning=_(
            "Nobody else is better placed to run this product, often because several "
            "administrations use it. A team of the network keeps it going and improving, with "
            "lasting funding, and is still accountable for its impact."
        ),
        leaves_when=_("It is handed over later, or is no longer needed."),
    ),
    Phase.TRANSFERRED: PhaseText(
        summary=_("Handed over to the administration or body that now owns it."),
        meaning=_(
            "The incubator’s work is done: an administration, a public body or a structure "
            "made for it owns the product, pays for it and decides its future. The product is "
            "alive; it is no longer in an incubator."
        ),
        leaves_when=_("This is an end. The startup’s page stays, with its history."),
    ),
    Phase.INCONCLUSIVE: PhaseText(
        summary=_("Looked into, and not taken further."),
        meaning=_(
            "The investigation showed that the problem was smaller than thought, already "
            "solved, or out of reach of a small team, or found nobody to carry it. Stopping "
            "here is a good result: it costs little and says where not to spend more."
        ),
        leaves_when=_("This is an end. It can be taken up again if circumstances change."),
    ),
    Phase.STOPPED: PhaseText(
        summary=_("Stopped: the impact did not justify going on."),
        meaning=_(
            "A committee decided to stop: the impact was too small for the cost, funding or "
            "the person carrying it was lost, another solution appeared, or the need went "
            "away. What was learnt is published, so that it serves the next ones."
        ),
        leaves_when=_("This is an end. It can be taken up again if circumstances change."),
    ),
}
