"""All that the public page of one startup tells, in four queries."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils.translation import get_language

from startups.lifecycle.models import Event, PhasePeriod
from startups.people.models import Membership
from startups.registry.models import (
    Sponsorship,
    Startup,
    StartupIncubator,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
)


class TieKind(StrEnum):
    """What a startup is tied to."""

    INCUBATOR = "incubator"
    SPONSOR = "sponsor"
    USER_TYPE = "user_type"
    THEME = "theme"
    TECHNOLOGY = "technology"


@dataclass(frozen=True)
class Tie:
    """Something that a startup is tied to: its slug or code, how it is written, in short."""

    kind: TieKind
    code: str
    label: str
    short: str = ""


@dataclass(frozen=True)
class StartupRecord:
    """The facts about a startup.

    ``ties`` are in the order declared, without hidden incubators. ``memberships`` are those
    that have begun, past ones included.
    """

    startup: Startup
    phases: list[PhasePeriod]
    events: list[Event]
    ties: list[Tie]
    memberships: list[Membership]

    def tied(self, kind: TieKind) -> list[Tie]:
        return [tie for tie in self.ties if tie.kind is kind]


def startup_record(startup: Startup, *, on: date) -> StartupRecord:
    """What is known of ``startup`` on the day ``on``, announced phases and events included.

    Four queries, whatever the number of members, events and ties.
    """
    members = startup.memberships.filter(start__lte=on).select_related("person", "role")
    return StartupRecord(
        startup=startup,
        phases=list(startup.phases.order_by("start")),
        events=list(startup.events.order_by("date", "position", "pk")),
        ties=_ties(startup),
        memberships=list(members.order_by("role__position", "role__name", "start", "pk")),
    )


def _ties(startup: Startup) -> list[Tie]:
    incubators = StartupIncubator.objects.filter(startup=startup, incubator__hidden=False)
    sponsors = Sponsorship.objects.filter(startup=startup)
    rows = _rows(incubators, TieKind.INCUBATOR, "incubator__slug", "incubator__name").union(
        _rows(
            sponsors,
            TieKind.SPONSOR,
            "organisation__slug",
            "organisation__name",
            short=F("organisation__acronym"),
        ),
        *(_term_rows(model.objects.filter(startup=startup), kind) for kind, model in TERMS.items()),
        all=True,
    )
    in_english = get_language() == "en"
    return [
        Tie(TieKind(kind), code, english if in_english and english else label, short)
        for kind, code, label, english, short, _position in rows.order_by("position", "label")
    ]


TERMS: dict[TieKind, type[Any]] = {
    TieKind.USER_TYPE: StartupUserType,
    TieKind.THEME: StartupTheme,
    TieKind.TECHNOLOGY: StartupTechnology,
}


def _term_rows(links: QuerySet[Any], kind: TieKind) -> QuerySet[Any]:
    return _rows(links, kind, "term__code", "term__name", english=F("term__name_en"))


def _rows(
    links: QuerySet[Any],
    kind: TieKind,
    code: str,
    label: str,
    *,
    english: Any = Value(""),  # noqa: B008 (an expression, never changed)
    short: Any = Value(""),  # noqa: B008
) -> QuerySet[Any]:
    return (
        links.order_by()
        .annotate(
            kind=Value(kind.value), code=F(code), label=F(label), english=english, short=short
        )
        .values_list("kind", "code", "label", "english", "short", "position")
    )
