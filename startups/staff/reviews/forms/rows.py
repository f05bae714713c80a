"""Rows of a form that stay even without a script: so many blank ones, and a button for more."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.web.forms.base import DesignForm
from startups.web.forms.fields import day_input

from .typed import figure_field


class FormRow(DesignForm):
    """A row: empty it says nothing, begun it says all of ``needs``."""

    needs: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.needs:
            if name not in self.errors and cleaned.get(name) in (None, ""):
                self.add_error(name, _("Fill this in, or empty the row."))
        return cleaned


class TargetRow(FormRow):
    """A target for the next review."""

    wording = forms.CharField(label=_("Target"), max_length=300, required=False)
    measure = forms.CharField(label=_("Measure and its unit"), max_length=200, required=False)
    starting_value = figure_field(_("Starting value"), required=False)
    target_value = figure_field(_("Target value"), required=False)
    due_on = forms.DateField(label=_("Due on"), required=False, widget=day_input())
    needs = ("wording", "measure", "target_value")


class ConditionRow(FormRow):
    """What is asked for, by a day."""

    wording = forms.CharField(
        label=_("Condition"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = forms.DateField(label=_("Due on"), required=False, widget=day_input())
    needs = ("wording", "due_on")


class FormRows:
    """Forms of one kind, numbered from 0; an empty one says nothing.

    ``data`` is what was sent, to be checked; ``initial`` what is shown without being checked. Not
    a formset of Django's: it checks what it showed first even when it was emptied, refuses what
    lacks its management form, and would save but the making of the forms.
    """

    def __init__(
        self,
        kind: type[forms.Form],
        prefix: str,
        count: int,
        *,
        data: Any = None,
        initial: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self.prefix = prefix
        self.count = max(count, len(initial))
        padded = [*initial, *({} for _number in range(self.count - len(initial)))]
        self.forms = [
            kind(
                data,
                prefix=f"{prefix}-{number}",
                initial=dict(given),
                empty_permitted=True,
                use_required_attribute=False,
            )
            for number, given in enumerate(padded)
        ]

    @property
    def shown(self) -> list[Any]:
        """The rows that say something, and a blank one."""
        return self.forms[: self._begun + 1]

    @property
    def shown_count(self) -> int:
        return len(self.shown)

    @property
    def folded(self) -> list[Any]:
        """The other blank ones."""
        return self.forms[self._begun + 1 :]

    @property
    def _begun(self) -> int:
        begun = [number for number, form in enumerate(self.forms, 1) if _says_something(form)]
        return begun[-1] if begun else 0

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    def filled(self) -> list[dict[str, Any]]:
        """What the rows that are not empty say, once they are valid."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]

    def sent(self, data: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What was sent for each row, as it was typed."""
        return [
            {name: data.get(form.add_prefix(name), "") for name in form.fields}
            for form in self.forms
        ]


def _says_something(form: forms.Form) -> bool:
    return form.has_changed() if form.is_bound else any(form.initial.values())
