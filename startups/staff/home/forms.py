"""What one looks for on the board and in the table, and the name of a saved view."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from startups.lifecycle.enums import ALL_ACTIVE, ALL_ENDED, NOT_STARTED, PHASE_ORDER
from startups.portfolio.models import SavedView
from startups.portfolio.selectors.filters import PortfolioFilter
from startups.registry.models import Incubator, Theme
from startups.web.forms.base import DesignForm
from startups.web.forms.filters import FilterForm

from .columns import order_choices

EITHER = ("", _("With or without"))
PHASES = [
    ("", _("Any phase")),
    (ALL_ACTIVE, _("Any active phase")),
    (ALL_ENDED, _("Ended")),
    *((phase.value, phase.label) for phase in PHASE_ORDER),
    (NOT_STARTED, _("Not started yet")),
]


class BoardForm(FilterForm):
    """The filters of the board, which the table has, too."""

    incubator = forms.ModelChoiceField(
        Incubator.objects.none(),
        label=_("Incubator"),
        required=False,
        empty_label=_("Any incubator"),
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(), label=_("Theme"), required=False, empty_label=_("Any theme")
    )
    late = forms.BooleanField(label=_("Late reviews only"), required=False)
    mine = forms.BooleanField(label=_("Mine only"), required=False)

    def __init__(self, data: QueryDict, *, incubators: QuerySet[Incubator]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["incubator"].queryset = incubators.order_by("name")

    @property
    def sought(self) -> PortfolioFilter:
        return PortfolioFilter(
            **{name: getattr(value, "pk", value) for name, value in self.known.items()}
        )


class PortfolioTableForm(BoardForm):
    """The filters of the table, and its order."""

    q = forms.CharField(
        label=_("Startup"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    phase = forms.ChoiceField(label=_("Phase"), choices=PHASES, required=False)
    intrapreneur = forms.ChoiceField(
        label=_("Intrapreneur"),
        choices=[EITHER, ("yes", _("With")), ("no", _("Without"))],
        required=False,
    )
    conditions = forms.ChoiceField(
        label=_("Conditions"),
        choices=[EITHER, ("open", _("With open ones")), ("overdue", _("With overdue ones"))],
        required=False,
    )
    text = forms.ChoiceField(
        label=_("Page"),
        choices=[
            ("", _("Any state")),
            ("stale", _("To be read again")),
            ("waiting", _("Waiting for approval")),
        ],
        required=False,
    )
    sort = forms.ChoiceField(label=_("Order"), required=False)
    field_order = [
        "q",
        "phase",
        "incubator",
        "theme",
        "intrapreneur",
        "conditions",
        "text",
        "sort",
        "late",
        "mine",
    ]

    def __init__(self, data: QueryDict, *, incubators: QuerySet[Incubator]) -> None:
        super().__init__(data, incubators=incubators)
        fields: dict[str, Any] = self.fields
        fields["sort"].choices = order_choices()


class ViewNameForm(DesignForm):
    """The name of a saved view."""

    name = forms.CharField(
        label=_("Name of the view"), max_length=SavedView._meta.get_field("name").max_length
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput)
