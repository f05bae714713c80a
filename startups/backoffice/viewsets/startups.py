"""Startups."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn

from startups.backoffice import log
from startups.backoffice.columns import DayColumn, PhaseColumn, phase_label
from startups.backoffice.filters import StartupFilters
from startups.backoffice.forms.startup import OpeningForm, StartupForm
from startups.backoffice.records.startup import describe_startup
from startups.backoffice.selectors.listed import startups_listed
from startups.backoffice.views.lists import FactIndexView
from startups.backoffice.views.writing import FactCreateView
from startups.core.search_text import words
from startups.registry.enums import OpennessItem
from startups.registry.models import Startup

from .base import FactViewSet

EXPORTED = {
    "name": _("name"),
    "ghid": _("identifier"),
    "phase": _("Phase in force"),
    "phase_since": _("Since"),
    "lead_incubator": _("Lead incubator"),
    "current_members": _("Members"),
    "changed_on": _("Last changed"),
    "mission": _("mission"),
    "contact": _("contact address"),
    "website_url": _("website"),
    **{f"{item.value}_label": item.label for item in OpennessItem},
}


def look_up(startups: QuerySet[Startup], query: str) -> QuerySet[Startup]:
    """Startups whose folded text, or identifier, holds every word."""
    results = startups
    for word in words(query):
        matching = results.filter(published_text__search_text__contains=word)
        results = matching | results.filter(ghid__icontains=word)
    return results


class StartupIndexView(FactIndexView):
    """The list, exported with labels instead of codes."""

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        item.phase = str(phase_label(item))
        for aspect in item.openness():
            setattr(item, f"{aspect.item.value}_label", str(aspect.state.label))
        return super().to_row_dict(item)


class OpeningView(FactCreateView):
    log_action = log.OPENED


class StartupViewSet(FactViewSet):
    model = Startup
    name = "startups"
    icon = "pick"
    index_view_class = StartupIndexView
    add_view_class = OpeningView
    form = StartupForm
    add_form = OpeningForm
    filterset_class = StartupFilters
    look_up = staticmethod(look_up)
    describe = staticmethod(describe_startup)
    list_display = [
        "name",
        PhaseColumn(sort_key="phase_order"),
        DayColumn("phase_since", label=_("Since"), sort_key="phase_since"),
        Column("lead_incubator", label=_("Lead incubator"), sort_key="lead_incubator"),
        NumberColumn("current_members", label=_("Members"), sort_key="current_members"),
        DayColumn("changed_on", label=_("Last changed"), sort_key="changed_on"),
    ]
    list_export = list(EXPORTED)
    export_headings = EXPORTED

    @staticmethod
    def prepare(startups: QuerySet[Startup]) -> QuerySet[Startup]:
        return startups_listed(startups, on=timezone.localdate())
