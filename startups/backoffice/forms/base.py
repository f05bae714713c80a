"""What every form of facts shares: a reason, patience with what it did not change, rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.core.versions import digest_of
from startups.permissions import Rights
from startups.registry.services.editing import create_record, edit_record
from startups.web.forms.unchanged_ok import UnchangedOkForm

from .fields import form_field
from .rows import RowSet

# What the history says when nobody said why; kept in English, shown translated.
DEFAULT_REASON = "back office"


@dataclass(frozen=True)
class FormSection:
    """A titled part of a form: fields, or the rows of a table."""

    slug: str
    heading: Any
    fields: Sequence[Any] = ()
    rows: RowSet | None = None


class FactForm(UnchangedOkForm):
    """Edits one record through the services; ``create`` and ``write`` are what views call."""

    reason = forms.CharField(
        label=gettext_lazy("Why this change?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Kept in the history of the record, with your name."),
    )
    layout: Sequence[tuple[str, Any, Sequence[str]]] = ()

    class Meta:
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, RowSet] = self.row_sets() if self.instance.pk else {}
        self.version = self._digest() if self.instance.pk else ""
        self._warn_of_wrong_values()

    def row_sets(self) -> dict[str, RowSet]:
        """Tables of what belongs to the record, by name."""
        return {}

    def allow(self, rights: Rights) -> None:
        """Leaves in the form only what ``rights`` let its user choose; called by the views."""

    def sections(self) -> list[FormSection]:
        """The form in parts, for the template; its rows come last."""
        parts = [
            FormSection(slug, heading, [self[name] for name in names if name in self.fields])
            for slug, heading, names in self.layout
        ]
        tables = [FormSection(slug, rows.heading, rows=rows) for slug, rows in self.rows.items()]
        return [*parts, *tables]

    def _warn_of_wrong_values(self) -> None:
        """Says beside a field that what is recorded is wrong: it may be mended now."""
        fields: dict[str, Any] = self.fields
        for name, field in fields.items():
            value = self.initial.get(name)
            if value and hasattr(field, "is_good") and not field.is_good(value):
                warning = _("The recorded value is wrong. %(why)s") % {"why": field.message}
                field.help_text = " ".join(filter(None, (str(field.help_text), warning)))

    def _digest(self) -> str:
        """Of what is recorded: it tells whether somebody else wrote since the form was opened."""
        facts = sorted((name, str(self.initial.get(name))) for name in self.fields)
        rows = [rows.recorded() for rows in self.rows.values()]
        return digest_of(facts, rows)

    def clean(self) -> dict[str, Any]:
        super().clean()
        opened = self.data.get("version")
        if opened and opened != self.version:
            raise ValidationError(
                _(
                    "Somebody else changed this record since you opened it. What you typed is "
                    "kept here: compare it with the record before you save again."
                ),
                code="changed",
            )
        return self.cleaned_data

    def is_valid(self) -> bool:
        good = [rows.is_valid() for rows in self.rows.values()]
        return super().is_valid() and all(good)

    @property
    def chosen_reason(self) -> str:
        return self.cleaned_data.get("reason", "").strip() or DEFAULT_REASON

    def create(self, *, actor: Any, on: date) -> Any:
        """Creates the record; returns it."""
        return create_record(instance=self.instance, actor=actor, reason=self.chosen_reason)

    def write(self, *, actor: Any, on: date) -> list[str]:
        """Writes what differs, with its rows; returns the labels of what changed."""
        signature: dict[str, Any] = {"on": on, "actor": actor, "reason": self.chosen_reason}
        labels = [self.label_of(name) for name in self.write_facts(**signature)]
        labels += [str(rows.heading) for rows in self.rows.values() if rows.write(**signature)]
        return labels

    def write_facts(self, *, on: date, actor: Any, reason: str) -> list[str]:
        """Writes the fields that differ; returns their names."""
        return edit_record(
            instance=self.instance, values=self.fact_values(), on=on, actor=actor, reason=reason
        )

    def label_of(self, name: str) -> str:
        """How the form calls a field."""
        field = self.fields.get(name)
        return capfirst(str(field.label)) if field else name
