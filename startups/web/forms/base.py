"""Forms in the State's design system, shown by ``team/parts/field.html``.

Not django-dsfr's ``DsfrBaseForm``: where there is an error, what it prints has
``aria-describedby`` name the error alone, so that the hint is not read out any more (Django names
both); and the group of a list of boxes is labelled by an id that it does not print (3.6.1).
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
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


class DesignBoundField(forms.BoundField):
    """A field as it is shown: its control has its class, and its form says who reads it."""

    form: Any

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        if classes := _class_of(widget or self.field.widget):
            built.setdefault("class", classes)
        return built

    @property
    def is_public(self) -> bool:
        return self.name in self.form.public

    @property
    def is_private(self) -> bool:
        return self.name in self.form.private

    @property
    def theirs(self) -> str:
        """What somebody else recorded meanwhile; empty where nobody did."""
        return str(self.form.conflicts.get(self.name, ""))


class DesignMixin:
    """A form in the design system.

    ``public`` and ``private`` name the fields whose label says so.
    """

    bound_field_class: Any = DesignBoundField
    fields: dict[str, Any]
    public: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    # Fields that somebody else changed meanwhile, with what they say now.
    conflicts: Mapping[str, str] = {}


class DesignForm(DesignMixin, forms.Form):
    """A form in the design system that is no fact's own."""

    def named(self, *names: str) -> dict[str, Any]:
        """What was said in these fields."""
        return {name: self.cleaned_data[name] for name in names}

    def adjust(self, **values: str | None) -> None:
        """Changes what was sent, before it is shown again; None takes a value away."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        for name, value in values.items():
            if value is None:
                sent.pop(name, None)
            else:
                sent[name] = value
        self.data = sent


def _class_of(widget: forms.Widget) -> str:
    """The class of a control that has none of its own."""
    if "class" in widget.attrs:
        return ""
    names = (name for kind, name in CLASSES.items() if isinstance(widget, kind))
    return next(names, "fr-input")


def tick_list(queryset: Any, label: Any, **options: Any) -> forms.ModelMultipleChoiceField:
    """A list of boxes to tick, those that are ticked first."""
    return forms.ModelMultipleChoiceField(
        queryset, label=label, required=False, widget=TickedFirst, **options
    )


def version_field(*, required: bool = False) -> forms.CharField:
    """The version that the form was opened on."""
    return forms.CharField(widget=forms.HiddenInput, required=required)


def reason_field() -> forms.CharField:
    """Why something is written."""
    return forms.CharField(
        label=_("Why this change?"),
        required=False,
        max_length=500,
        help_text=_("Kept in the history with your name. Not public."),
    )
