"""Writes organisations, incubators and cross-cutting teams from their files."""

from collections.abc import Callable, Sequence
from typing import Any

from startups.content_tree.records import IncubatorFile, OrganisationRecord, TeamRecord
from startups.core.services.facts import Actor, create_facts, delete_facts, update_facts
from startups.core.slugs import address_from
from startups.core.texts import normal
from startups.people.models import Team
from startups.registry.models import (
    Highlight,
    Incubator,
    MinistryDomain,
    Organisation,
    OrganisationKind,
    Startup,
)

from .changes import FileChange
from .terms import KnownTerms


def by_ghid(model: Any) -> dict[str, Any]:
    """Every row of ``model`` by its identifier."""
    return {normal(row.ghid): row for row in model.objects.all()}


def write_rows(
    *,
    model: Any,
    changes: Sequence[FileChange],
    fields: Callable[[Any], dict[str, Any]],
    actor: Actor,
    reason: str,
    addressed: bool = True,
) -> dict[str, Any]:
    """Creates and updates the rows of one kind; returns every row by identifier."""
    rows = by_ghid(model)
    taken = {row.slug for row in rows.values()} if addressed else set()
    new = []
    for change in changes:
        row = rows.get(change.item.ghid)
        if row is not None:
            update_facts(
                instance=row, values=_differences(change, fields), actor=actor, reason=reason
            )
            continue
        row = model(ghid=change.item.source.ghid, **fields(change.record))
        if addressed:
            row.slug = address_from(row.ghid, taken)
            taken.add(row.slug)
        new.append(row)
    create_facts(model=model, rows=new, actor=actor, reason=reason)
    return rows | {normal(row.ghid): row for row in new}


def _differences(change: FileChange, fields: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    before = fields(change.base)
    return {name: value for name, value in fields(change.record).items() if before[name] != value}


def organisation_fields(terms: KnownTerms) -> Callable[[OrganisationRecord], dict[str, Any]]:
    """From a record to the fields of an Organisation."""

    def fields(record: OrganisationRecord) -> dict[str, Any]:
        return {
            "name": record.name,
            "acronym": record.acronym,
            "kind": terms(OrganisationKind, record.kind),
            "ministry_domain": terms(MinistryDomain, record.ministry_domain),
            "directory_url": record.directory_url,
            "siren": record.siren,
            "siret": record.siret,
            "body": record.body,
        }

    return fields


def incubator_fields(
    organisations: dict[str, Organisation],
) -> Callable[[IncubatorFile], dict[str, Any]]:
    """From a record to the fields of an Incubator."""

    def fields(record: IncubatorFile) -> dict[str, Any]:
        return {
            "name": record.name,
            "short_description": record.short_description,
            "owner": organisations[record.owner] if record.owner else None,
            "contact": record.contact,
            "postal_address": record.postal_address,
            "website_url": record.website_url,
            "source_code_url": record.source_code_url,
            "hidden": record.hidden,
            "body": record.body,
        }

    return fields


def team_fields(incubators: dict[str, Incubator]) -> Callable[[TeamRecord], dict[str, Any]]:
    """From a record to the fields of a Team."""

    def fields(record: TeamRecord) -> dict[str, Any]:
        incubator = incubators[record.incubator] if record.incubator else None
        return {"name": record.name, "mission": record.mission, "incubator": incubator}

    return fields


def write_organisations(
    changes: Sequence[FileChange], terms: KnownTerms, *, actor: Actor, reason: str
) -> dict[str, Organisation]:
    return write_rows(
        model=Organisation,
        changes=changes,
        fields=organisation_fields(terms),
        actor=actor,
        reason=reason,
    )


def write_incubators(
    changes: Sequence[FileChange],
    organisations: dict[str, Organisation],
    *,
    actor: Actor,
    reason: str,
) -> dict[str, Incubator]:
    return write_rows(
        model=Incubator,
        changes=changes,
        fields=incubator_fields(organisations),
        actor=actor,
        reason=reason,
    )


def write_teams(
    changes: Sequence[FileChange], incubators: dict[str, Incubator], *, actor: Actor, reason: str
) -> dict[str, Team]:
    return write_rows(
        model=Team,
        changes=changes,
        fields=team_fields(incubators),
        actor=actor,
        reason=reason,
        addressed=False,
    )


def write_highlights(
    changes: Sequence[FileChange],
    incubators: dict[str, Incubator],
    startups: dict[str, Startup],
    *,
    actor: Actor,
    reason: str,
) -> None:
    """The startups that each incubator puts forward, in the order of its file."""
    for change in changes:
        if change.base and change.base.highlights == change.record.highlights:
            continue
        incubator = incubators[change.item.ghid]
        wanted = {startups[ghid].pk: place for place, ghid in enumerate(change.record.highlights)}
        existing = {row.startup_id: row for row in Highlight.objects.filter(incubator=incubator)}
        gone = [row for key, row in existing.items() if key not in wanted]
        delete_facts(rows=gone, actor=actor, reason=reason)
        for key, row in existing.items():
            if key in wanted:
                update_facts(
                    instance=row, values={"position": wanted[key]}, actor=actor, reason=reason
                )
        new = [
            Highlight(incubator=incubator, startup_id=key, position=place)
            for key, place in wanted.items()
            if key not in existing
        ]
        create_facts(model=Highlight, rows=new, actor=actor, reason=reason)
