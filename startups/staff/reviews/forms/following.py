"""What follows a signed decision: a condition is met, a target amended, the decision corrected."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.reviews.models import Decision
from startups.reviews.models.target import Aim
from startups.reviews.selectors.decisions import DecisionNow
from startups.reviews.services.decisions.draft import AimDraft
from startups.reviews.services.decisions.following import Correction
from startups.web.forms.base import DesignForm
from startups.web.forms.fields import day_input

from .deciding import day, text
from .steering import explanation_field
from .typed import amount_field, figure_field, written


class ConditionForm(DesignForm):
    evidence = explanation_field(
        _("By what does one see that it is met?"),
        _("A figure, a link, a document: kept with the condition."),
    )


class AmendForm(DesignForm):
    """A target anew, prefilled with what it says now."""

    wording = forms.CharField(label=_("Target"), max_length=300)
    measure = forms.CharField(label=_("Measure and its unit"), max_length=200)
    starting_value = figure_field(_("Starting value"), required=False)
    target_value = figure_field(_("Target value"))
    due_on = forms.DateField(label=_("Due on"), widget=day_input())
    reason = explanation_field(_("Why is it amended?"), _("Published with the target."))
    public = frozenset({"wording", "measure", "starting_value", "target_value", "due_on", "reason"})

    @staticmethod
    def initial_of(aim: Aim) -> dict[str, Any]:
        return {
            "wording": aim.wording,
            "measure": aim.measure,
            "starting_value": written(aim.starting_value),
            "target_value": written(aim.target_value),
            "due_on": aim.due_on,
        }

    @property
    def aim(self) -> AimDraft:
        values = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return AimDraft(**values)


class DecisionCorrectionForm(DesignForm):
    """The decision as it stands; what is left as it is, is not corrected."""

    public_reasons = text(_("Reasons, published"))
    private_reasons = text(_("Reasons, private"))
    amount = amount_field(_("Amount granted (euros incl. tax)"), required=False)
    period_end = day(_("Granted until"))
    next_due_on = day(_("Next review due on"))
    reason = explanation_field(
        _("Why is it corrected?"), _("Kept with the correction. The team reads it.")
    )
    public = frozenset({"public_reasons"})
    private = frozenset({"private_reasons"})

    def __init__(self, data: Any, *, decision: Decision, now: DecisionNow) -> None:
        self.now = now
        super().__init__(data, initial=vars(now) | {"amount": written(now.amount)})
        if not decision.amount:
            del self.fields["amount"], self.fields["period_end"]
        if decision.next_due_on is None:
            del self.fields["next_due_on"]
        if not decision.private_reasons:
            self.fields["private_reasons"].help_text = _("None was given.")

    @property
    def correction(self) -> Correction:
        """What differs from what the decision says now."""
        return Correction(
            amount=self._amount(),
            period_end=self._day("period_end"),
            public_reasons=self._text("public_reasons"),
            private_reasons=self._text("private_reasons"),
            next_due_on=self._day("next_due_on"),
        )

    def _amount(self) -> Decimal | None:
        if "amount" not in self.fields:
            return None
        entered = self.cleaned_data["amount"]
        wanted = Decimal(0) if entered is None else entered
        return None if wanted == self.now.amount else wanted

    def _day(self, name: str) -> date | None:
        entered: date | None = self.cleaned_data.get(name)
        return None if entered == getattr(self.now, name) else entered

    def _text(self, name: str) -> str:
        entered = self.cleaned_data[name].replace("\r\n", "\n")
        return "" if entered == getattr(self.now, name).replace("\r\n", "\n") else entered
