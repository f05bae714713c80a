"""Tables of rows within a form: what belongs to a record, added, changed and removed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.models import InlineForeignKeyField

from startups.web.forms.unchanged_ok import UnchangedOkForm

from .fields import form_field


class RowForm(UnchangedOkForm):
    """One row."""

    class Meta:
        formfield_callback = form_field

    def fact_values(self) -> dict[str, Any]:
        """What the form says of the row; what it belongs to is not for the form to say."""
        values = super().fact_values()
        return {
            name: value
            for name, value in values.items()
            if not isinstance(self.fields[name], InlineForeignKeyField)
        }


@dataclass
class RowSet:
    """A table of rows, and the services that write them.

    ``add`` takes ``values``; ``change`` takes the row and ``values``, and returns whether
    anything changed; ``remove`` takes the row. All take ``on``, ``actor`` and ``reason``.
    """

    heading: Any
    note: Any
    formset: Any
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., Any]

    def is_valid(self) -> bool:
        return self.formset.is_valid()

    def recorded(self) -> Sequence[Any]:
        """What is recorded now, in a form that can be compared."""
        return [
            sorted((name, str(value)) for name, value in form.initial.items())
            for form in self.formset.initial_forms
        ]

    def write(self, **signature: Any) -> bool:
        """Writes what differs: first what goes, then what changes, then what comes."""
        gone = [form for form in self.formset.deleted_forms if form.instance.pk]
        changed = bool(gone)
        for form in gone:
            self.remove(self._stored(form), **signature)
        for form in self.formset.initial_forms:
            if form not in gone and form.has_changed():
                values = form.fact_values()
                changed |= bool(self.change(self._stored(form), values=values, **signature))
        for form in self.formset.extra_forms:
            if form.has_changed():
                self.add(values=form.fact_values(), **signature)
                changed = True
        return changed

    @staticmethod
    def _stored(form: Any) -> Any:
        """The row as it is recorded; the form's own already says what was typed."""
        return type(form.instance)._default_manager.get(pk=form.instance.pk)
