"""Incubators, organisations, people and cross-cutting teams."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, NumberColumn

from startups.backoffice.columns import DayColumn, LinesColumn
from startups.backoffice.filters import (
    IncubatorFilters,
    OrganisationFilters,
    PersonFilters,
    TeamFilters,
)
from startups.backoffice.forms.records import IncubatorForm, OrganisationForm, PersonForm, TeamForm
from startups.backoffice.records.institutions import (
    describe_incubator,
    describe_organisation,
    describe_person,
    describe_team,
)
from startups.backoffice.selectors.listed import (
    incubators_listed,
    organisations_listed,
    people_listed,
    teams_listed,
)
from startups.backoffice.views.anonymising import AnonymiseView, PersonRecordView
from startups.backoffice.views.lists import FactIndexView
from startups.people.models import Person, Team
from startups.registry.models import Incubator, Organisation
from startups.web.record_rights import RecordAction

from .base import FactViewSet


class IncubatorViewSet(FactViewSet):
    model = Incubator
    name = "incubators"
    icon = "home"
    form = IncubatorForm
    filterset_class = IncubatorFilters
    searched = ("name", "ghid", "owner__name", "owner__acronym")
    describe = staticmethod(describe_incubator)
    list_display = [
        "name",
        Column("owner", label=_("Owner"), sort_key="owner__name"),
        NumberColumn("startup_count", label=_("Startups"), sort_key="startup_count"),
        NumberColumn("active_count", label=_("Active startups"), sort_key="active_count"),
        BooleanColumn("hidden", label=_("Hidden"), sort_key="hidden"),
    ]
    export_headings = {
        "name": _("name"),
        "ghid": _("identifier"),
        "owner": _("owner"),
        "startup_count": _("Startups"),
        "active_count": _("Active startups"),
        "contact": _("contact address"),
        "website_url": _("website"),
        "hidden": _("hidden from the public"),
    }
    list_export = list(export_headings)

    @staticmethod
    def prepare(incubators: QuerySet[Incubator]) -> QuerySet[Incubator]:
        return incubators_listed(incubators, on=timezone.localdate())


class OrganisationViewSet(FactViewSet):
    model = Organisation
    name = "organisations"
    icon = "site"
    form = OrganisationForm
    filterset_class = OrganisationFilters
    searched = ("name", "acronym", "ghid", "siren", "siret")
    describe = staticmethod(describe_organisation)
    prepare = staticmethod(organisations_listed)
    list_display = [
        "name",
        Column("acronym", label=_("Acronym"), sort_key="acronym"),
        Column("kind", label=_("Kind"), sort_key="kind__name"),
        Column("ministry_domain", label=_("Ministry domain"), sort_key="ministry_domain__name"),
        NumberColumn("sponsored_count", label=_("Sponsored startups"), sort_key="sponsored_count"),
        NumberColumn("incubator_count", label=_("Incubators"), sort_key="incubator_count"),
    ]
    export_headings = {
        "name": _("name"),
        "acronym": _("acronym"),
        "ghid": _("identifier"),
        "kind": _("kind"),
        "ministry_domain": _("ministry domain"),
        "siren": _("SIREN"),
        "siret": _("SIRET"),
        "sponsored_count": _("Sponsored startups"),
        "incubator_count": _("Incubators"),
    }
    list_export = list(export_headings)


class PersonIndexView(FactIndexView):
    """The list of people, exported with what they do now in one cell."""

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        item.missions = " ; ".join(current_missions(item))
        return super().to_row_dict(item)


def current_missions(person: Any) -> list[str]:
    """What somebody does now: ``Mes Aides (Intrapreneur)``."""
    return [f"{row.startup} ({row.title or row.role})" for row in person.current]


class PersonViewSet(FactViewSet):
    model = Person
    name = "people"
    icon = "user"
    index_view_class = PersonIndexView
    inspect_view_class = PersonRecordView
    form = PersonForm
    filterset_class = PersonFilters
    searched = ("name", "ghid", "user__email")
    describe = staticmethod(describe_person)
    list_display = [
        "name",
        LinesColumn("missions", label=_("Current missions"), accessor=current_missions),
        DayColumn(
            "consent_given_on", label=_("Agreed to be named on"), sort_key="consent_given_on"
        ),
        Column("user", label=_("User account"), sort_key="user__email"),
    ]
    export_headings = {
        "name": _("name"),
        "ghid": _("identifier"),
        "missions": _("Current missions"),
        "consent_given_on": _("agreed to be named on"),
        "user": _("user account"),
    }
    list_export = list(export_headings)

    @staticmethod
    def prepare(people: QuerySet[Person]) -> QuerySet[Person]:
        return people_listed(people, on=timezone.localdate())

    def get_urlpatterns(self) -> list[URLPattern]:
        anonymise = self.construct_view(AnonymiseView)
        return [
            *super().get_urlpatterns(),
            path("anonymise/<int:pk>/", anonymise, name="anonymise"),
        ]

    def act_of(self, view_class: Any) -> RecordAction:
        return RecordAction.CHANGE if view_class is AnonymiseView else super().act_of(view_class)


class TeamViewSet(FactViewSet):
    model = Team
    name = "teams"
    icon = "group"
    form = TeamForm
    filterset_class = TeamFilters
    searched = ("name", "ghid", "mission", "incubator__name")
    describe = staticmethod(describe_team)
    prepare = staticmethod(teams_listed)
    list_display = [
        "name",
        Column("incubator", label=_("Incubator"), sort_key="incubator__name"),
        NumberColumn("member_count", label=_("Members"), sort_key="member_count"),
    ]
    export_headings = {
        "name": _("name"),
        "ghid": _("identifier"),
        "mission": _("mission"),
        "incubator": _("incubator"),
        "member_count": _("Members"),
    }
    list_export = list(export_headings)
