"""What is missing on a startup's page, by importance. Pure: no database and no clock.

What is expected depends on the phase: nothing in the way of openness of an investigation, and
of what has ended only what tells what it was. Add a check to ``CHECKS``; nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from startups.lifecycle.enums import ACTIVE, NOTHING_EXPECTED, Phase
from startups.registry.enums import OpennessItem, OpennessState

# A text shorter than this tells next to nothing.
SHORTEST_BODY = 200
SETTLED = frozenset({OpennessState.YES, OpennessState.PARTLY, OpennessState.NOT_APPLICABLE})


class Importance(IntEnum):
    """How much it matters; the first comes first."""

    ESSENTIAL = 1
    IMPORTANT = 2
    USEFUL = 3

    @property
    def label(self) -> Any:
        return {1: _("Essential"), 2: _("Important"), 3: _("Useful")}[self.value]


class Place(StrEnum):
    """Where something is filled in."""

    FACTS = "facts"
    PAGE = "page"
    TEAM = "team"


@dataclass(frozen=True)
class Content:
    """What the page says, as plain values. ``openness`` maps an item to its state and link."""

    mission: str = ""
    problem: str = ""
    contact: str = ""
    website: str = ""
    body: str = ""
    has_picture: bool = False
    has_intrapreneur: bool = True
    openness: Mapping[str, tuple[str, str]] | None = None

    def state(self, item: OpennessItem) -> OpennessState:
        return OpennessState((self.openness or {}).get(item, (OpennessState.UNKNOWN, ""))[0])

    def link(self, item: OpennessItem) -> str:
        return (self.openness or {}).get(item, ("", ""))[1]


@dataclass(frozen=True)
class Check:
    """Something that a page should have. ``field`` is the one of the form that fills it."""

    code: str
    importance: Importance
    message: Any
    place: Place
    field: str
    phases: frozenset[Phase]
    is_missing: Callable[[Content], bool]


EVERY = frozenset(Phase)
ALIVE = frozenset(ACTIVE)
BUILT = ALIVE - NOTHING_EXPECTED
GROWN = BUILT - {Phase.CONSTRUCTION}


def _blank(name: str) -> Callable[[Content], bool]:
    return lambda content: not getattr(content, name).strip()


def _unsaid(item: OpennessItem) -> Callable[[Content], bool]:
    return lambda content: content.state(item) is OpennessState.UNKNOWN


def _undone(item: OpennessItem) -> Callable[[Content], bool]:
    return lambda content: (
        content.state(item) is not OpennessState.UNKNOWN and content.state(item) not in SETTLED
    )


def _unlinked(item: OpennessItem) -> Callable[[Content], bool]:
    return lambda content: (
        content.state(item) in {OpennessState.YES, OpennessState.PARTLY}
        and not content.link(item).strip()
    )


def _aspect(
    item: OpennessItem,
    importance: Importance,
    phases: frozenset[Phase],
    say: Any,
    do: Any,
    show: Any,
) -> list[Check]:
    """The three ways in which an aspect of openness can be missing; at most one is."""
    ways: tuple[tuple[str, Any, str, Any], ...] = (
        ("unsaid", say, item.state_field, _unsaid),
        ("undone", do, item.state_field, _undone),
        ("unlinked", show, item.url_field, _unlinked),
    )
    return [
        Check(f"{item}_{way}", importance, message, Place.FACTS, field, phases, missing(item))
        for way, message, field, missing in ways
    ]


def _essential(name: str, message: Any, phases: frozenset[Phase]) -> Check:
    """A fact that a page cannot do without."""
    return Check(name, Importance.ESSENTIAL, message, Place.FACTS, name, phases, _blank(name))


CHECKS: tuple[Check, ...] = (
    _essential("mission", _("Say in one sentence what the product is for."), EVERY),
    _essential("problem", _("Say which problem it removes, and for whom."), ALIVE),
    _essential("contact", _("Give an address where the team can be reached."), ALIVE),
    Check(
        "intrapreneur",
        Importance.ESSENTIAL,
        _("Name the intrapreneur who leads the team."),
        Place.TEAM,
        "",
        ALIVE,
        lambda content: not content.has_intrapreneur,
    ),
    Check(
        "body",
        Importance.ESSENTIAL,
        _("Write the text of the page: the problem, the solution, where it stands."),
        Place.PAGE,
        "",
        EVERY,
        _blank("body"),
    ),
    Check(
        "body_short",
        Importance.USEFUL,
        _("Say more in the text of the page: it fits in a few lines."),
        Place.PAGE,
        "",
        BUILT,
        lambda content: 0 < len(content.body.strip()) < SHORTEST_BODY,
    ),
    Check(
        "website",
        Importance.IMPORTANT,
        _("Give the address of the product."),
        Place.FACTS,
        "website_url",
        BUILT,
        _blank("website"),
    ),
    *_aspect(
        OpennessItem.STATISTICS,
        Importance.IMPORTANT,
        BUILT,
        _("Say whether the usage statistics are public."),
        _("Publish the usage statistics."),
        _("Give the link to the usage statistics."),
    ),
    *_aspect(
        OpennessItem.BUDGET,
        Importance.IMPORTANT,
        BUILT,
        _("Say whether the budget is public."),
        _("Publish the budget."),
        _("Give the link to the budget."),
    ),
    *_aspect(
        OpennessItem.ACCESSIBILITY,
        Importance.IMPORTANT,
        BUILT,
        _("Say how accessible the product is, even if it is not compliant yet."),
        _("Publish the accessibility statement, even if it is not compliant yet."),
        _("Give the link to the accessibility statement."),
    ),
    *_aspect(
        OpennessItem.IMPACT,
        Importance.IMPORTANT,
        GROWN,
        _("Say whether the impact is published."),
        _("Publish the impact figures."),
        _("Give the link to the impact figures."),
    ),
    *_aspect(
        OpennessItem.SOURCE_CODE,
        Importance.IMPORTANT,
        BUILT,
        _("Say whether the source code is open."),
        _("Open the source code."),
        _("Give the link to the source code."),
    ),
    *_aspect(
        OpennessItem.SECURITY,
        Importance.USEFUL,
        GROWN,
        _("Say how far the security file has come."),
        _("Go on with the security file: risk analysis, then homologation."),
        _("Give the link to what is published about security."),
    )[:2],  # a security file need not be published
    Check(
        "picture",
        Importance.USEFUL,
        _("Add a picture of the product."),
        Place.PAGE,
        "",
        BUILT,
        lambda content: not content.has_picture,
    ),
)


def missing(content: Content, phase: Phase | None) -> list[Check]:
    """What is missing on a page in that phase, the most important first.

    A startup that has not started is expected what an investigation is.
    """
    expected = phase or Phase.INVESTIGATION
    checks = [check for check in CHECKS if expected in check.phases and check.is_missing(content)]
    return sorted(checks, key=lambda check: check.importance)
