"""The records of incubators, organisations, people and cross-cutting teams."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from startups.backoffice.sections import Facts, RecordCell, RecordRows, one
from startups.content_tree.tree import INCUBATOR, ORGANISATION
from startups.lifecycle.enums import Phase
from startups.lifecycle.selectors.portfolio import with_phase
from startups.people.models import Person, Team
from startups.registry.models import Incubator, Organisation, Startup
from startups.registry.selectors.record_values import day

from .parts import dates, findings_of, link, links
from .staff import staff_of, staff_roles_of


def describe_incubator(incubator: Incubator, *, on: date) -> Sequence[Any]:
    """An incubator: facts, startups, teams, findings."""
    owner = [link("organisations", incubator.owner)] if incubator.owner else []
    facts = [
        (_("Identifier"), one(incubator.ghid)),
        (_("Short description"), one(incubator.short_description)),
        (_("Owner"), owner),
        (_("Contact address"), one(incubator.contact)),
        (_("Postal address"), one(incubator.postal_address)),
        (_("Website"), one(incubator.website_url)),
        (_("Source code"), one(incubator.source_code_url)),
        (_("Hidden from the public"), one(_("yes") if incubator.hidden else _("no"))),
        (_("Teams"), links("teams", incubator.teams.all())),
    ]
    return [
        Facts("identity", _("Identity"), "info-circle", facts),
        _startups(Startup.objects.filter(incubators=incubator), on),
        staff_of(incubator, on),
        findings_of(INCUBATOR, incubator, on=on),
    ]


def describe_organisation(organisation: Organisation, *, on: date) -> Sequence[Any]:
    """An organisation: facts, incubators, startups that it sponsors, findings."""
    facts = [
        (_("Identifier"), one(organisation.ghid)),
        (_("Acronym"), one(organisation.acronym)),
        (_("Kind"), one(organisation.kind)),
        (_("Ministry domain"), one(organisation.ministry_domain)),
        (_("SIREN"), one(organisation.siren)),
        (_("SIRET"), one(organisation.siret)),
        (_("Page in the directory"), one(organisation.directory_url)),
        (_("Incubators"), links("incubators", organisation.incubators.all())),
    ]
    return [
        Facts("identity", _("Identity"), "info-circle", facts),
        _startups(Startup.objects.filter(sponsors=organisation), on),
        findings_of(ORGANISATION, organisation, on=on),
    ]


def _startups(startups: QuerySet[Startup], on: date) -> RecordRows:
    phased: Any = with_phase(startups, on=on)
    rows = [
        [
            link("startups", startup),
            RecordCell(
                Phase(phase).label if (phase := startup.phase_in_force) else _("Not started")
            ),
            RecordCell(day(startup.phase_since)),
        ]
        for startup in phased
    ]
    columns = (_("Startup"), _("Phase in force"), _("Since"))
    return RecordRows("startups", _("Startups"), "pick", columns, rows, _("None."))


def describe_person(person: Person, *, on: date) -> Sequence[Any]:
    """A person: facts and missions."""
    teams = [member.team for member in person.teams.select_related("team")]
    facts = [
        (_("Identifier"), one(person.ghid)),
        (_("User account"), one(person.user)),
        (_("Agreed to be named on"), one(day(person.consent_given_on) or _("not agreed"))),
        (_("Cross-cutting teams"), links("teams", teams)),
    ]
    missions = person.memberships.select_related("startup", "role").order_by("-start", "pk")
    rows = [
        [
            link("startups", row.startup),
            RecordCell(row.title or row.role),
            RecordCell(dates(row)),
            RecordCell(row.get_employment_display(), note=row.employer),
        ]
        for row in missions
    ]
    columns = (_("Startup"), _("Role"), _("Dates"), _("Employment"))
    return [
        Facts("identity", _("Identity"), "info-circle", facts),
        RecordRows("missions", _("Missions"), "group", columns, rows, _("No mission is recorded.")),
        staff_roles_of(person, on),
    ]


def describe_team(team: Team, *, on: date) -> Sequence[Any]:
    """A cross-cutting team: facts and members."""
    facts = [
        (_("Identifier"), one(team.ghid)),
        (_("Mission"), one(team.mission)),
        (_("Incubator"), [link("incubators", team.incubator)] if team.incubator else []),
    ]
    members = [member.person for member in team.members.select_related("person")]
    rows = [[link("people", person)] for person in sorted(members, key=lambda p: p.name)]
    return [
        Facts("identity", _("Identity"), "info-circle", facts),
        RecordRows("members", _("Members"), "group", (_("Person"),), rows, _("Nobody.")),
    ]
