"""The decision as it is typed. What it must say is the service's to check."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.lifecycle.enums import Phase
from startups.money.enums import FundingKind
from startups.registry.models import Organisation, Startup
from startups.reviews.decided_transitions import decided_from
from startups.reviews.enums import PHASE_DECISIONS, DecisionKind
from startups.web.forms.base import DesignForm
from startups.web.forms.fields import day_input

from .typed import amount_field

HINTS = {
    DecisionKind.CONTINUE: _("Six months more in the same phase, with targets."),
    DecisionKind.PROVISIONAL: _("One or two months, with the evidence that is asked for."),
    DecisionKind.ADVANCE: _("The startup enters its next phase."),
    DecisionKind.CHANGE_DIRECTION: _("Six months more, on another way."),
    DecisionKind.HAND_OVER: _("The product goes to the administration that will own it."),
    DecisionKind.STOP: _("The work ends, and what was learnt is published."),
}


def text(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    """A long text."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=box, **{"required": False, **options})


def day(label: Any, **options: Any) -> forms.DateField:
    """A day that may be left empty."""
    return forms.DateField(label=label, widget=day_input(), **{"required": False, **options})


class DecisionForm(DesignForm):
    """Everything that a decision says, its targets and conditions apart."""

    kind = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    decided_on = day(_("Decided on"), required=True)
    phase = forms.ChoiceField(label=_("New phase, for an advance"), required=False)
    phase_from = day(
        _("New phase from"),
        help_text=_("Left empty: the day of the decision. A later day is planned."),
    )
    months = forms.TypedChoiceField(
        label=_("For how long"),
        choices=[("", "–"), (1, _("One month")), (2, _("Two months"))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    evidence_asked = text(_("Evidence asked for"))
    public_reasons = text(
        _("Reasons, published"),
        required=True,
        help_text=_("On the page of the startup and in the mail that tells of the decision."),
    )
    private_reasons = text(
        _("Reasons, private"),
        help_text=_("For the staff and the committees of its incubators. Not for the team."),
    )
    stop_condition = text(
        _("Stop condition"),
        2,
        help_text=_("What would make the committee stop. Published."),
    )
    next_due_on = day(
        _("Next review due on"),
        help_text=_("Left empty: in six months, or at the end of a provisional decision."),
    )
    amount = amount_field(_("Amount granted (euros incl. tax)"), required=False)
    period_start = day(_("Granted from"), help_text=_("Left empty: the day of the decision."))
    period_end = day(_("Granted until"))
    funding_kind = forms.ChoiceField(
        label=_("Where the money comes from"),
        choices=[("", "–"), *FundingKind.choices],
        required=False,
    )
    funding_source = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("Organisation that pays"), required=False
    )
    promotion = forms.CharField(label=_("Promotion of the fund"), max_length=50, required=False)
    agreement = forms.CharField(label=_("Agreement reference"), max_length=100, required=False)
    public = frozenset({"public_reasons", "stop_condition", "evidence_asked"})
    private = frozenset({"private_reasons"})

    def __init__(
        self, data: Any = None, *, startup: Startup, phase: Phase | None, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(kind, kind.label) for kind in kinds_from(phase)]
        several = choices_of_advance(phase)
        fields["phase"].choices = [("", "–"), *several]
        if not several:
            del fields["phase"]
        fields["funding_source"].choices = grouped_sources(startup)

    @property
    def kinds(self) -> list[tuple[Any, Any]]:
        """The buttons of the kinds, each with what it means."""
        return [(button, HINTS[DecisionKind(button.data["value"])]) for button in self["kind"]]


def kinds_from(phase: Phase | None) -> list[DecisionKind]:
    """The decisions that the phase in force allows."""
    return [
        kind for kind in DecisionKind if kind not in PHASE_DECISIONS or decided_from(phase, kind)
    ]


def choices_of_advance(phase: Phase | None) -> list[tuple[str, Any]]:
    """The phases that an advance may lead to; none where there is nothing to choose."""
    rows = decided_from(phase, DecisionKind.ADVANCE)
    return [(row.to.value, row.to.label) for row in rows] if len(rows) > 1 else []


def grouped_sources(startup: Startup) -> list[tuple[Any, Any]]:
    """Every organisation, the sponsors of the startup first."""
    sponsors = list(startup.sponsors.order_by("sponsorships__position"))
    known = {sponsor.pk for sponsor in sponsors}
    others = [row for row in Organisation.objects.order_by("name") if row.pk not in known]
    groups: Iterable[tuple[Any, list[Organisation]]] = (
        (_("Sponsors of this startup"), sponsors),
        (_("Other organisations"), others),
    )
    return [("", "–"), *((label, [(o.pk, str(o)) for o in rows]) for label, rows in groups if rows)]
