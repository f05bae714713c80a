"""Forms of the figures. They check the shape of what is typed; the services check the rest."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from startups.figures.enums import Direction, ImpactLevel
from startups.figures.models import Indicator, Measurement
from startups.tables.cells import UnreadableError, read_number
from startups.web.forms.base import DesignForm, version_field

LONGEST_TEXT = 200_000


class FigureField(forms.CharField):
    """A number as people type it: ``1 234,5``, ``12 %``. Gives a Decimal."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_number(text).value
        except UnreadableError as error:
            raise ValidationError(str(error), code="unreadable") from error


def reason_field(*, required: bool) -> forms.CharField:
    """Why something is written: needed where something recorded is changed."""
    return forms.CharField(
        label=_("Why?"),
        help_text=_("Kept in the history with your name. Not public."),
        max_length=500,
        required=required,
    )


class FiguresForm(DesignForm):
    """In the design system; gives why something is written."""

    @property
    def stated_reason(self) -> str:
        return self.cleaned_data.get("reason", "").strip()


class IndicatorForm(FiguresForm):
    """An indicator, new or as it is."""

    FIELDS = ("wording", "unit", "level", "direction", "public", "headline")

    wording = forms.CharField(
        label=_("What is measured"),
        help_text=_("As the public will read it: “Applications filed online each month”."),
        max_length=200,
    )
    unit = forms.CharField(
        label=_("Unit"),
        help_text=_("Written after the value: “users”, “%”, “days”."),
        max_length=50,
        required=False,
    )
    level = forms.ChoiceField(
        label=_("Level of impact"),
        help_text=_("How far the indicator looks, from the product to public policy."),
        choices=ImpactLevel.choices,
    )
    direction = forms.ChoiceField(label=_("Which way is better?"), choices=Direction.choices)
    public = forms.BooleanField(  # type: ignore[assignment]  # a field, taken out of the class
        label=_("Public"),
        help_text=_("Its figures are on the page of the startup, with their dates and sources."),
        required=False,
    )
    headline = forms.BooleanField(
        label=_("Headline figure"),
        help_text=_(
            "Shown first and large. It must be public, and takes the place of the one before."
        ),
        required=False,
    )
    reason = reason_field(required=False)
    version = version_field()

    @classmethod
    def initial_of(cls, indicator: Indicator) -> dict[str, Any]:
        return {name: getattr(indicator, name) for name in cls.FIELDS}


class MeasurementForm(FiguresForm):
    """A value on a day."""

    date = forms.DateField(
        label=_("Date"),
        help_text=_("The day that the figure is of; for a month, its last day."),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    value = FigureField(
        label=_("Value"),
        help_text=_("For example 1 234,5. Four decimal places at most."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Where the figure comes from, so that somebody else can find it again."),
        max_length=300,
    )
    reason = reason_field(required=False)
    version = version_field()

    @staticmethod
    def initial_of(measurement: Measurement) -> dict[str, Any]:
        written = f"{measurement.value.normalize():f}".replace(".", ",")
        return {"date": measurement.date, "value": written, "source": measurement.source}


class FigureReplaceForm(MeasurementForm):
    """The same, for a day that has a value: replacing it is said, and why."""

    replace = forms.BooleanField(label=_("Replace the value recorded for that day"))
    reason = reason_field(required=True)


class ChangeForm(MeasurementForm):
    """A recorded value, to be changed for a reason."""

    reason = reason_field(required=True)


class RemovalForm(FiguresForm):
    """Confirms a removal, with its reason."""

    reason = reason_field(required=True)
    version = version_field(required=True)


class PasteForm(FiguresForm):
    """What was pasted, and where it comes from."""

    indicator = forms.TypedChoiceField(
        label=_("Indicator"), coerce=int, empty_value=None, required=False
    )
    text = forms.CharField(
        label=_("Figures"),
        help_text=_(
            "Paste from a spreadsheet or a CSV file: one line a date, the date first. Dates as "
            "31/12/2026, 12/2026 (the last day of the month) or T4 2026 (of the quarter)."
        ),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    source = MeasurementForm.base_fields["source"]
    reason = reason_field(required=False)

    def __init__(self, *args: Any, indicators: Sequence[Indicator], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["indicator"].choices = [
            ("", _("Those that the first line names")),
            *((indicator.pk, indicator.wording) for indicator in indicators),
        ]


class FigureConfirmForm(PasteForm):
    """What was previewed, sent again with the digest of the preview to be written."""

    digest = forms.CharField(widget=forms.HiddenInput)
    replace = forms.BooleanField(
        label=_("Replace the values already recorded, as shown"), required=False
    )

    HIDDEN = ("indicator", "text", "source")

    def ask(self, *, replacing: bool) -> None:
        """Leaves the reason to be asked for and, when values are replaced, the agreement."""
        for name in self.HIDDEN:
            self.fields[name].widget = forms.HiddenInput()
        self.fields["reason"].required = replacing
        if replacing:
            self.fields["replace"].required = True
        else:
            del self.fields["replace"]
