"""The openness of a product in words and pictures: unknown is neither bad nor good."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from startups.core.validators import clean_link, is_link
from startups.lifecycle.enums import NOTHING_EXPECTED, Phase
from startups.registry.enums import OpennessState
from startups.registry.models import Openness

# The icons of the State's design system that say each state, and ours for their colour.
ICONS: dict[OpennessState, str] = {
    OpennessState.YES: "fr-icon-checkbox-circle-fill",
    OpennessState.PARTLY: "fr-icon-checkbox-circle-line",
    OpennessState.NO: "fr-icon-close-circle-line",
    OpennessState.NOT_STARTED: "fr-icon-time-line",
    OpennessState.UNKNOWN: "fr-icon-question-line",
    OpennessState.NOT_APPLICABLE: "fr-icon-subtract-line",
}


@dataclass(frozen=True)
class Item:
    """An aspect of openness: its name, its state in words, and a link that may be followed."""

    label: Any
    state: OpennessState
    icon: str
    link: str


@dataclass(frozen=True)
class OpennessView:
    """The aspects to show, and whether any is expected in this phase at all."""

    items: list[Item]
    expected: bool


def openness_view(aspects: Iterable[Openness], phase: Phase | None) -> OpennessView:
    """Every aspect; in an investigation, where nothing is expected, those that are known."""
    expected = phase is not None and phase not in NOTHING_EXPECTED
    items = [_item(aspect) for aspect in aspects]
    if not expected:
        items = [item for item in items if item.link or item.state is not OpennessState.UNKNOWN]
    return OpennessView(items, expected)


def _item(aspect: Openness) -> Item:
    link = clean_link(aspect.url)
    return Item(
        label=aspect.item.label,
        state=aspect.state,
        icon=ICONS[aspect.state],
        link=link if is_link(link) else "",
    )
