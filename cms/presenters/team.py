"""A startup's team as the public sees it: roles and numbers; names only of those who agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from startups.people.models import Membership


@dataclass(frozen=True)
class RoleGroup:
    """The people who have a role now: how many, and the names that may be told."""

    label: str
    count: int
    names: list[str]

    @property
    def unnamed(self) -> int:
        """How many are not named."""
        return self.count - len(self.names)


@dataclass(frozen=True)
class TeamView:
    """Who works on the product now, by role, and how many have left."""

    groups: list[RoleGroup]
    current: int
    past: int


def team_view(memberships: Iterable[Membership], on: date) -> TeamView:
    """The team on the day ``on``; ``memberships`` are sorted by role.

    Somebody with two roles is in both groups, and counts once in the whole.
    """
    begun = list(memberships)
    current = [row for row in begun if row.end is None or row.end >= on]
    present = {row.person_id for row in current}
    everybody = {row.person_id for row in begun}
    groups = [_group(list(rows)) for _, rows in groupby(current, key=lambda row: row.role_id)]
    return TeamView(groups, current=len(present), past=len(everybody - present))


def _group(rows: list[Membership]) -> RoleGroup:
    people = {row.person_id: row.person for row in rows}
    names = sorted(person.public_name for person in people.values() if person.public_name)
    return RoleGroup(rows[0].role.label, len(people), names)
