"""Forms of the contracts: recorded, corrected, modified; and who uses them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from startups.money.contracts.models import Contract
from startups.money.contracts.selectors.contract_lists import ENDED, NEAR, RUNNING, ContractFilter
from startups.money.enums import ContractNature, Procedure, Technique
from startups.registry.models import Incubator, Startup
from startups.web.forms.base import DesignForm, SecureLinkField, tick_list
from startups.web.forms.fields import day_input
from startups.web.forms.money import AmountField, HoldersField, SiretField

HOLDERS_HELP = _(
    "One firm a line, whoever leads first: its SIRET, then its name. For a foreign firm, first "
    "the kind of number: “TVA BE0123456789 Atelier”, “HORS-UE ACME”."
)


def day_field(label: Any, **options: Any) -> forms.DateField:
    formats = ["%Y-%m-%d", "%d/%m/%Y"]
    return forms.DateField(label=label, input_formats=formats, widget=day_input(), **options)


def months_field(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=1_200, **options)


class ContractForm(DesignForm):
    """A contract as it was first notified."""

    FIELDS = (
        "buyer_siret",
        "buyer_name",
        "reference",
        "purpose",
        "nature",
        "procedure",
        "technique",
        "cpv",
        "ceiling",
        "tax_rate",
        "notified_on",
        "months",
        "framework",
        "notice_url",
    )

    buyer_siret = SiretField(label=_("SIRET of the buyer"))
    buyer_name = forms.CharField(label=_("Name of the buyer"), max_length=300, required=False)
    reference = forms.CharField(
        label=_("Reference"), max_length=16, help_text=_("The number that the buyer publishes.")
    )
    purpose = forms.CharField(
        label=_("Purpose"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    nature = forms.ChoiceField(label=_("Nature"), choices=ContractNature.choices)
    procedure = forms.ChoiceField(label=_("Procedure"), choices=Procedure.choices)
    technique = forms.ChoiceField(
        label=_("Technique"), choices=Technique.choices, initial=Technique.NONE
    )
    cpv = forms.RegexField(
        r"^[0-9]{8}(-[0-9])?$",
        label=_("CPV code"),
        help_text=_("Eight digits, such as 72000000."),
        error_messages={"invalid": _("A CPV code is eight digits, such as 72000000.")},
    )
    ceiling = AmountField(
        label=_("Ceiling, tax excluded"),
        help_text=_("As it is published; for a framework agreement, its maximum."),
    )
    tax_rate = forms.DecimalField(
        label=_("Tax rate (%)"),
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        initial=20,
        localize=True,
        help_text=_("Orders include tax: it says what the ceiling is worth with it."),
    )
    notified_on = day_field(_("Notified on"))
    months = months_field(_("Length in months"), help_text=_("Options and renewals included."))
    framework = forms.ModelChoiceField(
        Contract.objects.none(),
        label=_("Framework agreement that it comes under"),
        required=False,
        empty_label=_("None: it comes under no other"),
    )
    notice_url = SecureLinkField(label=_("Published notice"), max_length=1000, required=False)
    holders = HoldersField(label=_("Holders"), help_text=HOLDERS_HELP)

    def __init__(self, *args: Any, frameworks: QuerySet[Contract], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["framework"].queryset = frameworks

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}


class CorrectForm(ContractForm):
    """What was recorded wrongly, and why it is corrected."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=500,
        help_text=_("Kept in the history with your name. Not public."),
    )


class ModificationForm(DesignForm):
    """What the parties changed; the rest is left empty."""

    notified_on = day_field(
        _("Notified on"), help_text=_("It counts from that day on, and is never changed.")
    )
    ceiling = AmountField(label=_("New ceiling, tax excluded"), required=False)
    months = months_field(_("New length in months, from the notification"), required=False)
    holders = HoldersField(
        label=_("New holders"),
        required=False,
        help_text=_("All of them, in the same way; empty where they stay."),
    )
    reason = forms.CharField(label=_("Comment"), max_length=500, required=False)


class UsersForm(DesignForm):
    """Who may order under a contract, among those that one manages."""

    def __init__(
        self,
        *args: Any,
        incubators: QuerySet[Incubator],
        startups: QuerySet[Startup],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["incubators"] = tick_list(
            incubators.order_by("name"),
            _("Incubators"),
            help_text=_("All their startups may order under it."),
        )
        self.fields["startups"] = tick_list(
            startups.order_by("name"),
            _("Startups"),
            help_text=_("By name, whatever their incubators."),
        )


class ContractFilterForm(DesignForm):
    """What one looks for, by GET. What is unknown is left out rather than refused."""

    q = forms.CharField(
        label=_("Reference, purpose or firm"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=(
            ("", _("All")),
            (RUNNING, _("One may order")),
            (NEAR, _("Near its ceiling or its end")),
            (ENDED, _("It has ended")),
        ),
    )

    @property
    def wanted(self) -> ContractFilter:
        self.is_valid()
        cleaned = self.cleaned_data
        return ContractFilter(q=cleaned.get("q", "").strip(), state=cleaned.get("state", ""))
