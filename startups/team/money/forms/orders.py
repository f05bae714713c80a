"""Forms of an order: entered, moved along its chain, corrected, paid."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.core.formats import euros, short_day
from startups.money.contracts.models import Contract
from startups.money.contracts.selectors.contracts import ContractPosition, contracts_of
from startups.money.enums import OrderStep
from startups.money.models import Activity, Funding, Resource
from startups.money.selectors.orders import OrderFilter
from startups.registry.models import Startup
from startups.web.forms.base import DesignForm
from startups.web.forms.fields import RawTextField, day_input
from startups.web.forms.money import AmountField, MonthField, SiretField

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, input_formats=DAY_FORMATS, widget=day_input(), **options)


def reason_field(**options: Any) -> forms.CharField:
    """Why something recorded changes."""
    return forms.CharField(
        label=_("Why?"),
        help_text=_("Kept in the history with your name. Not public."),
        max_length=500,
        **options,
    )


class ContractField(forms.ModelChoiceField):
    """A contract, with what it leaves on the day."""

    positions: Mapping[int, ContractPosition] = {}

    def label_from_instance(self, contract: Any) -> str:
        position = self.positions.get(contract.pk)
        text = f"{contract.reference} · {contract.purpose[:60]}"
        if position:
            left = _("%(left)s left, until %(day)s") % {
                "left": euros(position.left),
                "day": short_day(position.ends_on),
            }
            text = f"{text} ({left})"
        return text


class FundingField(forms.ModelChoiceField):
    """A funding, by where it comes from and when it ends."""

    def label_from_instance(self, funding: Any) -> str:
        source = funding.source or funding.get_kind_display()
        agreement = f", {funding.agreement}" if funding.agreement else ""
        return f"{source}{agreement} ({funding.start:%d/%m/%Y} – {funding.end:%d/%m/%Y})"


class OrderForm(DesignForm):
    """A new order, or an internal cost."""

    FIELDS = (
        "contract",
        "reference",
        "supplier",
        "supplier_siret",
        "amount",
        "activity",
        "resource",
        "covers_from",
        "covers_until",
        "funding",
        "quoted_on",
        "ordered_on",
        "delivered_on",
        "invoiced_on",
        "note",
    )

    contract = ContractField(
        Contract.objects.none(),
        label=_("Contract"),
        required=False,
        empty_label=_("None: an internal cost"),
        help_text=_("What it leaves includes tax, and counts the orders of all who use it."),
    )
    reference = forms.CharField(
        label=_("Reference"), max_length=100, help_text=_("The number of the order, or your own.")
    )
    supplier = forms.CharField(label=_("Supplier"), max_length=300)
    supplier_siret = SiretField(
        label=_("SIRET of the supplier"), required=False, help_text=_("Fourteen digits.")
    )
    amount = AmountField(label=_("Amount, tax included"))
    activity = forms.ModelChoiceField(
        Activity.objects.all(), label=_("Activity"), empty_label=_("Choose")
    )
    resource = forms.ModelChoiceField(
        Resource.objects.all(), label=_("Kind of resource"), empty_label=_("Choose")
    )
    covers_from = MonthField(label=_("First month covered"))
    covers_until = MonthField(label=_("Last month covered"), last=True)
    funding = FundingField(
        Funding.objects.none(),
        label=_("Paid from"),
        required=False,
        empty_label=_("Not attributed"),
    )
    quoted_on = day_field(_("Quote received on"), required=False)
    ordered_on = day_field(
        _("Ordered on"),
        required=False,
        help_text=_("It counts from that day on. Empty for a quote that is not ordered yet."),
    )
    delivered_on = day_field(_("Delivery accepted on"), required=False)
    invoiced_on = day_field(_("Invoiced on"), required=False)
    note = RawTextField(
        label=_("Note"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by the team and the staff only. No unit price."),
    )

    def __init__(
        self,
        *args: Any,
        startup: Startup,
        positions: Mapping[int, ContractPosition],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["contract"].positions = positions
        fields["contract"].queryset = contracts_of(startup)
        fundings = Funding.objects.filter(startup=startup, corrects=None)
        fields["funding"].queryset = fundings.select_related("source")

    @property
    def values(self) -> dict[str, Any]:
        return self.named(*self.FIELDS)


class StepForm(DesignForm):
    """The next step of an order, and its day."""

    step = forms.ChoiceField(label=_("Step"))
    day = day_field(_("Day"))
    reason = forms.CharField(
        label=_("Why, if a day said before was mistaken"), max_length=500, required=False
    )

    def __init__(self, *args: Any, steps: Sequence[OrderStep], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["step"].choices = [(step.value, step.label) for step in steps]


class OrderReasonForm(DesignForm):
    """Why something is done."""

    reason = reason_field()


class OrderCorrectionForm(DesignForm):
    """What an order is worth, from a day on."""

    amount = AmountField(label=_("Right amount, tax included"))
    day = day_field(_("Counts from"))
    reason = reason_field()


class CreditForm(DesignForm):
    """What a supplier takes back."""

    amount = AmountField(label=_("Amount taken back, tax included"))
    reference = forms.CharField(
        label=_("Reference of the credit note"), max_length=100, required=False
    )
    day = day_field(_("Day of the credit note"))
    reason = reason_field()


class PaymentForm(DesignForm):
    """What was paid."""

    amount = AmountField(label=_("Amount paid, tax included"))
    paid_on = day_field(_("Paid on"))
    reference = forms.CharField(label=_("Invoice"), max_length=100, required=False)


class RefundForm(DesignForm):
    """What came back of what was paid."""

    amount = AmountField(label=_("Amount that came back, tax included"))
    paid_on = day_field(_("Day"))
    reference = forms.CharField(label=_("Reference"), max_length=100, required=False)
    reason = reason_field()


class OrderFilterForm(DesignForm):
    """What one looks for among orders, by GET. What is unknown is left out, not refused."""

    q = forms.CharField(
        label=_("Reference or supplier"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    step = forms.ChoiceField(label=_("State"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    contract = forms.TypedChoiceField(
        label=_("Contract"), required=False, coerce=int, empty_value=None
    )
    activity = forms.TypedChoiceField(
        label=_("Activity"), required=False, coerce=int, empty_value=None
    )

    def __init__(
        self,
        data: Any,
        *,
        years: Sequence[int],
        contracts: Sequence[Contract],
        activities: Sequence[Activity],
    ) -> None:
        super().__init__(data)
        every = ("", _("All"))
        fields: dict[str, Any] = self.fields
        fields["step"].choices = [every, *((s.value, s.label) for s in OrderStep)]
        fields["year"].choices = [every, *((year, str(year)) for year in years)]
        fields["contract"].choices = [every, *((c.pk, c.reference) for c in contracts)]
        fields["activity"].choices = [every, *((a.pk, str(a)) for a in activities)]

    @property
    def wanted(self) -> OrderFilter:
        self.is_valid()
        found = self.cleaned_data
        return OrderFilter(
            q=found.get("q", "").strip(),
            step=found.get("step", ""),
            year=found.get("year"),
            contract=found.get("contract"),
            activity=found.get("activity"),
        )


def first_day(on: date) -> dict[str, Any]:
    """What a form about a day begins with."""
    return {"day": on, "paid_on": on}
