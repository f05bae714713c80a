"""Forms of the fundings that no decision grants."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.money.enums import FundingKind
from startups.registry.models import Organisation
from startups.web.forms.base import DesignForm, SecureLinkField
from startups.web.forms.money import AmountField

from .orders import day_field, reason_field


class FundingForm(DesignForm):
    """A new funding."""

    FIELDS = (
        "kind",
        "source",
        "promotion",
        "amount",
        "start",
        "end",
        "granted_on",
        "agreement",
        "agreement_url",
        "agreement_signed_on",
        "agreement_ends_on",
    )

    kind = forms.ChoiceField(label=_("Kind"), choices=FundingKind.choices)
    source = forms.ModelChoiceField(
        Organisation.objects.order_by("name"),
        label=_("Source"),
        required=False,
        empty_label=_("None: the incubator's own budget"),
    )
    promotion = forms.CharField(
        label=_("Promotion of the fund"),
        max_length=50,
        required=False,
        help_text=_("For the FAST fund: its number."),
    )
    amount = AmountField(label=_("Amount, tax included"))
    start = day_field(_("From"))
    end = day_field(_("Until"))
    granted_on = day_field(_("Granted on"), help_text=_("Counts from that day on."))
    agreement = forms.CharField(label=_("Agreement reference"), max_length=100, required=False)
    agreement_url = SecureLinkField(
        label=_("Link to the agreement"), max_length=1000, required=False
    )
    agreement_signed_on = day_field(_("Agreement signed on"), required=False)
    agreement_ends_on = day_field(_("Agreement ends on"), required=False)

    @property
    def values(self) -> dict[str, Any]:
        return self.named(*self.FIELDS)


class FundingChangeForm(DesignForm):
    """What a funding is worth after a correction."""

    amount = AmountField(
        label=_("Right amount, tax included"), help_text=_("The difference is a new line.")
    )
    end = day_field(
        _("Until"), required=False, help_text=_("Where the end changes too; else leave it empty.")
    )
    reason = reason_field()
