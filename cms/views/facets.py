"""The list's facets as a form shows them: short ones whole, long ones by their commonest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from startups.public.faceting import Facet
from startups.public.selectors.listing import Choice, Listing

SHORT = 12
LEGENDS: dict[Facet, Any] = {
    Facet.PHASE: _("Phase"),
    Facet.INCUBATOR: _("Incubator"),
    Facet.THEME: _("Theme"),
    Facet.USER_TYPE: _("For whom"),
    Facet.SPONSOR: _("Sponsor"),
    Facet.TECHNOLOGY: _("Technology"),
}
# A choice that would give nothing is of no use there; the phases are always all told.
ALWAYS_WHOLE = frozenset({Facet.PHASE})


@dataclass(frozen=True)
class FacetView:
    """A group of choices. ``hidden`` counts those that are one click away."""

    facet: Facet
    legend: Any
    choices: Sequence[Choice]
    chosen: int
    hidden: int
    expanded: bool

    @property
    def open(self) -> bool:
        """Whether it is unfolded when the page arrives."""
        return bool(self.chosen) or self.expanded


def facet_views(listing: Listing, expanded: str) -> list[FacetView]:
    """Every facet that has a choice, the one named ``expanded`` with all of its choices."""
    views = [_view(facet, listing.choices[facet], facet == expanded) for facet in LEGENDS]
    return [view for view in views if view.choices]


def _view(facet: Facet, choices: list[Choice], expanded: bool) -> FacetView:
    useful = [choice for choice in choices if choice.count or choice.chosen]
    if facet in ALWAYS_WHOLE:
        useful = choices
    shown = useful if expanded else _commonest(useful)
    return FacetView(
        facet=facet,
        legend=LEGENDS[facet],
        choices=shown,
        chosen=sum(choice.chosen for choice in choices),
        hidden=len(useful) - len(shown),
        expanded=expanded,
    )


def _commonest(choices: list[Choice]) -> list[Choice]:
    """The dozen that give most, and those that are chosen, in the order given.

    All of them where that would hide only a few.
    """
    if len(choices) <= SHORT * 2:
        return choices
    by_count = sorted(choices, key=lambda choice: -choice.count)
    kept = {choice.word.code for choice in by_count[:SHORT]}
    return [choice for choice in choices if choice.chosen or choice.word.code in kept]
