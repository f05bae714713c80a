"""The record of a startup: everything known about it, a constant number of queries."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from startups.backoffice.sections import Facts, RecordCell, RecordRows, one
from startups.content_tree.models import ContentFile
from startups.content_tree.tree import STARTUP
from startups.core.texts import normal
from startups.documents.selectors.documents import documents_of
from startups.lifecycle.enums import Phase
from startups.lifecycle.phases import period_in_force, spells
from startups.registry.enums import OpennessState
from startups.registry.models import Startup
from startups.registry.selectors.record_values import day

from .parts import dates, findings_of, holds, link, links


def describe_startup(startup: Startup, *, on: date) -> Sequence[Any]:
    """The parts of the record, in the order of display."""
    periods = list(startup.phases.all())
    memberships = list(startup.memberships.select_related("person", "role").order_by("start", "pk"))
    current = [row for row in memberships if holds(row, on)]
    others = [row for row in memberships if not holds(row, on)]
    path = f"_startups/{normal(startup.ghid)}.md"
    return [
        _identity(startup, periods, path, on),
        _ties(startup),
        _phases(periods, on),
        _events(startup),
        _openness(startup),
        _documents(startup),
        _team("team", _("Team"), current, _("Nobody is in the team now.")),
        _team("past-team", _("Past and coming members"), others, _("Nobody.")),
        findings_of(STARTUP, startup, on=on),
    ]


def _identity(startup: Startup, periods: list[Any], path: str, on: date) -> Facts:
    period = period_in_force(periods, on)
    phase = Phase(period.phase).label if period else _("Not started")
    since = _("since %(start)s") % {"start": day(period.start)} if period else ""
    page = getattr(startup, "page", None)
    return Facts(
        "identity",
        _("Identity"),
        "info-circle",
        [
            (_("Identifier"), one(startup.ghid)),
            (_("Phase in force"), [RecordCell(phase, tag=True, note=since)]),
            (_("Mission"), one(startup.mission)),
            (_("Problem"), one(startup.problem)),
            (_("Contact address"), one(startup.contact)),
            (_("Website"), _outside(startup.website_url)),
            (_("Quality dashboard"), _outside(startup.dashboard_url)),
            (_("Hidden from search engines"), one(_("yes") if startup.noindex else _("no"))),
            (_("Public page"), _public_page(page)),
            (_("Content file"), one(_content_file(path))),
        ],
    )


def _outside(url: str) -> list[RecordCell]:
    """A recorded address: a link only where a browser may follow it safely."""
    return one(url, url if url.startswith(("https://", "http://")) else "")


def _public_page(page: Any) -> list[RecordCell]:
    if page is None:
        return []
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return [RecordCell(_("See it"), page.url or ""), RecordCell(_("Edit its text"), edit)]


def _content_file(path: str) -> Any:
    names = [path, path.removesuffix(".md")]
    known = ContentFile.objects.filter(path__in=names).values_list("path", flat=True).first()
    return known or _("none: it was opened here")


def _ties(startup: Startup) -> Facts:
    incubators = startup.startupincubators.select_related("incubator")
    cells = [
        RecordCell(
            str(tie.incubator),
            link("incubators", tie.incubator).url,
            note=_("leads") if tie.position == 0 else "",
        )
        for tie in incubators
    ]
    sponsors = startup.sponsors.order_by("sponsorships__position")
    terms = [
        (_("User types"), "user-types", startup.user_types),
        (_("Themes"), "themes", startup.themes),
        (_("Technologies"), "technologies", startup.technologies),
    ]
    return Facts(
        "ties",
        _("Incubators, sponsors and vocabularies"),
        "link",
        [
            (_("Incubators"), cells),
            (_("Sponsors"), links("organisations", sponsors)),
            *(
                (label, links(name, rows.order_by("startup_links__position")))
                for label, name, rows in terms
            ),
        ],
    )


def _phases(periods: list[Any], on: date) -> RecordRows:
    by_spell = {(period.phase, period.start): period for period in periods}
    rows = []
    for spell in spells(periods, on):
        period = by_spell[spell.phase, spell.start]
        standing = _("planned") if spell.planned else _("in force") if spell.in_force else ""
        rows.append(
            [
                RecordCell(spell.phase.label, tag=spell.in_force, note=standing),
                RecordCell(day(spell.start)),
                RecordCell(day(spell.end)),
                RecordCell(_duration(spell.days)),
                RecordCell(day(period.declared_end)),
                RecordCell(period.comment),
            ]
        )
    columns = (_("Phase"), _("From"), _("Until"), _("Duration"), _("Declared end"), _("Remark"))
    note = _("Of two phases that start on the same day, only the later one is lived.")
    return RecordRows("phases", _("Phases"), "history", columns, rows, _("Not started yet."), note)


def _duration(days: int | None) -> str:
    if days is None:
        return ""
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def _events(startup: Startup) -> RecordRows:
    rows = [
        [
            RecordCell(day(event.date)),
            RecordCell(event.declared_kind or event.get_kind_display()),
            RecordCell(event.comment),
        ]
        for event in startup.events.order_by("date", "position")
    ]
    columns = (_("Date"), _("Event"), _("Remark"))
    return RecordRows("events", _("Events"), "calendar", columns, rows, _("No event is recorded."))


def _openness(startup: Startup) -> RecordRows:
    rows = [
        [
            RecordCell(aspect.item.label),
            RecordCell(aspect.state.label, tag=aspect.state is not OpennessState.UNKNOWN),
            *(_outside(aspect.url) or [RecordCell("")]),
        ]
        for aspect in startup.openness()
    ]
    return RecordRows("openness", _("Openness"), "view", (_("Aspect"), _("State"), _("Link")), rows)


def _documents(startup: Startup) -> RecordRows:
    """Whoever reads the record may read them: the act is the same."""
    rows = [
        [
            RecordCell(
                row.title, reverse("team:document", args=(startup.slug, row.pk)), note=row.name
            ),
            RecordCell(day(row.added_on)),
            RecordCell(str(row.uploaded_by or "")),
            RecordCell(filesizeformat(row.size)),
            RecordCell(row.note),
        ]
        for row in documents_of(startup).kept
    ]
    columns = (_("Document"), _("Added on"), _("By"), _("Size"), _("Note"))
    empty = _("No document is kept yet.")
    return RecordRows("documents", _("Private documents"), "doc-full", columns, rows, empty)


def _team(slug: str, heading: Any, memberships: list[Any], empty: Any) -> RecordRows:
    rows = [
        [
            link("people", row.person),
            RecordCell(row.title or row.role),
            RecordCell(dates(row)),
            RecordCell(row.get_employment_display(), note=row.employer),
        ]
        for row in memberships
    ]
    columns = (_("Person"), _("Role"), _("Dates"), _("Employment"))
    return RecordRows(slug, heading, "group", columns, rows, empty)
