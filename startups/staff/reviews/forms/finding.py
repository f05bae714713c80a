"""What one looks for in the list of reviews."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from startups.registry.models import Incubator
from startups.reviews.enums import ReviewState
from startups.reviews.selectors.reviews import ReviewFilter
from startups.web.forms.base import DesignForm


class ReviewFilterForm(DesignForm):
    """Asked by GET. What is unknown is left out rather than refused."""

    q = forms.CharField(
        label=_("Startup"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    incubator = forms.ModelChoiceField(
        Incubator.objects.none(), label=_("Incubator"), required=False, empty_label=_("All")
    )
    late = forms.BooleanField(label=_("Late only"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        incubators: QuerySet[Incubator],
        states: Iterable[ReviewState],
        may_be_late: bool,
    ) -> None:
        super().__init__(data)
        ordered = [state for state in ReviewState if state in set(states)]
        fields: dict[str, Any] = self.fields
        fields["state"].choices = [("", _("All")), *((s.value, s.label) for s in ordered)]
        fields["incubator"].queryset = incubators.order_by("name")
        if not may_be_late:
            del fields["late"]

    @property
    def wanted(self) -> ReviewFilter:
        self.is_valid()
        cleaned = self.cleaned_data
        incubator = cleaned.get("incubator")
        return ReviewFilter(
            q=cleaned.get("q", "").strip(),
            state=cleaned.get("state", ""),
            late=cleaned.get("late", False),
            incubator=incubator.pk if incubator else None,
        )
