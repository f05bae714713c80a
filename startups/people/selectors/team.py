"""Who is, will be and was in the team of a startup."""

from dataclasses import dataclass
from datetime import date, timedelta

from startups.people.models import ConsentRequest, Membership
from startups.registry.models import Role, Startup


@dataclass(frozen=True)
class TeamRow:
    """Somebody's time in the team. ``asked`` is the last question about being named."""

    membership: Membership
    asked: ConsentRequest | None

    @property
    def is_lead(self) -> bool:
        return self.membership.role.code == Role.INTRAPRENEUR


@dataclass(frozen=True)
class TeamToday:
    """The members of a startup on a day."""

    current: list[TeamRow]
    coming: list[TeamRow]
    past: list[TeamRow]

    @property
    def has_intrapreneur(self) -> bool:
        return any(row.is_lead for row in self.current)


def team_of(startup: Startup, *, on: date) -> TeamToday:
    """Everybody who is, will be or was in the team, in two queries."""
    rows = startup.memberships.select_related("person", "role").order_by(
        "role__position", "role__name", "person__name", "start", "pk"
    )
    asked = _last_requests(startup)
    team = [TeamRow(row, asked.get(row.person_id)) for row in rows]
    return TeamToday(
        current=[row for row in team if _holds(row.membership, on)],
        coming=[row for row in team if row.membership.start > on],
        past=sorted(
            (row for row in team if row.membership.end and row.membership.end < on),
            key=lambda row: row.membership.end or on,
            reverse=True,
        ),
    )


def _holds(membership: Membership, on: date) -> bool:
    return membership.start <= on and (membership.end is None or membership.end >= on)


def _last_requests(startup: Startup) -> dict[int, ConsentRequest]:
    people = startup.memberships.values("person")
    rows = ConsentRequest.objects.filter(person__in=people).order_by("asked_on", "pk")
    return {row.person_id: row for row in rows}


def missions_ending(team: TeamToday, *, on: date, within: timedelta) -> list[TeamRow]:
    """Those in the team now whose last day is near, the nearest first."""
    near = [row for row in team.current if row.membership.end and row.membership.end <= on + within]
    return sorted(near, key=lambda row: row.membership.end or on)
