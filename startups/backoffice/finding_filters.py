"""Filters of the data-quality report. Findings are worked out, not kept: a list, no query."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from startups.content_tree.enums import Severity
from startups.registry.models import Incubator, Startup

from .finding_rows import FindingRow


class FindingFilters(WagtailFilterSet):
    severity = django_filters.MultipleChoiceFilter(
        label=_("Severity"), choices=Severity.choices, widget=forms.CheckboxSelectMultiple
    )
    code = django_filters.MultipleChoiceFilter(
        label=_("Code"), widget=forms.CheckboxSelectMultiple, choices=[]
    )
    incubator = django_filters.ModelChoiceFilter(
        label=_("Incubator"), queryset=Incubator.objects.all()
    )
    startup = django_filters.ModelChoiceFilter(label=_("Startup"), queryset=Startup.objects.all())

    class Meta:
        model = Startup
        fields: list[str] = []

    def __init__(self, *args: Any, findings: Sequence[FindingRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted({row.code for row in findings})
        self.filters["code"].extra["choices"] = [(code, code) for code in codes]

    def filter_queryset(self, queryset: list[FindingRow]) -> list[FindingRow]:
        chosen = self.form.cleaned_data
        return [row for row in queryset if self._matches(row, chosen)]

    def _matches(self, row: FindingRow, chosen: dict[str, Any]) -> bool:
        return (
            (not chosen["severity"] or row.severity in chosen["severity"])
            and (not chosen["code"] or row.code in chosen["code"])
            and (not chosen["incubator"] or chosen["incubator"].pk in row.incubators)
            and (not chosen["startup"] or row.startup == chosen["startup"].ghid)
        )
