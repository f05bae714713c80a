"""What a team reads of its own startup: who is in it, what happened lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from startups.enums import ActKind
from startups.models import ConsentRequest, JournalEntry, Membership, Role, Startup
from startups.selectors.record_history import Change, acts, record_history

# The histories already tell of these, value by value.
TOLD_BY_HISTORY = frozenset(
    {
        ActKind.OPENED,
        ActKind.FACTS_CHANGED,
        ActKind.MEMBER_JOINED,
        ActKind.MEMBER_CHANGED,
        ActKind.MEMBER_LEFT,
        ActKind.TIMELINE_CORRECTED,
    }
)


@dataclass(frozen=True)
class TeamRow:
    """Somebody's time in the team. ``asked`` is the last question about being named."""

    membership: Membership
    asked: ConsentRequest | None

    @property
    def is_lead(self) -> bool:
        return self.membership.role.code == Role.INTRAPRENEUR


@dataclass(frozen=True)
class Team:
    """The members of a startup on a day."""

    current: list[TeamRow]
    coming: list[TeamRow]
    past: list[TeamRow]

    @property
    def has_intrapreneur(self) -> bool:
        return any(row.is_lead for row in self.current)


def team_of(startup: Startup, *, on: date) -> Team:
    """Everybody who is, will be or was in the team, in two queries."""
    rows = startup.memberships.select_related("person", "role").order_by(
        "role__position", "role__name", "person__name", "start", "pk"
    )
    asked = _last_requests(startup)
    team = [TeamRow(row, asked.get(row.person_id)) for row in rows]
    return Team(
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


@dataclass(frozen=True)
class Lately:
    """Something that was done: when, by whom (empty for a command), what and why.

    ``changes`` are those of fields, ``act`` and ``detail`` what the journal alone tells.
    """

    day: date
    actor: str
    reason: str
    changes: tuple[Change, ...] = ()
    act: str = ""
    detail: str = ""


def lately(startup: Startup, *, limit: int) -> list[Lately]:
    """The last ``limit`` acts, from the histories and the journal, the latest first.

    A constant number of queries: one a history, and one.
    """
    told = [
        Lately(timezone.localtime(act.when).date(), act.actor, act.reason, act.changes)
        for act in acts(record_history(startup))[:limit]
    ]
    both = [*told, *_journalled(startup, limit)]
    return sorted(both, key=lambda row: row.day, reverse=True)[:limit]


def _journalled(startup: Startup, limit: int) -> Iterable[Lately]:
    rows = JournalEntry.objects.filter(~Q(kind__in=TOLD_BY_HISTORY), startup=startup)
    for row in rows.select_related("actor")[:limit]:
        actor = str(row.actor) if row.actor else ""
        yield Lately(row.on, actor, row.reason, act=row.get_kind_display(), detail=row.detail)


def missions_ending(team: Team, *, on: date, within: timedelta) -> list[TeamRow]:
    """Those in the team now whose last day is near, the nearest first."""
    near = [row for row in team.current if row.membership.end and row.membership.end <= on + within]
    return sorted(near, key=lambda row: row.membership.end or on)
