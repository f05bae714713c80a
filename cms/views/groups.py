"""A startup group of a page, cut where it would make the page heavy."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.addresses import startups_address
from cms.forms.listing import write
from startups.lifecycle.enums import ENDED, Phase
from startups.public.faceting import NOT_STARTED, Criteria, Facet, FacetEntry
from startups.public.grouping import PhaseGroup

SHOWN = 60


@dataclass(frozen=True)
class GroupView:
    """Startups in one phase: those shown, how many in all, and the list that has them all."""

    phase: Phase | None
    entries: list[FacetEntry]
    count: int
    address: str

    @property
    def folded(self) -> bool:
        """Whether it arrives folded: what is over comes second."""
        return self.phase in ENDED

    @property
    def more(self) -> int:
        """How many are only in the list."""
        return self.count - len(self.entries)


def group_views(groups: Iterable[PhaseGroup], facet: Facet, code: str) -> list[GroupView]:
    """Groups of the startups that ``code`` of ``facet`` narrows the list to."""
    narrowed = Criteria().with_choices(facet, (code,))
    return [
        GroupView(
            phase=group.phase,
            entries=group.entries[:SHOWN],
            count=len(group.entries),
            address=_address(narrowed, group.phase),
        )
        for group in groups
    ]


def list_address(facet: Facet, code: str) -> str:
    """The list narrowed to ``code`` of ``facet``."""
    return startups_address(write(Criteria().with_choices(facet, (code,))))


def _address(narrowed: Criteria, phase: Phase | None) -> str:
    codes = (phase.value if phase else NOT_STARTED,)
    return startups_address(write(narrowed.with_choices(Facet.PHASE, codes)))
