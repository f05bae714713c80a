"""Organisations, incubators, teams and members: front matter to record, and back."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from startups.people.enums import Employment

from . import reading
from .errors import FieldError
from .reading import Head
from .records import IncubatorFile, MembershipRow, OrganisationRecord, PersonRecord, TeamRecord


def read_organisation(head: Head, body: str) -> OrganisationRecord:
    return OrganisationRecord(
        name=reading.short_text(head, "name", 300, required=True),
        acronym=reading.short_text(head, "acronym", 100),
        kind=reading.code(reading.short_text(head, "type", 200)),
        ministry_domain=reading.code(reading.short_text(head, "domaine_ministeriel", 200)),
        directory_url=reading.link(head, "annuaire", limit=500),
        siren=reading.short_text(head, "siren", 9),
        siret=reading.short_text(head, "siret", 14),
        body=body,
    )


def organisation_head(record: OrganisationRecord) -> dict[str, Any]:
    head = {
        "name": record.name,
        "acronym": record.acronym,
        "type": record.kind,
        "domaine_ministeriel": record.ministry_domain,
        "annuaire": record.directory_url,
        "siren": record.siren,
        "siret": record.siret,
    }
    return {key: value for key, value in head.items() if value}


def read_incubator(head: Head, body: str) -> IncubatorFile:
    return IncubatorFile(
        name=reading.short_text(head, "title", 300, required=True),
        short_description=reading.text(head, "short_description"),
        owner=reading.reference(reading.text(head, "owner")),
        contact=reading.short_text(head, "contact", 300),
        postal_address=reading.short_text(head, "address", 300),
        website_url=reading.link(head, "website", limit=500),
        source_code_url=reading.link(head, "github", limit=500),
        hidden=bool(reading.flag(head, "hidden")),
        highlights=reading.references(head, "highlighted_startups"),
        redirects=reading.texts(head, "redirect_from"),
        body=body,
    )


def incubator_head(record: IncubatorFile) -> dict[str, Any]:
    head = {
        "title": record.name,
        "short_description": record.short_description,
        "owner": f"/organisations/{record.owner}" if record.owner else "",
        "contact": record.contact,
        "address": record.postal_address,
        "website": record.website_url,
        "github": record.source_code_url,
        "hidden": record.hidden,
        "highlighted_startups": list(record.highlights),
    }
    return {key: value for key, value in head.items() if value}


def read_team(head: Head, body: str) -> TeamRecord:
    return TeamRecord(
        name=reading.short_text(head, "name", 200, required=True),
        mission=reading.text(head, "mission"),
        incubator=reading.reference(reading.text(head, "incubator")),
    )


def team_head(record: TeamRecord) -> dict[str, Any]:
    head = {"name": record.name, "mission": record.mission, "incubator": record.incubator}
    return {key: value for key, value in head.items() if value}


def read_person(head: Head, body: str) -> PersonRecord:
    return PersonRecord(
        name=reading.short_text(head, "fullname", 200, required=True),
        role=reading.code(reading.short_text(head, "domaine", 200)),
        title=reading.short_text(head, "role", 200),
        memberships=_memberships(head),
        teams=reading.references(head, "teams"),
    )


def _memberships(head: Head) -> tuple[MembershipRow, ...]:
    """One row per mission and startup; a row told twice is kept once."""
    memberships: dict[tuple[Any, ...], MembershipRow] = {}
    for field, row in reading.rows(head, "missions"):
        for membership in _mission(row, field):
            key = (membership.startup, membership.start, membership.employer)
            memberships.setdefault(key, membership)
    return tuple(memberships.values())


def _mission(row: Head, field: Any) -> list[MembershipRow]:
    start = reading.required_day(row, "start", under=field)
    end = reading.day(row, "end", under=field)
    if end and end < start:
        raise FieldError((*field, "end"), _("a mission cannot end before it starts"))
    status = reading.text(row, "status", required=True, under=field)
    if status not in Employment.values:
        raise FieldError(
            (*field, "status"), _("%(status)s is not an employment") % {"status": status}
        )
    employer = reading.short_text(row, "employer", 200, under=field)
    return [
        MembershipRow(startup, start, end, status, employer)
        for startup in reading.references(row, "startups")
    ]


def person_head(record: PersonRecord) -> dict[str, Any]:
    head = {
        "fullname": record.name,
        "role": record.title,
        "domaine": record.role,
        "missions": _missions(record.memberships),
        "teams": [f"/teams/{ghid}" for ghid in record.teams],
    }
    return {key: value for key, value in head.items() if value}


def _missions(memberships: tuple[MembershipRow, ...]) -> list[dict[str, Any]]:
    """Memberships of the same dates and employment are one mission."""

    def mission(row: MembershipRow) -> tuple[Any, ...]:
        return row.start, str(row.end or ""), row.employment, row.employer

    ordered = sorted(memberships, key=lambda row: (*mission(row), row.startup))
    return [_mission_head(list(group)) for _key, group in groupby(ordered, key=mission)]


def _mission_head(group: list[MembershipRow]) -> dict[str, Any]:
    first = group[0]
    head = {
        "start": first.start,
        "end": first.end,
        "status": first.employment,
        "employer": first.employer,
        "startups": [row.startup for row in group],
    }
    return {key: value for key, value in head.items() if value}
