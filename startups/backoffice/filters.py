"""Filters of lists."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from startups.lifecycle.enums import ACTIVE, ENDED, PHASE_ORDER
from startups.people.enums import StaffRole
from startups.people.models import Person, StaffAssignment, Team
from startups.people.selectors.staff import AssignmentState, in_state
from startups.registry.enums import OpennessItem, OpennessState
from startups.registry.models import (
    Incubator,
    MinistryDomain,
    Organisation,
    OrganisationKind,
    Startup,
    Technology,
    Theme,
    UserType,
)

NOT_STARTED = "none"
PHASES = [*((phase.value, phase.label) for phase in PHASE_ORDER), (NOT_STARTED, _("Not started"))]
STANDINGS = [("active", _("Active")), ("ended", _("Ended")), (NOT_STARTED, _("Not started"))]


def openness_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every aspect in every state, grouped: ``source_code.yes`` reads "Source code: Yes"."""
    return [
        (
            str(item.label),
            [(f"{item}.{state}", f"{item.label} : {state.label}") for state in OpennessState],
        )
        for item in OpennessItem
    ]


def choice_of(model: Any, field: str, label: Any) -> django_filters.ModelChoiceFilter:
    """A list to choose one row of ``model`` from."""
    return django_filters.ModelChoiceFilter(
        field_name=field, queryset=model.objects.all(), label=label, distinct=True
    )


class StartupFilters(WagtailFilterSet):
    """The list of startups; its rows bear ``phase_in_force``."""

    phase = django_filters.MultipleChoiceFilter(
        label=_("Phase in force"),
        choices=PHASES,
        widget=forms.CheckboxSelectMultiple,
        method="by_phase",
    )
    standing = django_filters.ChoiceFilter(
        label=_("Active or ended"),
        choices=STANDINGS,
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="by_standing",
    )
    incubator = choice_of(Incubator, "incubators", _("Incubator"))
    sponsor = choice_of(Organisation, "sponsors", _("Sponsor"))
    theme = choice_of(Theme, "themes", _("Theme"))
    user_type = choice_of(UserType, "user_types", _("User type"))
    technology = choice_of(Technology, "technologies", _("Technology"))
    openness = django_filters.ChoiceFilter(
        label=_("Openness"), choices=openness_choices, method="by_openness"
    )

    class Meta:
        model = Startup
        fields: list[str] = []

    def by_phase(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        if not chosen:
            return rows
        wanted = [None if phase == NOT_STARTED else phase for phase in chosen]
        in_phase = rows.filter(phase_in_force__in=[phase for phase in wanted if phase])
        return in_phase | rows.filter(phase_in_force=None) if None in wanted else in_phase

    def by_standing(self, rows: QuerySet[Any], name: str, chosen: str) -> QuerySet[Any]:
        if chosen == NOT_STARTED:
            return rows.filter(phase_in_force=None)
        return rows.filter(phase_in_force__in=ACTIVE if chosen == "active" else ENDED)

    def by_openness(self, rows: QuerySet[Any], name: str, chosen: str) -> QuerySet[Any]:
        item, state = chosen.split(".")
        return rows.filter(**{OpennessItem(item).state_field: state})


class IncubatorFilters(WagtailFilterSet):
    owner = choice_of(Organisation, "owner", _("Owner"))

    class Meta:
        model = Incubator
        fields = ("hidden",)


class OrganisationFilters(WagtailFilterSet):
    kind = choice_of(OrganisationKind, "kind", _("Kind"))
    ministry_domain = choice_of(MinistryDomain, "ministry_domain", _("Ministry domain"))

    class Meta:
        model = Organisation
        fields: list[str] = []


class PersonFilters(WagtailFilterSet):
    startup = choice_of(Startup, "memberships__startup", _("Startup"))
    consent = django_filters.BooleanFilter(
        label=_("Agreed to be named"),
        field_name="consent_given_on",
        lookup_expr="isnull",
        exclude=True,
        widget=forms.RadioSelect(choices=[("", _("All")), ("true", _("Yes")), ("false", _("No"))]),
    )

    class Meta:
        model = Person
        fields: list[str] = []


class StaffFilters(WagtailFilterSet):
    incubator = choice_of(Incubator, "incubator", _("Incubator"))
    role = django_filters.ChoiceFilter(
        label=_("Role"),
        choices=StaffRole.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=AssignmentState.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="by_state",
    )

    class Meta:
        model = StaffAssignment
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Any], name: str, chosen: str) -> QuerySet[Any]:
        return rows.filter(in_state(AssignmentState(chosen), on=timezone.localdate()))


class TeamFilters(WagtailFilterSet):
    incubator = choice_of(Incubator, "incubator", _("Incubator"))

    class Meta:
        model = Team
        fields: list[str] = []


def term_filters(term: Any) -> type[WagtailFilterSet]:
    """The filters of a vocabulary."""
    meta = type("Meta", (), {"model": term, "fields": ("official",)})
    return type(f"{term.__name__}Filters", (WagtailFilterSet,), {"Meta": meta})
