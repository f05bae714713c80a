"""Forms of the statements, in the pages of the staff: found, and sent back with a comment."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.statements.selectors.statement_search import EXPECTED, StatementFilter
from startups.money.statements.services.answering import LONGEST_COMMENT
from startups.registry.models import Incubator
from startups.web.forms.base import DesignForm
from startups.web.forms.seen import SeenForm

STATES = (("", _("Any state")), (EXPECTED, _("Expected")), *StatementState.choices)


class SendBackForm(SeenForm):
    """What is to be completed."""

    comment = forms.CharField(
        label=_("What is to be completed?"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The team reads it. Not public."),
    )


class StatementFilterForm(DesignForm):
    """What one looks for, by GET. What is unknown is left out rather than refused."""

    q = forms.CharField(
        label=_("Startup"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    half = forms.ChoiceField(label=_("Half-year"), required=False)
    incubator = forms.ModelChoiceField(
        Incubator.objects.none(),
        label=_("Incubator"),
        required=False,
        empty_label=_("Any incubator"),
    )

    def __init__(
        self, data: QueryDict, *, halves: Iterable[HalfYear], incubators: QuerySet[Incubator]
    ) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["half"].choices = [
            ("", _("Any half-year")),
            *((half.code, half.label) for half in halves),
        ]
        fields["incubator"].queryset = incubators.order_by("name")

    @property
    def wanted(self) -> StatementFilter:
        self.is_valid()
        cleaned = self.cleaned_data
        incubator = cleaned.get("incubator")
        return StatementFilter(
            q=cleaned.get("q", "").strip(),
            state=cleaned.get("state", ""),
            half=cleaned.get("half", ""),
            incubator=incubator.pk if incubator else None,
        )
