"""What the database says, as the same records that files are read into.

A constant number of queries for each kind, whatever the number of rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from startups import models
from startups.enums import OpennessItem

from .records import (
    EventRow,
    IncubatorRecord,
    MembershipRow,
    OrganisationRecord,
    PersonRecord,
    PhaseRow,
    Record,
    StartupRecord,
    TeamRecord,
)
from .source import normal
from .tree import INCUBATOR, ORGANISATION, PERSON, STARTUP, TEAM, Kind


def snapshot(kind: Kind) -> dict[str, Record]:
    """Every record of one kind, by identifier."""
    return READERS[kind.folder]()


def organisation_records() -> dict[str, Record]:
    rows = models.Organisation.objects.select_related("kind", "ministry_domain")
    return {
        normal(row.ghid): OrganisationRecord(
            name=row.name,
            acronym=row.acronym,
            kind=row.kind.code if row.kind else "",
            ministry_domain=row.ministry_domain.code if row.ministry_domain else "",
            directory_url=row.directory_url,
            siren=row.siren,
            siret=row.siret,
            body=row.body,
        )
        for row in rows
    }


def incubator_records() -> dict[str, Record]:
    highlights = _grouped(
        models.Highlight.objects.order_by("position").values_list("incubator_id", "startup__ghid")
    )
    return {
        normal(row.ghid): IncubatorRecord(
            name=row.name,
            short_description=row.short_description,
            owner=normal(row.owner.ghid) if row.owner else "",
            contact=row.contact,
            postal_address=row.postal_address,
            website_url=row.website_url,
            source_code_url=row.source_code_url,
            hidden=row.hidden,
            highlights=tuple(map(normal, highlights[row.pk])),
            body=row.body,
        )
        for row in models.Incubator.objects.select_related("owner")
    }


def startup_records() -> dict[str, Record]:
    parts = _startup_parts()
    rows = models.Startup.objects.select_related("published_text")
    return {normal(row.ghid): _startup_record(row, parts) for row in rows}


def _startup_record(row: models.Startup, parts: Mapping[str, Any]) -> StartupRecord:
    text = getattr(row, "published_text", None)
    return StartupRecord(
        name=row.name,
        mission=row.mission,
        problem=row.problem,
        contact=row.contact,
        noindex=row.noindex,
        website_url=row.website_url,
        dashboard_url=row.dashboard_url,
        openness={
            item.value: (getattr(row, item.state_field), getattr(row, item.url_field))
            for item in OpennessItem
        },
        body=text.body if text else "",
        **{name: tuple(rows[row.pk]) for name, rows in parts.items()},
    )


def _startup_parts() -> dict[str, Mapping[int, list[Any]]]:
    """Everything tied to startups, by field of the record and by startup: one query each."""
    return {
        "incubators": _ghids(models.StartupIncubator, "incubator"),
        "sponsors": _ghids(models.Sponsorship, "organisation"),
        "user_types": _codes(models.StartupUserType),
        "themes": _codes(models.StartupTheme),
        "technologies": _codes(models.StartupTechnology),
        "phases": _grouped(
            (period.startup_id, _phase_row(period))
            for period in models.PhasePeriod.objects.order_by("start", "pk")
        ),
        "events": _grouped(
            (event.startup_id, EventRow(event.kind, event.date, event.comment, event.declared_kind))
            for event in models.Event.objects.order_by("position", "pk")
        ),
    }


def _phase_row(period: models.PhasePeriod) -> PhaseRow:
    return PhaseRow(period.phase, period.start, period.declared_end, period.comment)


def _ghids(model: Any, field: str) -> Mapping[int, list[str]]:
    rows = model.objects.order_by("position", "pk").values_list("startup_id", f"{field}__ghid")
    return _grouped((startup, normal(ghid)) for startup, ghid in rows)


def _codes(model: Any) -> Mapping[int, list[str]]:
    return _grouped(
        model.objects.order_by("position", "pk").values_list("startup_id", "term__code")
    )


def team_records() -> dict[str, Record]:
    rows = models.Team.objects.select_related("incubator")
    return {
        normal(row.ghid): TeamRecord(
            row.name, row.mission, normal(row.incubator.ghid) if row.incubator else ""
        )
        for row in rows
    }


def person_records() -> dict[str, Record]:
    """Role and title are those of the membership that begins last."""
    memberships = _grouped(
        (row.person_id, row)
        for row in models.Membership.objects.select_related("startup", "role").order_by(
            "start", "pk"
        )
    )
    teams = _grouped(
        models.TeamMember.objects.order_by("pk").values_list("person_id", "team__ghid")
    )
    return {
        normal(person.ghid): _person_record(person, memberships[person.pk], teams[person.pk])
        for person in models.Person.objects.all()
    }


def _person_record(
    person: models.Person, memberships: list[models.Membership], teams: list[str]
) -> PersonRecord:
    return PersonRecord(
        name=person.name,
        role=memberships[-1].role.code if memberships else "",
        title=memberships[-1].title if memberships else "",
        memberships=tuple(
            MembershipRow(
                normal(row.startup.ghid), row.start, row.end, row.employment, row.employer
            )
            for row in memberships
        ),
        teams=tuple(map(normal, teams)),
    )


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> Mapping[int, list[Any]]:
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


READERS = {
    ORGANISATION.folder: organisation_records,
    INCUBATOR.folder: incubator_records,
    STARTUP.folder: startup_records,
    TEAM.folder: team_records,
    PERSON.folder: person_records,
}
