"""What the form of a dossier asks, in what order and in what words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from startups.reviews.enums import DossierItem


@dataclass(frozen=True)
class DossierSection:
    """A part of the form. ``items`` are those of the dossier that it asks."""

    slug: str
    legend: Any
    note: Any = ""
    items: Sequence[DossierItem] = ()


SECTIONS = (
    DossierSection(
        "verdicts",
        _("Targets of the last decision"),
        _("What became of each, with the fact that shows it: a figure, a date, a document."),
    ),
    DossierSection("work", _("The last six months"), "", (DossierItem.DONE, DossierItem.LEARNT)),
    DossierSection(
        "figures",
        _("Impact figures"),
        _("They come from your figures, and are kept as they are on the day that you submit."),
    ),
    DossierSection(
        "means",
        _("Team and money"),
        "",
        (
            DossierItem.TEAM,
            DossierItem.GRANTED,
            DossierItem.COMMITTED,
            DossierItem.SPENT,
        ),
    ),
    DossierSection(
        "risks",
        _("Risks and blocking points"),
        "",
        (DossierItem.RISKS, DossierItem.BLOCKING, DossierItem.CONFIDENCE),
    ),
    DossierSection(
        "ask",
        _("The six months to come, and the ask"),
        "",
        (
            DossierItem.STRATEGY,
            DossierItem.ASK_MONTHS,
            DossierItem.ASK_AMOUNT,
            DossierItem.ASK_TEAM,
        ),
    ),
    DossierSection(
        "next",
        _("Targets proposed for the next review"),
        _("One to five; the committee sets them. None if you ask to stop or to hand over."),
    ),
)

TOTAL = _("In euros including tax, in total since the start.")
HELP: Mapping[str, Any] = {
    DossierItem.DONE: _("What changed for users; what was planned and was not done."),
    DossierItem.LEARNT: _("About users, the problem, what works and what does not."),
    DossierItem.TEAM: _("Who works on it, and for how much of their time."),
    DossierItem.GRANTED: TOTAL,
    DossierItem.COMMITTED: TOTAL,
    DossierItem.SPENT: TOTAL,
    DossierItem.RISKS: _("What could make you miss your targets."),
    DossierItem.BLOCKING: _("What you cannot lift alone, and from whom you need what."),
    DossierItem.CONFIDENCE: _("How sure you are to reach your targets, all told."),
    DossierItem.STRATEGY: _("What you will do, in what order, and what you will not do."),
    DossierItem.ASK_MONTHS: _("From 0 to 12; 0 if you ask to stop or to hand over."),
    DossierItem.ASK_AMOUNT: _("In euros including tax, for these months."),
    DossierItem.ASK_TEAM: _("Its size, and the skills that you need."),
}
