"""``_startups/*``: front matter to record, and record to front matter."""

from typing import Any

from django.utils.translation import gettext as _

from startups.lifecycle.enums import EventKind, Phase

from . import reading
from .errors import FieldError
from .openness import openness_head, read_openness
from .reading import Head
from .records import EventRow, PhaseRow, StartupFile


def read_startup(head: Head, body: str) -> StartupFile:
    """What a startup's file says. Raises FieldError on what means nothing."""
    return StartupFile(
        name=reading.short_text(head, "title", 200, required=True),
        mission=reading.text(head, "mission"),
        problem=reading.text(head, "problem"),
        contact=reading.short_text(head, "contact", 300),
        noindex="noindex" in reading.text(head, "robots").lower(),
        website_url=reading.link(head, "link"),
        dashboard_url=reading.link(head, "dashlord_url"),
        openness=read_openness(head),
        incubators=_incubators(head),
        sponsors=reading.references(head, "sponsors"),
        user_types=reading.codes(head, "usertypes"),
        themes=reading.codes(head, "thematiques"),
        technologies=reading.codes(head, "techno"),
        phases=_phases(head),
        events=_events(head),
        redirects=reading.texts(head, "redirect_from"),
        body=body,
    )


def _incubators(head: Head) -> tuple[str, ...]:
    """``incubator`` leads; ``incubators`` names all of them."""
    lead = reading.references(head, "incubator")
    return tuple(dict.fromkeys((*lead, *reading.references(head, "incubators"))))


def _phases(head: Head) -> tuple[PhaseRow, ...]:
    """In the order of the file; a period told twice is kept once, and is a finding."""
    periods: dict[tuple[str, Any], PhaseRow] = {}
    for field, row in reading.rows(head, "phases"):
        period = _phase(row, field)
        periods.setdefault((period.phase, period.start), period)
    return tuple(periods.values())


def _phase(row: Head, field: Any) -> PhaseRow:
    phase = reading.text(row, "name", required=True, under=field)
    if phase not in Phase.values:
        raise FieldError((*field, "name"), _("%(phase)s is not a phase") % {"phase": phase})
    start = reading.required_day(row, "start", under=field)
    end = reading.day(row, "end", under=field)
    if end and end < start:
        raise FieldError((*field, "end"), _("a phase cannot end before it starts"))
    return PhaseRow(phase, start, end, reading.text(row, "comment", under=field))


def _events(head: Head) -> tuple[EventRow, ...]:
    return tuple(_event(row, field) for field, row in reading.rows(head, "events"))


def _event(row: Head, field: Any) -> EventRow:
    declared = reading.short_text(row, "name", 100, required=True, under=field)
    known = declared in EventKind.values
    date = reading.required_day(row, "date", under=field)
    return EventRow(
        kind=declared if known else EventKind.OTHER.value,
        date=date,
        comment=reading.text(row, "comment", under=field),
        declared_kind="" if known else declared,
    )


def startup_head(record: StartupFile) -> dict[str, Any]:
    """The front matter that reads as ``record`` (its redirections apart)."""
    head: dict[str, Any] = {
        "title": record.name,
        "mission": record.mission,
        "problem": record.problem,
        "contact": record.contact,
        "robots": "noindex" if record.noindex else "",
        "link": record.website_url,
        "dashlord_url": record.dashboard_url,
        "incubator": record.incubators[0] if record.incubators else "",
        "incubators": list(record.incubators) if len(record.incubators) > 1 else [],
        "sponsors": [f"/organisations/{ghid}" for ghid in record.sponsors],
        "usertypes": list(record.user_types),
        "thematiques": list(record.themes),
        "techno": list(record.technologies),
        "phases": [_phase_head(row) for row in _in_order(record.phases)],
        "events": [_event_head(row) for row in record.events],
    }
    return {key: value for key, value in head.items() if value} | openness_head(record.openness)


def _in_order(phases: tuple[PhaseRow, ...]) -> list[PhaseRow]:
    return sorted(phases, key=lambda row: (row.start, Phase(row.phase).rank))


def _phase_head(row: PhaseRow) -> dict[str, Any]:
    head = {"name": row.phase, "start": row.start, "end": row.declared_end, "comment": row.comment}
    return {key: value for key, value in head.items() if value}


def _event_head(row: EventRow) -> dict[str, Any]:
    head = {"name": row.declared_kind or row.kind, "date": row.date, "comment": row.comment}
    return {key: value for key, value in head.items() if value}
