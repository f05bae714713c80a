"""What the pages about the end of a startup share: their context, and how they answer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.endings.selectors.ending_facts import HandoverFacts, StopFacts
from startups.endings.selectors.endings import Gap, may_follow
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.pages import Pages
from startups.web.requests import day_of, rights

from .kinds import DossierKind

pages = Pages("team/endings")
show = pages.show


@dataclass(frozen=True)
class PublishedDossier:
    """A published dossier, whole; ``key`` is that of the period of its end."""

    key: int
    facts: StopFacts | HandoverFacts
    took_effect: bool


@dataclass(frozen=True)
class EndingPageState:
    """Where a dossier stands. ``gaps`` are those of the draft; ``open`` says whether what needs
    such a dossier may still follow, ``may_write`` whether whoever asks may write it."""

    kind: DossierKind
    draft: Any
    gaps: list[Gap]
    open: bool
    may_write: bool
    published: list[PublishedDossier]

    @property
    def is_complete(self) -> bool:
        return self.draft is not None and not self.gaps

    @property
    def lacks_signature_only(self) -> bool:
        return self.draft is not None and len(self.gaps) == 1 and not self.gaps[0].field


def state_of(
    request: HttpRequest, startup: Startup, kind: DossierKind, draft: Any
) -> EndingPageState:
    """Where a dossier stands, its ``draft`` being known; a constant number of queries."""
    is_open = may_follow(startup.phases.all(), kind.need)
    return EndingPageState(
        kind=kind,
        draft=draft,
        gaps=kind.gaps(draft),
        open=is_open,
        may_write=is_open and rights(request).may(Permission.WRITE_ENDING, startup),
        published=_published(startup, kind, day_of(request)),
    )


def _published(startup: Startup, kind: DossierKind, on: Any) -> list[PublishedDossier]:
    rows = kind.model.objects.filter(startup=startup).exclude(period=None)
    rows = rows.prefetch_related("period__ending_corrections", *kind.related)
    dossiers = [
        PublishedDossier(row.period_id, kind.facts(row, private=True), row.period.start <= on)
        for row in rows
    ]
    return sorted(dossiers, key=lambda dossier: dossier.facts.since, reverse=True)  # type: ignore[arg-type, return-value]


def show_ending(
    request: HttpRequest, startup: Startup, template: str, title: Any, **context: Any
) -> HttpResponse:
    """A page about the end of ``startup``."""
    steps = [] if template == "index" else [(_("End of the startup"), _index(startup))]
    may_correct = rights(request).may(Permission.ADMINISTER)
    shared: dict[str, Any] = {"startup": startup, "steps": steps, "may_correct": may_correct}
    return show(request, template, title, **shared, **context)


def _index(startup: Startup) -> str:
    return reverse("team_endings:index", args=(startup.slug,))
