"""Writes people from their files: names, memberships and cross-cutting teams.

An import never gives anybody's consent to be named.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from startups.content_tree.records import MembershipRow, PersonRecord
from startups.core.services.facts import Actor, create_facts, delete_facts, update_facts
from startups.people.models import Membership, Person, Team, TeamMember
from startups.registry.models import Role, Startup

from .changes import FileChange
from .organisations import write_rows
from .terms import KnownTerms


def person_fields(record: PersonRecord) -> dict[str, Any]:
    """From a record to the fields of a Person."""
    return {"name": record.name}


class PeopleWriter:
    """Writes the people that changed; all new memberships in a few queries."""

    def __init__(
        self,
        *,
        terms: KnownTerms,
        startups: Mapping[str, Startup],
        teams: Mapping[str, Team],
        actor: Actor,
        reason: str,
    ) -> None:
        self.terms = terms
        self.startups = startups
        self.teams = teams
        self.signature = {"actor": actor, "reason": reason}
        self.new_memberships: list[Membership] = []
        self.new_team_members: list[TeamMember] = []

    def write(self, changes: Sequence[FileChange]) -> None:
        people = write_rows(
            model=Person, changes=changes, fields=person_fields, addressed=False, **self.signature
        )
        for change in changes:
            person = people[change.item.ghid]
            self._write_memberships(person, change)
            self._write_teams(person, change)
        create_facts(model=Membership, rows=self.new_memberships, **self.signature)
        create_facts(model=TeamMember, rows=self.new_team_members, **self.signature)

    def _write_memberships(self, person: Person, change: FileChange) -> None:
        role = self.terms.role(change.record.role)
        if change.base is None:
            self._add(person, change.record.memberships, role, change.record.title)
            return
        if change.base == change.record:
            return
        wanted = {_key(row): row for row in change.record.memberships}
        existing = {
            (row.startup_id, row.start, row.employer): row for row in person.memberships.all()
        }
        by_key = {(self.startups[ghid].pk, *rest): row for (ghid, *rest), row in wanted.items()}
        gone = [row for key, row in existing.items() if key not in by_key]
        delete_facts(rows=gone, **self.signature)
        for key, row in by_key.items():
            if key in existing:
                self._update(existing[key], row, change, role)
            else:
                self._add(person, [row], role, change.record.title)

    def _update(
        self, membership: Membership, row: MembershipRow, change: FileChange, role: Role
    ) -> None:
        values: dict[str, Any] = {"end": row.end, "employment": row.employment}
        # One role and one title a file: they are written only when the file changes them.
        if change.base.role != change.record.role:
            values["role"] = role
        if change.base.title != change.record.title:
            values["title"] = change.record.title
        update_facts(instance=membership, values=values, **self.signature)

    def _add(self, person: Person, rows: Sequence[MembershipRow], role: Role, title: str) -> None:
        self.new_memberships += [
            Membership(
                person=person,
                startup=self.startups[row.startup],
                role=role,
                title=title,
                start=row.start,
                end=row.end,
                employment=row.employment,
                employer=row.employer,
            )
            for row in rows
        ]

    def _write_teams(self, person: Person, change: FileChange) -> None:
        before = set(change.base.teams) if change.base else set()
        wanted = set(change.record.teams)
        left = [self.teams[ghid].pk for ghid in before - wanted]
        if left:
            rows = TeamMember.objects.filter(person=person, team__in=left)
            delete_facts(rows=rows, **self.signature)
        self.new_team_members += [
            TeamMember(person=person, team=self.teams[ghid]) for ghid in sorted(wanted - before)
        ]


def _key(row: MembershipRow) -> tuple[Any, ...]:
    return row.startup, row.start, row.employer
