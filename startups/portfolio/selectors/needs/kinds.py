"""What a need is, and whose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from startups.portfolio.enums import NeedKind
from startups.registry.models import Incubator, Startup


@dataclass(frozen=True)
class NeedScope:
    """What the reader is to the network: the startups that they steer, those on whose dossiers
    they give an opinion as members of the committee, the incubators whose sessions they read,
    and those whose sessions they hold."""

    reader: Any
    steered: QuerySet[Startup]
    heard: QuerySet[Startup]
    sessions: QuerySet[Incubator]
    held: QuerySet[Incubator]


@dataclass(frozen=True)
class Need:
    """Something that needs somebody since a day.

    ``subject`` is a startup or an incubator; ``detail`` says more in words. ``route`` and
    ``args`` name the address where it is done. ``late`` counts the days since ``due``.
    """

    kind: NeedKind
    subject: str
    since: date
    route: str
    args: tuple[Any, ...]
    detail: str = ""
    due: date | None = None
    late: int = 0

    @property
    def path(self) -> str:
        """The address, in the language of whoever reads it now."""
        return reverse(self.route, args=self.args)


def group(needs: Iterable[Need]) -> dict[NeedKind, list[Need]]:
    """By kind in the order of the vocabulary, those without any left out; the latest first."""
    ordered = sorted(needs, key=_urgency)
    groups = {kind: [need for need in ordered if need.kind == kind] for kind in NeedKind}
    return {kind: rows for kind, rows in groups.items() if rows}


def _urgency(need: Need) -> tuple[int, date, str]:
    return -need.late, need.due or need.since, need.subject.casefold()
