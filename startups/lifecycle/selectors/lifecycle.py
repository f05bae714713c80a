"""Which changes of phase are open to somebody, for one startup."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from startups.core.enums import ActKind, UserRole
from startups.lifecycle.enums import Phase
from startups.lifecycle.models import PhasePeriod
from startups.lifecycle.phases import chronological, period_in_force
from startups.lifecycle.transitions import Transition, open_to
from startups.registry.models import JournalEntry, Startup


@dataclass(frozen=True)
class Course:
    """The phases of a startup on a day: all in order, that in force, that which is planned."""

    periods: list[PhasePeriod]
    current: PhasePeriod | None
    planned: PhasePeriod | None


def course_of(startup: Startup, *, on: date) -> Course:
    """The phases that ``startup`` went through, is in and is to enter; one query."""
    periods = chronological(startup.phases.select_related("decision__review"))
    planned = periods[-1] if periods and periods[-1].start > on else None
    return Course(periods, period_in_force(periods, on), planned)


def allowed_transitions(
    *, startup: Startup, roles: Iterable[UserRole], on: date
) -> list[Transition]:
    """What may follow the phase in force at the word of somebody who is all of ``roles``.

    ``lifecycle.services.lifecycle.change_phase`` accepts these and no other, given what each needs:
    nothing while a change is planned. ``roles`` come from ``Rights.towards``.
    """
    course = course_of(startup, on=on)
    if course.planned:
        return []
    return open_to(roles, Phase(course.current.phase) if course.current else None)


def corrections_of(startup: Startup) -> list[JournalEntry]:
    """What was corrected in its history, by whom and why, the last first; one query."""
    rows = JournalEntry.objects.filter(startup=startup, kind=ActKind.TIMELINE_CORRECTED)
    return list(rows.select_related("actor"))
