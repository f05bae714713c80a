"""The forms of a startup: opening it, and editing all its facts."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.lifecycle.enums import Phase, TransitionNeed
from startups.lifecycle.transitions import transition, transitions_from
from startups.people.services.identifiers import new_identifier
from startups.permissions import Permission, Rights
from startups.registry.enums import OpennessItem
from startups.registry.models import Incubator, Organisation, Startup, Technology, Theme, UserType
from startups.registry.selectors.versions import ties_now
from startups.registry.services.editing import edit_startup
from startups.reviews.services.opening import open_startup
from startups.web.forms.fields import day_input
from startups.web.forms.relations import RelationsMixin, tie_initial

from .base import FactForm
from .fields import CheckList
from .rows import RowSet
from .timeline import event_rows, period_rows

OPENNESS_FIELDS = [name for item in OpennessItem for name in (item.state_field, item.url_field)]


def checks(model: Any, label: Any, **options: Any) -> forms.ModelMultipleChoiceField:
    """A list of boxes to tick, one a row of ``model``."""
    return forms.ModelMultipleChoiceField(
        model.objects.all(), label=label, required=False, widget=CheckList, **options
    )


class StartupForm(RelationsMixin, FactForm):
    """Every fact of a startup, its ties, its phases and its events."""

    lead_incubator = forms.ModelChoiceField(
        Incubator.objects.all(), label=gettext_lazy("Lead incubator"), required=False
    )
    other_incubators = checks(Incubator, gettext_lazy("Other incubators"))
    sponsors = checks(Organisation, gettext_lazy("Sponsors"))
    user_types = checks(UserType, gettext_lazy("User types"))
    themes = checks(Theme, gettext_lazy("Themes"))
    technologies = checks(Technology, gettext_lazy("Technologies"))

    layout = (
        ("identity", gettext_lazy("Identity"), ("name", "mission", "problem", "contact")),
        (
            "links",
            gettext_lazy("Links and openness"),
            ("website_url", "dashboard_url", *OPENNESS_FIELDS),
        ),
        (
            "people",
            gettext_lazy("Incubators and sponsors"),
            ("lead_incubator", "other_incubators", "sponsors"),
        ),
        (
            "audience",
            gettext_lazy("Audience and vocabularies"),
            ("user_types", "themes", "technologies"),
        ),
        ("visibility", gettext_lazy("Visibility"), ("noindex",)),
    )

    class Meta(FactForm.Meta):
        model = Startup
        fields = (
            "name",
            "mission",
            "problem",
            "contact",
            "noindex",
            "website_url",
            "dashboard_url",
            *OPENNESS_FIELDS,
        )

    def __init__(self, *args: Any, instance: Startup, **kwargs: Any) -> None:
        self.tied = ties_now(instance)
        initial = tie_initial(self.tied) | (kwargs.pop("initial", None) or {})
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def allow(self, rights: Rights) -> None:
        """The history of phases is an administrator's to correct; others change the phase."""
        if not rights.may(Permission.CORRECT_PHASES, self.instance):
            self.rows.pop("phases", None)
            self.version = self._digest()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        phases = self.rows.get("phases")
        if phases and phases.formset.has_changed() and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why history is corrected."))
        return cleaned

    def row_sets(self) -> dict[str, RowSet]:
        data = self.data if self.is_bound else None
        return {
            "phases": period_rows(self.instance, data),
            "events": event_rows(self.instance, data),
        }

    def write_facts(self, *, on: date, actor: Any, reason: str) -> list[str]:
        return edit_startup(
            startup=self.instance,
            values=self.fact_values(),
            ties=self.changed_ties(),
            on=on,
            actor=actor,
            reason=reason,
        )

    def label_of(self, name: str) -> str:
        return _("Incubators") if name == "incubators" else super().label_of(name)


class OpeningForm(FactForm):
    """What must be known of a startup to open it; the rest is filled in afterwards."""

    ghid = forms.CharField(
        label=gettext_lazy("Identifier"),
        max_length=200,
        help_text=gettext_lazy("Given once: it names its file and its address, for ever."),
    )
    lead_incubator = forms.ModelChoiceField(
        Incubator.objects.all(), label=gettext_lazy("Lead incubator")
    )
    phase = forms.ChoiceField(
        label=gettext_lazy("First phase"),
        choices=[(row.to.value, row.to.label) for row in transitions_from(None)],
        initial=Phase.INVESTIGATION,
        help_text=gettext_lazy("A later phase than the first needs a reason."),
    )
    start = forms.DateField(label=gettext_lazy("Since"), widget=day_input())
    first_review_on = forms.DateField(
        label=gettext_lazy("First review due on"),
        widget=day_input(),
        required=False,
        help_text=gettext_lazy("Left empty: six months after the phase starts."),
    )
    layout = (
        ("identity", gettext_lazy("Identity"), ("name", "ghid", "mission")),
        (
            "beginning",
            gettext_lazy("Beginning"),
            ("lead_incubator", "phase", "start", "first_review_on"),
        ),
    )

    class Meta(FactForm.Meta):
        model = Startup
        fields = ("name", "mission")

    def allow(self, rights: Rights) -> None:
        """A startup is opened in an incubator of one's own."""
        field: Any = self.fields["lead_incubator"]
        field.queryset = rights.incubators(Permission.OPEN_STARTUP)

    def clean_ghid(self) -> str:
        return new_identifier(model=Startup, ghid=self.cleaned_data["ghid"])

    def create(self, *, actor: Any, on: date) -> Startup:
        given = self.cleaned_data
        return open_startup(
            ghid=given["ghid"],
            name=given["name"],
            mission=given["mission"],
            incubators=[given["lead_incubator"]],
            phase=Phase(given["phase"]),
            start=given["start"],
            first_review_on=given["first_review_on"],
            on=on,
            actor=actor,
            reason=self._reason_for(Phase(given["phase"])),
        )

    def _reason_for(self, phase: Phase) -> str:
        """What was typed, where the table asks for a reason: a default one would be none."""
        first = transition(None, phase)
        if first and TransitionNeed.REASON in first.needs:
            return self.cleaned_data["reason"].strip()
        return self.chosen_reason
