"""What the database says, as the same records that files are read into.

A constant number of queries for each kind, whatever the number of rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from startups.content_tree.records import (
    EventRow,
    IncubatorFile,
    MembershipRow,
    OrganisationRecord,
    PersonRecord,
    PhaseRow,
    Record,
    StartupFile,
    TeamRecord,
)
from startups.content_tree.tree import INCUBATOR, ORGANISATION, PERSON, STARTUP, TEAM, RecordKind
from startups.core.texts import normal
from startups.lifecycle.models import Event, PhasePeriod
from startups.people.models import Membership, Person, Team, TeamMember
from startups.registry.enums import OpennessItem
from startups.registry.models import (
    Highlight,
    Incubator,
    Organisation,
    Sponsorship,
    Startup,
    StartupIncubator,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
)

# What each folder is kept in.
MODELS: Mapping[str, Any] = {
    ORGANISATION.folder: Organisation,
    INCUBATOR.folder: Incubator,
    STARTUP.folder: Startup,
    TEAM.folder: Team,
    PERSON.folder: Person,
}


def snapshot(kind: RecordKind, *, only: int | None = None) -> dict[str, Record]:
    """Every record of one kind, by identifier; that of one row when its key is given."""
    return READERS[kind.folder](only)


def _chosen(only: int | None, path: str = "pk") -> dict[str, int]:
    """What narrows a query to one record."""
    return {} if only is None else {path: only}


def organisation_records(only: int | None = None) -> dict[str, Record]:
    rows = Organisation.objects.select_related("kind", "ministry_domain")
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
        for row in rows.filter(**_chosen(only))
    }


def incubator_records(only: int | None = None) -> dict[str, Record]:
    highlighted = Highlight.objects.filter(**_chosen(only, "incubator"))
    highlights = _grouped(
        highlighted.order_by("position").values_list("incubator_id", "startup__ghid")
    )
    return {
        normal(row.ghid): IncubatorFile(
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
        for row in Incubator.objects.select_related("owner").filter(**_chosen(only))
    }


def startup_records(only: int | None = None) -> dict[str, Record]:
    parts = _startup_parts(_chosen(only, "startup"))
    rows = Startup.objects.select_related("published_text").filter(**_chosen(only))
    return {normal(row.ghid): _startup_record(row, parts) for row in rows}


def _startup_record(row: Startup, parts: Mapping[str, Any]) -> StartupFile:
    text = getattr(row, "published_text", None)
    return StartupFile(
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


def _startup_parts(of: Mapping[str, int]) -> dict[str, Mapping[int, list[Any]]]:
    """Everything tied to startups, by field of the record and by startup: one query each."""
    return {
        "incubators": _ghids(StartupIncubator, "incubator", of),
        "sponsors": _ghids(Sponsorship, "organisation", of),
        "user_types": _codes(StartupUserType, of),
        "themes": _codes(StartupTheme, of),
        "technologies": _codes(StartupTechnology, of),
        "phases": _grouped(
            (period.startup_id, _phase_row(period))
            for period in PhasePeriod.objects.filter(**of).order_by("start", "pk")
        ),
        "events": _grouped(
            (event.startup_id, EventRow(event.kind, event.date, event.comment, event.declared_kind))
            for event in Event.objects.filter(**of).order_by("position", "pk")
        ),
    }


def _phase_row(period: PhasePeriod) -> PhaseRow:
    return PhaseRow(period.phase, period.start, period.declared_end, period.comment)


def _ghids(model: Any, field: str, of: Mapping[str, int]) -> Mapping[int, list[str]]:
    rows = model.objects.filter(**of).order_by("position", "pk")
    rows = rows.values_list("startup_id", f"{field}__ghid")
    return _grouped((startup, normal(ghid)) for startup, ghid in rows)


def _codes(model: Any, of: Mapping[str, int]) -> Mapping[int, list[str]]:
    rows = model.objects.filter(**of).order_by("position", "pk")
    return _grouped(rows.values_list("startup_id", "term__code"))


def team_records(only: int | None = None) -> dict[str, Record]:
    rows = Team.objects.select_related("incubator").filter(**_chosen(only))
    return {
        normal(row.ghid): TeamRecord(
            row.name, row.mission, normal(row.incubator.ghid) if row.incubator else ""
        )
        for row in rows
    }


def person_records(only: int | None = None) -> dict[str, Record]:
    """Role and title are those of the membership that begins last."""
    of = _chosen(only, "person")
    rows = Membership.objects.filter(**of).select_related("startup", "role")
    memberships = _grouped((row.person_id, row) for row in rows.order_by("start", "pk"))
    joined = TeamMember.objects.filter(**of).order_by("pk")
    teams = _grouped(joined.values_list("person_id", "team__ghid"))
    return {
        normal(person.ghid): _person_record(person, memberships[person.pk], teams[person.pk])
        for person in Person.objects.filter(**_chosen(only))
    }


def _person_record(person: Person, memberships: list[Membership], teams: list[str]) -> PersonRecord:
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
