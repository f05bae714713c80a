"""The one form of all the facts that a team may edit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import model_to_dict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.registry.enums import OpennessItem
from startups.registry.models import Incubator, Organisation, Startup, Technology, Theme, UserType
from startups.registry.selectors.record_values import readable
from startups.registry.selectors.versions import (
    facts_at,
    facts_version,
    is_version,
    ties_at,
    ties_now,
)
from startups.web.forms.base import (
    DesignMixin,
    form_field,
    reason_field,
    tick_list,
    version_field,
)
from startups.web.forms.relations import RelationsMixin, tie_initial
from startups.web.forms.unchanged_ok import UnchangedOkForm

OPENNESS = tuple(name for item in OpennessItem for name in (item.state_field, item.url_field))
VOCABULARIES = ("user_types", "themes", "technologies")
STEERED = ("lead_incubator", "other_incubators", "sponsors", "noindex")
UNSEEN = frozenset({"noindex"})


@dataclass(frozen=True)
class FactsSection:
    """A fieldset: its legend, a sentence about it, and its fields."""

    slug: str
    legend: Any
    note: Any
    fields: Sequence[Any]


LAYOUT: tuple[tuple[str, Any, Any, tuple[str, ...]], ...] = (
    (
        "identity",
        gettext_lazy("What it is"),
        gettext_lazy("The beginning of the page, and what the list of startups shows."),
        ("name", "mission", "problem", "contact"),
    ),
    ("links", gettext_lazy("Where it is"), "", ("website_url", "dashboard_url")),
    (
        "openness",
        gettext_lazy("Openness"),
        gettext_lazy("“Unknown” is neither good nor bad: say how things stand, even if not yet."),
        OPENNESS,
    ),
    (
        "audience",
        gettext_lazy("For whom, about what, made with what"),
        "",
        VOCABULARIES,
    ),
    (
        "steering",
        gettext_lazy("Incubators and sponsors"),
        gettext_lazy("For the staff only: the team does not see this part."),
        STEERED,
    ),
)


class FactsForm(DesignMixin, RelationsMixin, UnchangedOkForm):
    """Every fact of a startup but its life; what steers it, only where ``may_tie``."""

    lead_incubator = forms.ModelChoiceField(
        Incubator.objects.all(), label=gettext_lazy("Lead incubator"), required=False
    )
    other_incubators = tick_list(Incubator.objects.all(), gettext_lazy("Other incubators"))
    sponsors = tick_list(Organisation.objects.all(), gettext_lazy("Sponsors"))
    user_types = tick_list(UserType.objects.all(), gettext_lazy("User types"))
    themes = tick_list(Theme.objects.all(), gettext_lazy("Themes"))
    technologies = tick_list(Technology.objects.all(), gettext_lazy("Technologies"))
    reason = reason_field()
    version = version_field()

    class Meta:
        model = Startup
        fields = (
            "name",
            "mission",
            "problem",
            "contact",
            "website_url",
            "dashboard_url",
            *OPENNESS,
            "noindex",
        )
        formfield_callback = form_field

    def __init__(self, data: Any, *, instance: Startup, may_tie: bool) -> None:
        self.tied = ties_now(instance)
        self.current_version = facts_version(instance)
        initial = tie_initial(self.tied) | {"version": self.current_version}
        super().__init__(data, instance=instance, initial=initial)
        if not may_tie:
            for name in STEERED:
                del self.fields[name]
        self._narrow_vocabularies()
        self.public = frozenset(self.fields) - UNSEEN - {"reason", "version"}
        self.private = UNSEEN | {"reason"}

    def _narrow_vocabularies(self) -> None:
        """Words that are agreed on, and those that the startup has already."""
        fields: dict[str, Any] = self.fields
        for name in VOCABULARIES:
            rows = fields[name].queryset
            fields[name].queryset = rows.filter(Q(official=True) | Q(pk__in=self.tied[name]))

    def parts(self) -> Iterator[FactsSection]:
        """The fieldsets, for the template."""
        for slug, legend, note, names in LAYOUT:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield FactsSection(slug, legend, note, fields)

    def fact_values(self) -> dict[str, Any]:
        """What the form says of the fields that it has."""
        names = [name for name in self._meta.fields or () if name in self.fields]
        return {name: self.cleaned_data[name] for name in names}

    def recorded(self, name: str) -> str:
        """What is recorded now in a field, as a person reads it; a dash for nothing."""
        field, value = self.fields[name], self.initial.get(name)
        if isinstance(field, forms.ModelChoiceField):
            keys = value if isinstance(value, list) else [value]
            rows = field.queryset.filter(pk__in=[key for key in keys if key])  # type: ignore[union-attr]
            return ", ".join(map(str, rows)) or "–"
        stored = Startup.objects.get(pk=self.instance.pk)
        return readable(Startup._meta.get_field(name), stored) or "–"

    def values_at(self, version: str) -> dict[str, Any]:
        """The initial values of that version; none when it is none of this startup's."""
        startup = self.instance
        facts = facts_at(startup, version) if is_version(version) else None
        if facts is None:
            return {}
        return model_to_dict(facts, self._meta.fields) | tie_initial(ties_at(startup, version))

    def label_of(self, name: str) -> str:
        """How the form calls a field, or a tie."""
        if name == "incubators":
            return _("Incubators")
        return capfirst(str(self.fields[name].label)) if name in self.fields else name
