"""Which histories tell of a record, and how each of their entries is worded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel
from startups.lifecycle.enums import EventKind, Phase
from startups.lifecycle.models import Event, PhasePeriod
from startups.people.enums import StaffRole
from startups.people.models import Membership, Person, StaffAssignment, Team, TeamMember
from startups.registry.models import (
    Highlight,
    Incubator,
    Sponsorship,
    Startup,
    StartupIncubator,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
)
from startups.registry.selectors.record_values import day


@dataclass(frozen=True)
class Trail:
    """A history: its model, the field that leads to the record, and three wordings."""

    model: type[DomainModel]
    path: str
    added: Any
    changed: Any
    removed: Any
    name: Callable[[Any], str]
    targets: tuple[str, ...] = ()


def trails_of(record: DomainModel) -> list[Trail]:
    """The histories that tell of ``record``: its own first."""
    own = Trail(
        type(record),
        "id",
        added=_("Record created"),
        changed=_("Facts changed"),
        removed=_("Record deleted"),
        name=str,
        targets=_foreign_keys(type(record)),
    )
    return [own, *TIED.get(type(record), ())]


def _foreign_keys(model: type[DomainModel]) -> tuple[str, ...]:
    return tuple(field.name for field in model._meta.concrete_fields if field.is_relation)


def _target(name: str) -> Callable[[Any], str]:
    """Names a tie by what it leads to; by its number when that is gone."""

    def of(row: Any) -> str:
        target = getattr(row, name)
        return str(target) if target is not None else f"n° {getattr(row, f'{name}_id')}"

    return of


def _period(row: Any) -> str:
    return f"{Phase(row.phase).label} ({day(row.start)})"


def _event(row: Any) -> str:
    kind = row.declared_kind or EventKind(row.kind).label
    return f"{kind} ({day(row.date)})"


def _member(row: Any) -> str:
    dates = " – ".join(filter(None, (day(row.start), day(row.end))))
    return f"{_target('person')(row)}, {row.title or _target('role')(row)} ({dates})"


def _mission(row: Any) -> str:
    dates = " – ".join(filter(None, (day(row.start), day(row.end))))
    return f"{_target('startup')(row)}, {row.title or _target('role')(row)} ({dates})"


def _staff(target: str) -> Callable[[Any], str]:
    """A staff assignment by its role, its dates and what is on its other side."""

    def of(row: Any) -> str:
        dates = " – ".join(filter(None, (day(row.start), day(row.end))))
        return f"{_target(target)(row)}, {StaffRole(row.role).label} ({dates})"

    return of


TIED: dict[type[DomainModel], tuple[Trail, ...]] = {
    Startup: (
        Trail(
            StartupIncubator,
            "startup",
            added=_("Incubator added: %(name)s"),
            changed=_("Incubator moved: %(name)s"),
            removed=_("Incubator removed: %(name)s"),
            name=_target("incubator"),
            targets=("incubator",),
        ),
        Trail(
            Sponsorship,
            "startup",
            added=_("Sponsor added: %(name)s"),
            changed=_("Sponsor moved: %(name)s"),
            removed=_("Sponsor removed: %(name)s"),
            name=_target("organisation"),
            targets=("organisation",),
        ),
        Trail(
            StartupUserType,
            "startup",
            added=_("User type added: %(name)s"),
            changed=_("User type moved: %(name)s"),
            removed=_("User type removed: %(name)s"),
            name=_target("term"),
            targets=("term",),
        ),
        Trail(
            StartupTheme,
            "startup",
            added=_("Theme added: %(name)s"),
            changed=_("Theme moved: %(name)s"),
            removed=_("Theme removed: %(name)s"),
            name=_target("term"),
            targets=("term",),
        ),
        Trail(
            StartupTechnology,
            "startup",
            added=_("Technology added: %(name)s"),
            changed=_("Technology moved: %(name)s"),
            removed=_("Technology removed: %(name)s"),
            name=_target("term"),
            targets=("term",),
        ),
        Trail(
            PhasePeriod,
            "startup",
            added=_("Phase added: %(name)s"),
            changed=_("Phase changed: %(name)s"),
            removed=_("Phase removed: %(name)s"),
            name=_period,
        ),
        Trail(
            Event,
            "startup",
            added=_("Event added: %(name)s"),
            changed=_("Event changed: %(name)s"),
            removed=_("Event removed: %(name)s"),
            name=_event,
        ),
        Trail(
            Membership,
            "startup",
            added=_("Member added: %(name)s"),
            changed=_("Member changed: %(name)s"),
            removed=_("Member removed: %(name)s"),
            name=_member,
            targets=("person", "role"),
        ),
        Trail(
            Highlight,
            "startup",
            added=_("Put forward by: %(name)s"),
            changed=_("Place changed among those put forward by: %(name)s"),
            removed=_("No longer put forward by: %(name)s"),
            name=_target("incubator"),
            targets=("incubator",),
        ),
    ),
    Person: (
        Trail(
            Membership,
            "person",
            added=_("Mission added: %(name)s"),
            changed=_("Mission changed: %(name)s"),
            removed=_("Mission removed: %(name)s"),
            name=_mission,
            targets=("startup", "role"),
        ),
        Trail(
            TeamMember,
            "person",
            added=_("Team joined: %(name)s"),
            changed=_("Team changed: %(name)s"),
            removed=_("Team left: %(name)s"),
            name=_target("team"),
            targets=("team",),
        ),
        Trail(
            StaffAssignment,
            "person",
            added=_("Named to the staff: %(name)s"),
            changed=_("Time on the staff changed: %(name)s"),
            removed=_("Taken off the staff again: %(name)s"),
            name=_staff("incubator"),
            targets=("incubator",),
        ),
    ),
    Incubator: (
        Trail(
            StaffAssignment,
            "incubator",
            added=_("Named to the staff: %(name)s"),
            changed=_("Time on the staff changed: %(name)s"),
            removed=_("Taken off the staff again: %(name)s"),
            name=_staff("person"),
            targets=("person",),
        ),
        Trail(
            Highlight,
            "incubator",
            added=_("Startup put forward: %(name)s"),
            changed=_("Startup put forward moved: %(name)s"),
            removed=_("Startup no longer put forward: %(name)s"),
            name=_target("startup"),
            targets=("startup",),
        ),
    ),
    Team: (
        Trail(
            TeamMember,
            "team",
            added=_("Member added: %(name)s"),
            changed=_("Member changed: %(name)s"),
            removed=_("Member removed: %(name)s"),
            name=_target("person"),
            targets=("person",),
        ),
    ),
}
