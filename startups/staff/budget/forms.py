"""What one looks at of the budget."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from startups.money.selectors.axis_values import NONE, read
from startups.money.selectors.budget import BY, BudgetQuestion
from startups.registry.models import Incubator
from startups.staff.contracts.forms import day_field
from startups.staff.home.forms import PHASES
from startups.web.forms.filters import FilterForm

from .labels import AXIS_LABELS, order_choices

type Choices = Sequence[tuple[str, Any]]


class BudgetForm(FilterForm):
    """Along which axis, on what day, and of what."""

    always = {"by": BY[0]}

    by = forms.ChoiceField(
        label=_("Break down by"), choices=[(axis, AXIS_LABELS[axis]) for axis in BY], required=False
    )
    on = day_field(_("On the day"), required=False)
    q = forms.CharField(
        label=_("Startup"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    incubator = forms.ModelChoiceField(
        Incubator.objects.none(),
        label=_("Incubator"),
        required=False,
        empty_label=_("Any incubator"),
    )
    phase = forms.ChoiceField(label=_("Phase"), choices=PHASES, required=False)
    source = forms.ChoiceField(label=_("Source"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    sort = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(
        self,
        data: QueryDict,
        *,
        today: date,
        incubators: QuerySet[Incubator],
        sources: Choices,
        years: Sequence[int],
    ) -> None:
        super().__init__(data)
        self.today = today
        fields: dict[str, Any] = self.fields
        fields["sort"].choices = order_choices()
        fields["incubator"].queryset = incubators.order_by("name")
        fields["source"].choices = [
            ("", _("Any source")),
            *sources,
            (NONE, _("Not attributed")),
        ]
        fields["year"].choices = [("", _("All years")), *((year, str(year)) for year in years)]

    @cached_property
    def asked(self) -> BudgetQuestion:
        values = {name: getattr(value, "pk", value) for name, value in self.known.items()}
        if values.get("source", NONE) != NONE:
            values["source"] = read("source", values["source"])
        return BudgetQuestion(**{"on": self.today} | values)

    @property
    def is_narrowed(self) -> bool:
        return bool({*self.known} - {"by", "sort"})

    @property
    def criteria(self) -> list[tuple[Any, str]]:
        """What narrows it, in words: pairs of a label and a value."""
        names = ("q", "incubator", "phase", "source", "year")
        return [
            (self.fields[name].label, self._words(name)) for name in names if name in self.known
        ]

    def _words(self, name: str) -> str:
        value = self.known[name]
        choices = dict(getattr(self.fields[name], "choices", ())) if name != "incubator" else {}
        return str(choices.get(value, value))
