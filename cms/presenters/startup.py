"""What the page of a startup shows, in its order, made from the record of facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from cms import addresses
from startups.core.validators import clean_link, is_email, is_link
from startups.endings.selectors.public_endings import EndingFacts
from startups.figures.presenters.figures import FigureView, figure_view
from startups.figures.selectors.figures import StartupFigures
from startups.lifecycle.enums import ENDED, EventKind, Phase
from startups.lifecycle.models import Event
from startups.lifecycle.phases import spells
from startups.public.selectors.public_history import PublicCourse
from startups.public.selectors.startup_record import StartupRecord, Tie, TieKind
from startups.registry.enums import OpennessItem, OpennessState
from startups.registry.models import Startup

from .changes import BEGINNINGS, event_text
from .money import MoneyView, money_view
from .openness import OpennessView, openness_view
from .outlook import OutlookView, outlook_view
from .phase_timeline import Milestone, PhaseStep, comments_by_phase, milestones, steps
from .team import TeamView, team_view

RECENT = 5
ENDINGS: dict[Phase, Any] = {
    Phase.TRANSFERRED: _("This product has left the incubator: it was handed over."),
    Phase.INCONCLUSIVE: _("The investigation did not conclude, and went no further."),
    Phase.STOPPED: _("This product was stopped."),
}


@dataclass(frozen=True)
class EndingView:
    """What happened to a startup that is over, when, what was said of it, and its dossier."""

    text: Any
    since: date
    comment: str
    handed_over: bool
    dossier: EndingFacts | None = None


@dataclass(frozen=True)
class Badge:
    """A distinction; ``kind`` ends the name of its class."""

    label: Any
    kind: str


@dataclass(frozen=True)
class NamedLink:
    """A link with its text."""

    label: str
    address: str


@dataclass(frozen=True)
class RecentChange:
    """Something that happened lately."""

    date: date
    label: str


@dataclass(frozen=True)
class StartupView:
    """The page of a startup. Links are those that may be followed; else they are empty.

    ``earlier`` are the dossiers of ends that it did not stay in. ``money`` is None for a startup
    that is over and of which nothing was ever published.
    """

    startup: Startup
    phase: Phase | None
    since: date | None
    ending: EndingView | None
    badges: list[Badge]
    steps: list[PhaseStep]
    milestones: list[Milestone]
    figures: list[FigureView]
    outlook: OutlookView
    earlier: list[EndingFacts]
    money: MoneyView | None
    openness: OpennessView
    team: TeamView
    incubators: list[NamedLink]
    sponsors: list[NamedLink]
    user_types: list[NamedLink]
    themes: list[NamedLink]
    technologies: list[NamedLink]
    contact: str
    website: str
    recent: list[RecentChange]
    changed_on: date | None


def startup_view(
    record: StartupRecord,
    figures: Sequence[StartupFigures],
    course: PublicCourse,
    *,
    on: date,
    changed_on: date | None,
) -> StartupView:
    """The page on the day ``on``; nothing here asks the database."""
    startup = record.startup
    lived = steps(spells(record.phases, on), comments_by_phase(record.phases), on)
    current = next((step for step in lived if step.current), None)
    phase = current.phase if current else None
    ending = _ending(current, record.events, course, on)
    outlook = outlook_view(course.reviews, ended=ending is not None, on=on)
    website = clean_link(startup.website_url)
    contact = startup.contact.strip()
    return StartupView(
        startup=startup,
        phase=phase,
        since=current.start if current else None,
        ending=ending,
        badges=_badges(startup, record.events, on),
        steps=lived,
        milestones=milestones(record.events, on, outlook.decisions),
        figures=[figure_view(row) for row in figures],
        outlook=outlook,
        earlier=_earlier(course, ending),
        money=money_view(course.money, lived, figures) if course.money or not ending else None,
        openness=openness_view(startup.openness(), phase),
        team=team_view(record.memberships, on),
        incubators=[_incubator(tie) for tie in record.tied(TieKind.INCUBATOR)],
        sponsors=[_sponsor(tie) for tie in record.tied(TieKind.SPONSOR)],
        user_types=_choices(record, TieKind.USER_TYPE),
        themes=_choices(record, TieKind.THEME),
        technologies=_choices(record, TieKind.TECHNOLOGY),
        contact=contact if is_email(contact) else "",
        website=website if is_link(website) else "",
        recent=_recent(lived, record.events, on),
        changed_on=changed_on,
    )


def _ending(
    current: PhaseStep | None, events: Sequence[Event], course: PublicCourse, on: date
) -> EndingView | None:
    if current is None or current.phase not in ENDED:
        return None
    comments = [row.comment.strip() for row in _past(events, on) if row.kind == EventKind.END]
    comment = current.comment or next((text for text in reversed(comments) if text), "")
    return EndingView(
        text=ENDINGS[current.phase],
        since=current.start,
        comment=comment,
        handed_over=current.phase is Phase.TRANSFERRED,
        dossier=course.endings.get(current.start),
    )


def _earlier(course: PublicCourse, ending: EndingView | None) -> list[EndingFacts]:
    now = ending.dossier if ending else None
    return [facts for facts in course.endings.values() if facts is not now]


def _badges(startup: Startup, events: Sequence[Event], on: date) -> list[Badge]:
    kinds = {event.kind for event in _past(events, on)}
    source_state = getattr(startup, OpennessItem.SOURCE_CODE.state_field)
    badges = [
        (EventKind.NATIONAL_IMPACT in kinds, Badge(_("National impact"), "impact")),
        (EventKind.FAST in kinds, Badge(_("FAST laureate"), "fast")),
        (source_state == OpennessState.YES, Badge(_("Open source"), "source")),
    ]
    return [badge for earned, badge in badges if earned]


def _recent(lived: Sequence[PhaseStep], events: Sequence[Event], on: date) -> list[RecentChange]:
    begun = [
        RecentChange(step.start, str(BEGINNINGS[step.phase])) for step in lived if not step.planned
    ]
    happened = [
        RecentChange(
            event.date,
            event_text(EventKind(event.kind), event.declared_kind, event.comment.strip())[0],
        )
        for event in _past(events, on)
        if event.kind != EventKind.END or event.comment.strip()
    ]
    both = sorted([*happened, *begun], key=lambda change: change.date, reverse=True)
    return both[:RECENT]


def _past(events: Sequence[Event], on: date) -> list[Event]:
    return [event for event in events if event.date <= on]


def _incubator(tie: Tie) -> NamedLink:
    return NamedLink(tie.label, addresses.incubator_address(tie.code))


def _sponsor(tie: Tie) -> NamedLink:
    full = f"{tie.label} ({tie.short})" if tie.short and tie.short != tie.label else tie.label
    return NamedLink(full, addresses.sponsor_address(tie.code))


def _choices(record: StartupRecord, kind: TieKind) -> list[NamedLink]:
    return [
        NamedLink(tie.label, addresses.startups_address(urlencode({kind.value: tie.code})))
        for tie in record.tied(kind)
    ]
