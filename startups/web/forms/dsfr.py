"""Forms in the State's design system, shown by ``team/parts/field.html``."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import LinkField, MailField, RawTextField, TickedFirst, day_input

CLASSES: Mapping[type[forms.Widget], str] = {
    forms.Select: "fr-select",
    forms.FileInput: "fr-upload",
    forms.CheckboxInput: "",
    forms.CheckboxSelectMultiple: "",
    forms.RadioSelect: "",
    forms.HiddenInput: "",
}


class SecureLinkField(LinkField):
    """A link that is new must be https; what is recorded may stay as it is."""

    not_secure = _("The address must begin with https://, not http://.")

    def clean(self, value: Any) -> str:
        cleaned = super().clean(value)
        if cleaned.lower().startswith("http://"):
            raise forms.ValidationError(self.not_secure, code="http")
        return cleaned


def form_field(db_field: Any, **options: Any) -> Any:
    """The form field of a fact, for ``Meta.formfield_callback``."""
    if isinstance(db_field, models.URLField):
        return db_field.formfield(**{**options, "form_class": SecureLinkField})
    if isinstance(db_field, models.TextField):
        box = forms.Textarea(attrs={"rows": 4})
        return db_field.formfield(**{**options, "form_class": RawTextField, "widget": box})
    if isinstance(db_field, models.DateField):
        return db_field.formfield(**{**options, "widget": day_input()})
    if isinstance(db_field, models.EmailField) or db_field.name == "contact":
        return db_field.formfield(**{**options, "form_class": MailField})
    return db_field.formfield(**options)


class DesignMixin:
    """Gives each control its class, and says which fields the public reads.

    ``public`` and ``private`` name the fields whose label says so.
    """

    fields: dict[str, Any]
    public: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    # Fields that somebody else changed meanwhile, with what they say now.
    conflicts: Mapping[str, str] = {}

    def dress(self) -> None:
        """To be called at the end of ``__init__``."""
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("class", _class_of(field.widget))
            field.is_public = name in self.public
            field.is_private = name in self.private
            field.theirs = self.conflicts.get(name, "")


def _class_of(widget: forms.Widget) -> str:
    found = (name for kind, name in CLASSES.items() if isinstance(widget, kind))
    return next(found, "fr-input")


def tick_list(queryset: Any, label: Any, **options: Any) -> forms.ModelMultipleChoiceField:
    """A list of boxes to tick, those that are ticked first."""
    return forms.ModelMultipleChoiceField(
        queryset, label=label, required=False, widget=TickedFirst, **options
    )


def reason_field() -> forms.CharField:
    """Why something is written."""
    return forms.CharField(
        label=_("Why this change?"),
        required=False,
        max_length=500,
        help_text=_("Kept in the history with your name. Not public."),
    )
