"""What each kind of content file says, as plain values that can be compared.

References are identifiers (``ghid``), vocabulary words are codes; an import resolves them.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class PhaseRow:
    """A phase period."""

    phase: str
    start: date
    declared_end: date | None = None
    comment: str = ""


@dataclass(frozen=True)
class EventRow:
    """An event of the timeline; ``declared_kind`` where its kind is not in the vocabulary."""

    kind: str
    date: date
    comment: str = ""
    declared_kind: str = ""


@dataclass(frozen=True)
class MembershipRow:
    """A person's time in a startup."""

    startup: str
    start: date
    end: date | None
    employment: str
    employer: str = ""


@dataclass(frozen=True)
class OrganisationRecord:
    """``_organisations/*``."""

    name: str
    acronym: str = ""
    kind: str = ""
    ministry_domain: str = ""
    directory_url: str = ""
    siren: str = ""
    siret: str = ""
    body: str = ""


@dataclass(frozen=True)
class IncubatorFile:
    """``_incubators/*``."""

    name: str
    short_description: str = ""
    owner: str = ""
    contact: str = ""
    postal_address: str = ""
    website_url: str = ""
    source_code_url: str = ""
    hidden: bool = False
    highlights: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True)
class StartupFile:
    """``_startups/*``. ``openness`` maps each item to its state and its link."""

    name: str
    mission: str = ""
    problem: str = ""
    contact: str = ""
    noindex: bool = False
    website_url: str = ""
    dashboard_url: str = ""
    openness: dict[str, tuple[str, str]] = field(default_factory=dict)
    incubators: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    user_types: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    phases: tuple[PhaseRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    redirects: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True)
class TeamRecord:
    """``_teams/*``."""

    name: str
    mission: str = ""
    incubator: str = ""


@dataclass(frozen=True)
class PersonRecord:
    """``_authors/*``. Role and title are the person's, for each of their missions."""

    name: str
    role: str = ""
    title: str = ""
    memberships: tuple[MembershipRow, ...] = ()
    teams: tuple[str, ...] = ()


type Record = OrganisationRecord | IncubatorFile | StartupFile | TeamRecord | PersonRecord
